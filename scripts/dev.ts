import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const children: ChildProcess[] = []
let stopping = false

/** The server, started again when its sources change, and beside it the web app, reloaded in the browser. */
start(['--watch', '--watch-preserve-output', join(root, 'src/app/main.ts')])
start([
  join(root, 'node_modules/vite/bin/vite.js'),
  '--config',
  join(root, 'vite.config.ts'),
  '--clearScreen',
  'false',
])

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal))

function start(args: string[]) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  children.push(child)
  // One without the other is of no use.
  child.on('exit', (code) => {
    process.exitCode ??= code ?? 0
    stop('SIGTERM')
  })
}

function stop(signal: NodeJS.Signals) {
  if (stopping) return
  stopping = true
  for (const child of children) if (child.exitCode === null) child.kill(signal)
}
