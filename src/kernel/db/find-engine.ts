import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { findPassword, placeOf } from './cluster.ts'
import { isAlive } from './embedded.ts'

/**
 * The embedded engine that runs on a folder now, for scripts that look while the server works. Gives its connection
 * string without a database's name; undefined when none runs.
 */
export function findEngine(dir: string): ((database: string) => string) | undefined {
  const place = placeOf(dir)
  const pidFile = path.join(place, 'postmaster.pid')
  const password = findPassword(place)
  if (!existsSync(pidFile) || !password) return undefined
  // Process, folder, start, port: the first four lines PostgreSQL writes there.
  const [pid, , , port] = readFileSync(pidFile, 'utf8').split('\n')
  if (!port || !isAlive(Number(pid))) return undefined
  return (database) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`
}
