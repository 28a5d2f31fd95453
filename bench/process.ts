import { readFileSync, writeFileSync } from 'node:fs'
import pg from 'pg'

/** One statement on a database, over a connection of its own. */
export async function command(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(text)
  await client.end()
}

/** Kilobytes of memory a process took at most since it began or was last asked to forget. Linux only: zero elsewhere. */
export function peakOf(pid: number, forget: boolean): number {
  if (process.platform !== 'linux') return 0
  const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  if (forget) writeFileSync(`/proc/${pid}/clear_refs`, '5')
  return peak
}
