import { pino } from 'pino'
import { measureMonth } from '../src/kernel/controls/measure.ts'
import { ensureAppRole } from '../src/kernel/db/app-role.ts'
import { makeDb, makePool } from '../src/kernel/db/pool.ts'
import { asSystem } from '../src/kernel/http/open-context.ts'
import { readConfiguration } from '../src/kernel/settings/configuration.ts'
import '../src/app/parts.ts'
import { secret } from './company.ts'

/** Seconds to measure and keep every control of the month before this one, over all organisations of a company; and how many controls. */
export async function measureControlsOn(url: string): Promise<{ seconds: number; controls: number }> {
  const pool = makePool({ url: await ensureAppRole(url, secret), max: 1, name: 'bylaw-bench' })
  const configuration = readConfiguration({ DATABASE_URL: url, SECRET: secret })
  const kernel = {
    ...{ configuration, db: makeDb(pool), log: pino({ level: 'warn' }), clock: () => new Date() },
    filesDir: configuration.DATA_DIR,
  }
  const month = Temporal.PlainYearMonth.from(new Date().toISOString().slice(0, 7)).subtract({ months: 1 })
  try {
    const began = performance.now()
    const controls = await asSystem(kernel, (ctx) => measureMonth(ctx, month.toString()), {
      untrailed: 'a measurement',
    })
    return { seconds: (performance.now() - began) / 1000, controls }
  } finally {
    await pool.end()
  }
}
