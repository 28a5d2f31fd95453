import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { at, environment, exitCodeOf, pinnedNode, root, Stop, stops } from './steps.mjs'

/**
 * Runs one of our files on the pinned Node until it ends, and gives its exit code.
 *
 * A Ctrl-C reaches this process twice, from the terminal and from npm. The child therefore leads its own process
 * group and gets each signal from here, once; a second Ctrl-C after a second is passed on as well. Should this
 * process be killed outright, the child notices (`stay.mjs`) and stops by itself.
 */
export function launch(entry, args, mode) {
  return new Promise((resolve, reject) => {
    const child = spawn(
      pinnedNode,
      [...settings(mode), '--import', new URL('./stay.mjs', import.meta.url).href, at(entry), ...args],
      {
        cwd: root,
        env: { ...compiled, ...environment(mode), BYLAW_LAUNCHED: '1' },
        stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
        detached: process.platform !== 'win32',
      },
    )
    const passed = new Map()
    for (const signal of stops) {
      process.on(signal, () => {
        if (Date.now() - (passed.get(signal) ?? 0) < 1000) return
        passed.set(signal, Date.now())
        child.kill(signal)
      })
    }
    child.on('error', (error) =>
      reject(
        new Stop(`The pinned Node can't be started (${error.message}). Delete node_modules and start again.`),
      ),
    )
    child.on('close', (code, signal) => resolve(exitCodeOf(code, signal)))
  })
}

// Half of a second start would go into compiling what the first has compiled.
const compiled = { NODE_COMPILE_CACHE: at('node_modules', '.cache', 'bylaw-compiled') }

/** A .env file in the folder is read, except by the tests, which make their own world. */
const settings = (mode) => (mode !== 'test' && existsSync(at('.env')) ? ['--env-file=.env'] : [])
