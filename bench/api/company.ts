import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import '../../src/app/parts.ts'
import { countAnew, isCounted } from '../../src/chapters/complaints/analysis/tally/fold.ts'
import { dayIn } from '../../src/kernel/calendar/working-days.ts'
import { many } from '../../src/kernel/controls/kept.ts'
import { measureControls } from '../../src/kernel/controls/measure.ts'
import { ensureAppRole } from '../../src/kernel/db/app-role.ts'
import { startEmbedded } from '../../src/kernel/db/embedded.ts'
import { migrate } from '../../src/kernel/db/migrate.ts'
import { makeDb, makePool } from '../../src/kernel/db/pool.ts'
import { prepareJobs } from '../../src/kernel/jobs/prepare.ts'
import { readCompanySettings } from '../../src/kernel/settings/company.ts'
import { secret } from '../company.ts'
import { kernelOn } from '../controls.ts'
import { command } from '../process.ts'
import { ensureDatabase } from '../simulate/engine.ts'
import { fill } from '../simulate/fill.ts'

const name = 'bylaw'

/**
 * A simulated company: the one a database's address names, or on an embedded engine the one in a folder, or a new one of so
 * many organisations and complaints (`1000,100000`).
 */
export async function openCompany(
  what: string,
  scratch: string,
): Promise<{ url: string; close: () => Promise<void> }> {
  if (URL.canParse(what)) {
    await addUp(what)
    return { url: what, close: async () => {} }
  }
  const size = /^(\d+),(\d+)$/.exec(what)
  const dir = size ? path.join(scratch, `company-${what}`) : what
  if (size) mkdirSync(dir, { recursive: true })
  else if (!existsSync(path.join(dir, 'postgres')))
    throw new Error(
      `${what}: neither a size like 1000,100000 nor a database's address nor a folder with a company`,
    )
  const engine = await startEmbedded({ dir: path.join(dir, 'postgres') })
  const url = engine.databaseUrl(name)
  await ensureDatabase(engine.url, name)
  const { applied } = await migrate(url)
  await prepareJobs(url)
  await ensureAppRole(url, secret)
  if (size) {
    const until = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
    const sizes = { orgs: Number(size[1]), complaints: Number(size[2]) }
    await fill(url, { ...sizes, years: 3, seed: 7, until, add: false }, { filesDir: path.join(dir, 'files') })
  }
  // A table written anew is slow until it is vacuumed, which a server in use does by itself within minutes.
  if (applied.length > 0) await command(url, 'vacuum (analyze)')
  await addUp(url)
  return { url, close: engine.stop }
}

/** As the rounds of a server that has its jobs leave it: what it adds up each hour, and a large network's controls each night. */
async function addUp(url: string) {
  const pool = makePool({ url: await ensureAppRole(url, secret), max: 1, name: 'bylaw-bench' })
  const db = makeDb(pool)
  const { time_zone } = await readCompanySettings(db)
  if (!(await isCounted(db, time_zone))) await countAnew(db, { time_zone, now: new Date() })
  const year = await db
    .selectFrom('kernel.control_run')
    .select('period')
    .where('period', '=', dayIn(time_zone, new Date()).slice(0, 4))
    .limit(1)
    .execute()
  const { n } = await db
    .selectFrom('kernel.organisation')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  if (year.length === 0 && n > many) await measureControls(kernelOn(url, db))
  await pool.end()
  const tables = ['complaints.came_up_again', 'complaints.count_month', 'complaints.count_month_of']
  await command(url, `vacuum (analyze) ${[...tables, 'kernel.control_result'].join(', ')}`)
}
