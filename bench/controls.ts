import { pino } from 'pino'
import { measurePeriod } from '../src/kernel/controls/measure.ts'
import { ensureAppRole } from '../src/kernel/db/app-role.ts'
import { makeDb, makePool, type Tx } from '../src/kernel/db/pool.ts'
import type { Kernel } from '../src/kernel/http/context.ts'
import { asSystem } from '../src/kernel/http/open-context.ts'
import { readConfiguration } from '../src/kernel/settings/configuration.ts'
import '../src/app/parts.ts'
import { secret } from './company.ts'

/** The program's own work on a database, with its clock, and nothing of it that serves. */
export function kernelOn(url: string, db: Tx): Kernel {
  const configuration = readConfiguration({ DATABASE_URL: url, SECRET: secret })
  return {
    ...{ configuration, db, log: pino({ level: 'warn' }), clock: () => new Date() },
    filesDir: configuration.DATA_DIR,
  }
}

/** Seconds to measure and keep every control of the month before this one, over all organisations of a company; and how many controls. */
export async function measureControlsOn(url: string): Promise<{ seconds: number; controls: number }> {
  const pool = makePool({ url: await ensureAppRole(url, secret), max: 1, name: 'bylaw-bench' })
  const kernel = kernelOn(url, makeDb(pool))
  const month = Temporal.PlainYearMonth.from(new Date().toISOString().slice(0, 7)).subtract({ months: 1 })
  try {
    const began = performance.now()
    const controls = await asSystem(kernel, (ctx) => measurePeriod(ctx, month.toString()), {
      untrailed: 'a measurement',
    })
    return { seconds: (performance.now() - began) / 1000, controls }
  } finally {
    await pool.end()
  }
}
