import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * How long `npm start` takes until /readyz answers, on a folder that was started before. Several checkouts are started by
 * turns, so that before and after meet the same machine: `bench/start.ts [times] [checkout ...]`.
 */
const here = join(import.meta.dirname, '..')
const port = 4900 + (process.pid % 90)

/** Milliseconds until the server was ready. */
async function start(checkout: string, data: string, more: Record<string, string>): Promise<number> {
  const began = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: checkout,
    env: { ...process.env, DATA_DIR: data, PORT: String(port), NODE_ENV: '', ...more },
    stdio: ['ignore', 'pipe', 'inherit'],
    // Ctrl-C reaches everything that npm began, as in a terminal.
    detached: true,
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk
  })
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  try {
    for (;;) {
      if (child.exitCode !== null) throw new Error(`It ended before it was ready:\n${said}`)
      const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      )
      if (ready) return performance.now() - began
      await sleep(10)
    }
  } finally {
    if (child.exitCode === null) process.kill(-child.pid!, 'SIGINT')
    await ended
  }
}

/** Milliseconds of each start after the first, which makes the folder: of every checkout, with `more` settings. */
export async function measureStarts(
  times: number,
  checkouts = [here],
  more: Record<string, string> = {},
): Promise<Map<string, { first: number; again: number[] }>> {
  const data = mkdtempSync(join(tmpdir(), 'bylaw-bench-start-'))
  const taken = new Map<string, { first: number; again: number[] }>()
  const folder = (checkout: string) => join(data, String(checkouts.indexOf(checkout)))
  try {
    for (const checkout of checkouts)
      taken.set(checkout, { first: await start(checkout, folder(checkout), more), again: [] })
    for (let round = 0; round < times; round++)
      for (const checkout of checkouts)
        taken.get(checkout)!.again.push(await start(checkout, folder(checkout), more))
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
  return taken
}

export const median = (list: number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!

if (process.argv[1] === import.meta.filename) {
  const [times = '7', ...given] = process.argv.slice(2)
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`
  for (const [checkout, { again }] of await measureStarts(Number(times), given.length > 0 ? given : [here]))
    console.log(
      `${checkout}: median ${seconds(median(again))}, ${seconds(Math.min(...again))} to ${seconds(Math.max(...again))} (${again.map(seconds).join(', ')})`,
    )
}
