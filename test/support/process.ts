import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

export type Running = {
  child: ChildProcess
  /** What it has said so far. */
  said: () => string
  /** Resolves when it has said this, once or as often as told; throws with what it said when it ends before. */
  until: (text: string, times?: number) => Promise<string>
  ended: Promise<number | null>
}

/** What a program of ours is told of where it runs: `npm start` and the gate keep what Node has compiled. */
export function surroundings(): Record<string, string> {
  const { PATH = '', HOME = '', NODE_COMPILE_CACHE } = process.env
  return { PATH, HOME, ...(NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {}) }
}

/** The real program, or another script of the project, as a process of its own, with these settings and no others. */
export function startProcess(env: Record<string, string>, script = 'src/app/main.ts'): Running {
  const child = spawn(process.execPath, [join(root, script)], { env: { ...surroundings(), ...env } })
  let text = ''
  const waiting = new Set<() => void>()
  const hear = (chunk: Buffer) => {
    text += chunk.toString()
    for (const look of waiting) look()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    child,
    said: () => text,
    ended,
    until: (wanted, times = 1) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (text.split(wanted).length <= times) return
          waiting.delete(look)
          resolve(text)
        }
        waiting.add(look)
        look()
        void ended.then(() => reject(new Error(`ended before it said "${wanted}":\n${text}`)))
      }),
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
