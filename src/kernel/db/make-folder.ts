import { existsSync, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { Fault } from './fault.ts'

/**
 * Makes a folder of the installation's data, with what is missing above it. Throws `Fault` where it can't be. One step at
 * a time: Node's own recursive mkdir never comes back from a place like /proc, where a folder is missing and can't be made.
 */
export function makeFolder(dir: string): void {
  try {
    make(dir)
  } catch (error) {
    throw unwritable(dir, error)
  }
}

export const unwritable = (dir: string, error: unknown) =>
  new Fault(
    `The data folder ${dir} can't be written (${(error as Error).message}): set DATA_DIR to a folder that can.`,
  )

function make(dir: string): void {
  if (existsSync(dir)) {
    if (!statSync(dir).isDirectory()) throw new Error(`${dir} is a file`)
    return
  }
  make(path.dirname(dir))
  try {
    mkdirSync(dir)
  } catch (error) {
    // Another start made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
