import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const at = (...parts) => join(root, ...parts)
export const pinnedNode = at(
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)

export const stops = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** A reason to stop that the reader can do something about: one sentence, no stack. */
export class Stop extends Error {}

/** The environment in which `node` means the pinned one. */
export const environment = (mode) => ({
  ...process.env,
  NODE_ENV: process.env.NODE_ENV || mode,
  PATH: [at('node_modules', '.bin'), process.env.PATH].join(delimiter),
})

/** Runs a long step with a line before, one every ten seconds, and one with its time. */
export async function step(doing, done, work) {
  const start = Date.now()
  const seconds = () => `${((Date.now() - start) / 1000).toFixed(1)} s`
  process.stdout.write(`${doing} ...\n`)
  const ticking = setInterval(() => process.stdout.write(`  ... ${seconds()}\n`), 10_000)
  try {
    await work()
  } finally {
    clearInterval(ticking)
  }
  process.stdout.write(`${done} in ${seconds()}.\n`)
}

/**
 * Runs a program to its end without showing it; gives its exit code and everything it said. A Ctrl-C ends it
 * first and then this process.
 */
export function run(program, args, { started, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let said = ''
    let stopped
    const stop = (signal) => {
      stopped = signal
      child.kill(signal)
    }
    for (const signal of stops) process.on(signal, stop)
    child.on('spawn', () => started?.(child.pid))
    child.stdout.on('data', (data) => {
      said += data
    })
    child.stderr.on('data', (data) => {
      said += data
    })
    const end = (code) => {
      for (const signal of stops) process.off(signal, stop)
      if (stopped) process.exit(exitCodeOf(null, stopped))
      resolve({ code, said: stripVTControlCharacters(said) })
    }
    child.on('error', (error) => {
      said += error.message
      end(127)
    })
    child.on('close', (code, signal) => end(exitCodeOf(code, signal)))
  })
}

export const exitCodeOf = (code, signal) => code ?? 128 + (constants.signals[signal] ?? 0)

/** The sentences for what goes wrong on a machine rather than in the program. */
export function explain(said, doing) {
  if (/ENOSPC/.test(said)) return `The disk is full while ${doing}. Free about 2 GB and start again.`
  if (
    /EROFS/.test(said) ||
    /(EACCES|EPERM)[^\n]*(mkdir|open|unlink|rmdir|rename|scandir|permission denied)/.test(said)
  )
    return `This folder can't be written to while ${doing}. Make ${root} writable for this user, or clone it somewhere that is.`
  return undefined
}

export function readOr(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
