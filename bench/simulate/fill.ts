import { hashPassword } from 'better-auth/crypto'
import pg from 'pg'
import { regulation } from '../../regulation/load.ts'
import { readTimes } from '../../src/chapters/complaints/limits/read-times.ts'
import { demoPassword } from '../../src/kernel/access/session-options.ts'
import { calendarOf } from '../../src/kernel/calendar/calendar-of.ts'
import { makeDb, makePool } from '../../src/kernel/db/pool.ts'
import { everything, inTransaction } from '../../src/kernel/db/transaction.ts'
import type { Kernel } from '../../src/kernel/http/context.ts'
import { Approvals, type Flow, readFlow } from './approvals.ts'
import { Desk } from './complaints/desk.ts'
import { Intake } from './complaints/receive.ts'
import { Recurrence } from './complaints/recurrence.ts'
import { ComplaintSheets } from './complaints/sheets.ts'
import { spread } from './complaints/volume.ts'
import { day, dayAt, hour, startOf } from './days.ts'
import { Diary } from './diary.ts'
import { planApplications } from './establishment/applications.ts'
import { planChanges } from './establishment/changes.ts'
import { EstablishmentSheets } from './establishment/sheets.ts'
import { planInspections } from './issues/inspections.ts'
import { Ledger } from './issues/ledger.ts'
import { strip } from './load/bare.ts'
import { Loading } from './load/loading.ts'
import { makeHeadquarters, makePeople } from './network/people.ts'
import { NetworkSheets } from './network/sheets.ts'
import { makeUnits } from './network/units.ts'
import { Numbers } from './numbers.ts'
import { prepare, readStanding } from './open.ts'
import type { Options } from './options.ts'
import { Random } from './random.ts'
import { Tasks } from './tasks.ts'
import { Trail } from './trail.ts'
import { WorkingIndex } from './working-index.ts'
import type { World } from './world.ts'

/** Those that grow with the work: loaded without their indexes and foreign keys, which are made again at the end. */
const large = [
  ...[
    'complaints.complaint',
    'complaints.complainant',
    'complaints.clock',
    'complaints.message',
    'complaints.remedy',
  ],
  ...[
    'complaints.rating',
    'complaints.ruling',
    'complaints.risk_signal',
    'kernel.issue',
    'kernel.issue_measure',
  ],
  ...[
    'kernel.issue_evidence',
    'kernel.task',
    'kernel.trail_entry',
    'kernel.search_entry',
    'kernel.issued_number',
    'kernel.file',
    'establishment.application_document',
    'establishment.registration',
  ],
]

type Filling = { filesDir: string; base_url?: string; doing?: (text: string) => void }
export type Filled = { rows: number; seconds: number; counts: Map<string, number> }

/**
 * Fills a migrated database with a network and its years of work, in one transaction: all of it or nothing; papers go to
 * `filesDir`. The same options give the same rows and papers. Throws `Fault` where it would write into what others made.
 */
