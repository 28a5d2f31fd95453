/**
 * The issue ledger of 400 owners: due days counted anew, the dashboard, the bulk reminder at 5,000 open issues, or the dashboard
 * at as many as told: `node scripts/ready.mjs run bench/issues.ts [issues]`. Prints the median of five rounds in milliseconds.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { pino } from 'pino'
import { seedCast } from '../db/seed/cast.ts'
import { seedParts, seedReference } from '../db/seed/reference.ts'
import { ensureAppRole } from '../src/kernel/db/app-role.ts'
import { startEmbedded } from '../src/kernel/db/embedded.ts'
import { migrate } from '../src/kernel/db/migrate.ts'
import { makeDb, makePool } from '../src/kernel/db/pool.ts'
import { everything, inTransaction } from '../src/kernel/db/transaction.ts'
import type { Ctx, Kernel } from '../src/kernel/http/context.ts'
import { asSystem } from '../src/kernel/http/open-context.ts'
import { recalculateDueDays } from '../src/kernel/issues/due/recalculate.ts'
import { remindOwners } from '../src/kernel/issues/due/remind-many.ts'
import { listIssues } from '../src/kernel/issues/list.ts'
import { listIssueStatistics, sumIssues } from '../src/kernel/issues/statistics.ts'
import { readConfiguration } from '../src/kernel/settings/configuration.ts'
import { fillLedger } from '../test/support/many-issues.ts'

const secret = 'the secret of a measurement, no other use'
const now = new Date('2026-03-02T02:00:00.000Z')
const count = Number(process.argv[2] ?? 5000)
/** What a day or a digest is for grows no further than this. */
const whole = count <= 5000
const scratch = mkdtempSync(path.join(tmpdir(), 'bylaw-bench-'))
chmodSync(scratch, 0o755)
const engine = await startEmbedded({ dir: path.join(scratch, 'pg') })
try {
  await migrate(engine.url)
  const ownerPool = makePool({ url: engine.url, max: 2 })
  const owner = makeDb(ownerPool)
  const { issues } = await inTransaction(owner, { reach: everything }, async (tx) => {
    await seedReference(tx)
    await seedCast(tx)
    await seedParts(tx, now)
    return fillLedger(tx, now, count)
  })
  const pool = makePool({ url: await ensureAppRole(engine.url, secret) })
  const kernel: Kernel = {
    configuration: readConfiguration({ DATABASE_URL: engine.url, SECRET: secret, DATA_DIR: scratch }),
    db: makeDb(pool),
    log: pino({ level: 'silent' }),
    clock: () => now,
    filesDir: scratch,
  }
  const run = (work: (ctx: Ctx) => Promise<unknown>) => asSystem(kernel, work, { untrailed: 'a measurement' })

  await sql`analyze`.execute(owner)
  if (whole)
    await measure('due days of 5,000 issues counted anew, each with its entry', async (round) => {
      const day =
        round % 2 === 0
          ? sql`insert into kernel.calendar_day (calendar_id, day, kind, name)
      select id, '2026-03-20', 'holiday', '停工日' from kernel.calendar where is_default`
          : sql`delete from kernel.calendar_day where day = '2026-03-20'`
      await day.execute(owner)
      await sql`update kernel.calendar set version = version + 1 where is_default`.execute(owner)
      return () => run(recalculateDueDays)
    })
  await measure(
    `dashboard of ${count} issues: totals, statistics by organisation, clause and source, first page of the open ones`,
    async () => () =>
      run(async (ctx) => {
        await sumIssues(ctx, {})
        for (const by of ['organisation', 'clause', 'source'] as const)
          await listIssueStatistics(ctx, { by, limit: 50 })
        await listIssues(ctx, { state: 'open', limit: 50 })
      }),
  )
  if (whole)
    await measure('bulk reminder to 400 owners, one digest each', async () => {
      await sql`update kernel.issue set urged_at = null`.execute(owner)
      return () => run((ctx) => remindOwners(ctx, { ids: issues }))
    })
  await pool.end()
  await ownerPool.end()
} finally {
  await engine.stop()
  rmSync(scratch, { recursive: true, force: true })
}

async function measure(name: string, prepare: (round: number) => Promise<() => Promise<unknown>>) {
  const times: number[] = []
  for (let round = 0; round < 5; round++) {
    const work = await prepare(round)
    const began = performance.now()
    await work()
    times.push(performance.now() - began)
  }
  console.log(`${name}: ${Math.round(times.sort((a, b) => a - b)[2]!)} ms`)
}
