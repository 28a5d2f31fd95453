import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const bin = (name: string) => join(root, 'node_modules/.bin', name)
const script = (name: string) => [process.execPath, join(root, 'scripts', name)]

export type Step = { name: string; command: string[] }

/** Builds it when it is stale. */
export const webApp: Step = { name: 'web app', command: [...script('ready.mjs'), 'build'] }

/** What needs no database and no browser, the slowest first. */
export const staticSteps: Step[] = [
  { name: 'types', command: [bin('tsc'), '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'generated files', command: script('check-generated.ts') },
  { name: 'format and lint', command: [bin('biome'), 'ci', '--colors=off', '--max-diagnostics=200', '.'] },
  { name: 'boundaries', command: script('boundaries.ts') },
  { name: 'file rules', command: script('check-files.ts') },
  { name: 'words', command: script('check-words.ts') },
]

/** Runs the steps two at a time; a line for each as it ends, and what it said when it failed. Gives how many failed. */
export async function runSteps(steps: Step[]): Promise<number> {
  const waiting = [...steps]
  let failed = 0
  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const start = performance.now()
      const { code, said } = await run(step.command)
      const seconds = ((performance.now() - start) / 1000).toFixed(1)
      process.stdout.write(
        `${code === 0 ? 'ok    ' : 'FAILED'}  ${step.name.padEnd(20)} ${seconds.padStart(6)} s\n`,
      )
      if (code === 0) continue
      failed++
      process.stdout.write(`\n${said.trimEnd()}\n\n`)
    }
  }
  await Promise.all([work(), work()])
  return failed
}

const running = new Set<ChildProcess>()

/** Runs a command and gives what it said; with `show` it speaks for itself. */
export function run(
  [program = '', ...args]: string[],
  show = false,
): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'] })
    running.add(child)
    let said = ''
    const hear = (data: Buffer) => {
      said += data
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.on('error', (error) => {
      said += error.message
    })
    child.on('close', (code) => {
      running.delete(child)
      resolve({ code: code ?? 1, said })
    })
  })
}

/** A Ctrl-C ends what runs, and then the gate. */
export function stopOnSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      for (const child of running) child.kill(signal)
      process.exitCode = 130
      setTimeout(() => process.exit(), 3000).unref()
    })
  }
}