export async function fill(
  url: string,
  options: Options,
  { filesDir, base_url = 'http://localhost:3000', doing = () => {} }: Filling,
): Promise<Filled> {
  const end = startOf(options.until) + day - 1000
  const begin = startOf(
    `${Number(options.until.slice(0, 4)) - options.years}${options.until.slice(4).replace('-02-29', '-02-28')}`,
  )
  await prepare(url, { begin, add: options.add })
  const { calendar, times } = await readRules(url)
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC', types: asWritten })
  await client.connect()
  try {
    await client.query("begin; set local bylaw.reach_all = 'on'; set local synchronous_commit = off")
    const random = new Random(options.seed)
    const diary = new Diary(end)
    const trail = new Trail(random, await readHeads(client))
    const work = new WorkingIndex(calendar, dayAt(begin - 10 * 365 * day), dayAt(end + 400 * day))
    const numbers = new Numbers(await readSeries(client))
    const codes = new Random(options.seed ^ 0x5eed)
    const world: World = { options, base_url, random, codes, begin, end, work, trail, diary, numbers }
    const { standing } = await readStanding(client)
    const restore = await strip(client, large)
    const network = new NetworkSheets()
    const password = await hashPassword(demoPassword)
    const headquarters = makeHeadquarters(world, network, standing.root, password)
    const { made: units, branches } = makeUnits(world, network, standing)
    makePeople(world, network, { made: units, branches }, password)
    const tasks = new Tasks(random)
    const verifiers = [...headquarters.operations, ...headquarters.risk]
    const ledger = new Ledger({ world, network, tasks, verifiers, days: times.rectify_days })
    planInspections(world, ledger, units, verifiers, new Set(regulation().clauses.map(({ id }) => id)))
    const sheets = new ComplaintSheets()
    const approvals = new Approvals(world)
    const recurrence = new Recurrence(world, sheets, ledger)
    const flow = await readFlow(client, 'complaints.ruling')
    const desk = new Desk({
      world,
      sheets,
      network,
      tasks,
      approvals,
      ledger,
      recurrence,
      headquarters,
      flow,
      calendar,
      times,
    })
    const intake = new Intake(desk, units)
    const registry = new EstablishmentSheets()
    const office = {
      ...{ world, network, tasks, approvals, headquarters, calendar, sheets: registry, root: standing.root },
      ...{ flows: await readFlows(client), checklist: await readChecklist(client) },
    }
    planApplications(office, units)
    planChanges(office, units)
    const loading = new Loading(client)
    const all = [
      ...network.all,
      ...approvals.all,
      ...registry.all,
      ...sheets.all,
      ...ledger.all,
      tasks.sheet,
      numbers.given,
      trail.entries,
    ]
    const put = async () => {
      await registry.bytes.lay(filesDir)
      await loading.put(all)
    }
    const days = Math.round((end - begin) / day)
    const counts = spread(random, { begin, days, total: options.complaints })
    for (let at = diary.first; at < Math.floor(begin / day); at++) diary.turn(at, trail)
    await put()
    doing(`${units.length.toLocaleString('en')} organisations with their people`)
    let waiting = 0
    for (const [n, count] of counts.entries()) {
      const midnight = begin + n * day
      const times = Array.from({ length: count }, () => midnight + momentOf(random)).filter(
        (one) => one <= end,
      )
      for (const [i, at] of times.sort((a, b) => a - b).entries()) {
        intake.receive(at)
        // The rows before these go on their way meanwhile.
        if (i % 100 === 99) await new Promise(setImmediate)
      }
      diary.turn(Math.floor(midnight / day), trail)
      waiting += count
      if (waiting < 4000 && n < counts.length - 1) continue
      waiting = 0
      await put()
      const { rows, seconds } = loading.pace
      doing(
        `${dayAt(midnight)}: ${rows.toLocaleString('en')} rows, ${Math.round(rows / seconds).toLocaleString('en')} a second`,
      )
    }
    diary.turn(Math.floor(end / day), trail)
    await put()
    await loading.end()
    doing('Indexes and foreign keys')
    await restore()
    await client.query('delete from kernel.trail_head')
    await loading.put([trail.heads()])
    await loading.end()
    await numbers.keep(client)
    // What the product added up knows nothing of these: it counts anew.
    await client.query('delete from complaints.counting')
    await client.query('commit')
    doing('Statistics for the planner')
    await client.query('vacuum (analyze)')
    return { ...loading.pace, counts: loading.counts }
  } finally {
    await client.end()
  }
}

/** Mostly in the day, by phone and web into the evening. */
function momentOf(random: Random): number {
  const hours = 7 + 6 * random.unit() + 9 * random.unit()
  return Math.floor(hours * hour)
}

// Days as they are written, whatever zone this machine is in.
const asWritten = {
  getTypeParser: ((oid: number, format: 'text') =>
    oid === pg.types.builtins.DATE || oid === pg.types.builtins.INT8
      ? (text: string) => (oid === pg.types.builtins.INT8 ? Number(text) : text)
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

async function readRules(url: string) {
  const pool = makePool({ url, max: 1, name: 'bylaw-simulate' })
  try {
    return await inTransaction(makeDb(pool), { reach: everything }, async (tx) => {
      const { id } = await tx
        .selectFrom('kernel.organisation')
        .select('id')
        .where('parent_id', 'is', null)
        .executeTakeFirstOrThrow()
      const calendar = await calendarOf({ tx, app: {} as Kernel }, id)
      return { calendar, times: await readTimes({ tx, now: new Date() }, new Date()) }
    })
  } finally {
    await pool.end()
  }
}

const flowsOf = (subject: 'application' | 'change', keys: string[]) =>
  keys.map((key) => `establishment.${subject}.${key}`)
const flowKeys = [
  ...flowsOf('application', ['ordinary', 'major']),
  ...flowsOf('change', ['weighty', 'ordinary']),
]

async function readFlows(client: pg.Client): Promise<Record<string, Flow>> {
  const flows: Record<string, Flow> = {}
  for (const key of flowKeys) flows[key] = await readFlow(client, key)
  return flows
}

/** The checklist of a site visit, as it was published last. */
async function readChecklist(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `select v.id from kernel.form_version v join kernel.form f on f.id = v.form_id
     where f.key = 'establishment.site_visit' and v.published_at is not null order by v.number desc limit 1`,
  )
  return rows[0]!.id
}

async function readHeads(client: pg.Client) {
  const { rows } = await client.query<{ org_id: string; seq: number; hash: Buffer }>(
    'select org_id, seq, hash from kernel.trail_head',
  )
  return new Map(rows.map(({ org_id, ...head }) => [org_id, head]))
}

async function readSeries(client: pg.Client) {
  const { rows } = await client.query<{ series: string; period: string; last: number }>(
    'select series, period, last from kernel.number_series',
  )
  return rows
}
