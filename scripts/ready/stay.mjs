// Loaded into the launched process: it ends, in an orderly way, when the one that launched it is gone.
if (process.env.BYLAW_LAUNCHED && process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
  // What the process starts in turn has channels of its own.
  delete process.env.NODE_CHANNEL_FD
}
delete process.env.BYLAW_LAUNCHED
