import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { readAnalysis } from '../src/chapters/complaints/analysis/contract.ts'
import { countAnew } from '../src/chapters/complaints/analysis/tally/fold.ts'
import { listComplaints, readComplaint } from '../src/chapters/complaints/complaint/contract.ts'
import { vectorOf } from '../src/kernel/search/words.ts'
import { startApp } from '../test/support/app.ts'
import { type RowsRead, rowsRead } from '../test/support/rows-read.ts'

/**
 * With so many complaints no answer reads four times the rows it reads with a twentieth of them, but for lists counting to ten thousand;
 * whatever looks at every one reads more. What a million takes, against the speed bars, is measured by `api.ts` on a company
 * simulated in full.
 */
const many = 40_000
const growth = 4
const countedTo = 10_000
vi.setConfig({ testTimeout: 1_800_000 })
const app = await startApp({ now: '2026-11-23T01:00:00.000Z' })
const zhou = app.as('zhou.ting')

/** What complaints are about, in both languages; each in so many of them, one in few. */
const subjects = [
  ...[
    '社保增员漏办',
    '工资条有误',
    '退休手续拖延',
    '发票一直没有开',
    'Payslip is wrong',
    'Invoice is missing',
  ],
  ...Array.from({ length: 94 }, (_, n) => `第 ${n} 类事项办理不及时 matter ${n}`),
]

const units = () =>
  app.owner
    .selectFrom('kernel.organisation')
    .select('id')
    .where('kind', 'in', ['branch', 'partner_point', 'department'])
    .where('life', '=', 'active')
    .orderBy('code')
    .execute()

const tables = ['complaints.complaint', 'kernel.search_entry'] as const

/** Complaints over three years, all organisations, services and channels, every fiftieth open, every tenth with its cause: one in twenty, or the others. */
async function fill(which: 'few' | 'others'): Promise<void> {
  const orgs = (await units()).map(({ id }) => id)
  const term = async (table: 'kind' | 'service' | 'cause') => {
    const leaf = table === 'cause' ? sql`where parent is not null` : sql``
    const { rows } = await sql<{
      key: string
    }>`select key from ${sql.table(`complaints.${table}`)} ${leaf} order by key`.execute(app.owner)
    return rows.map(({ key }) => key)
  }
  const [kinds, services, causes] = [await term('kind'), await term('service'), await term('cause')]
  const pick = (of: string[], n: string) => sql`(${of}::text[])[1 + (${sql.raw(n)}) % ${of.length}]`
  await app.owner.transaction().execute(async (tx) => {
    await sql`set local statement_timeout = 0`.execute(tx)
    await sql`set local maintenance_work_mem = '256MB'`.execute(tx)
    // Made again at the end, in one piece, as a load does it.
    await sql`set local session_replication_role = replica`.execute(tx)
    const { rows: indexes } = await sql<{ name: string; made: string }>`
      select format('%I.%I', schemaname, indexname) name, indexdef made from pg_indexes
      where format('%I.%I', schemaname, tablename) = any(${[...tables]}::text[]) and indexdef not like '%UNIQUE%'`.execute(
      tx,
    )
    for (const { name } of indexes) await sql.raw(`drop index ${name}`).execute(tx)
    await sql`set local synchronous_commit = off`.execute(tx)
    const subject = JSON.stringify(
      subjects.map((one, n) => ({ n, subject: one, words: vectorOf([{ text: one, weight: 'A' }]) })),
    )
    await sql`create temp table made on commit drop as
      select g n, gen_random_uuid() id, (${orgs}::uuid[])[1 + g % ${orgs.length}] org_id,
        'TS-2020-' || lpad(g::text, 7, '0') number, s.subject, s.words,
        ${app.clock.now}::timestamptz - (g::float8 / ${many} * interval '3 years') received_at, g % 50 = 0 open,
        g % 10 = 5 caused
      from generate_series(1, ${many}::int) g
      join jsonb_to_recordset(${subject}::jsonb) as s(n int, subject text, words tsvector) on s.n = g % ${subjects.length}
      where (hashint4(g) % 20 = 0) = ${which === 'few'}`.execute(tx)
    await sql`
      insert into complaints.complaint (org_id, id, number, state, channel, kind, severity, subject, description,
        service_key, service_on, cause_key, cause_version, currency, next_due_at, reopenings, received_at,
        acknowledged_at, resolved_at, closed_at)
      select org_id, id, number, case when open then 'investigating' else 'closed' end,
        (array['web', 'phone', 'counter', 'email', 'hotline'])[1 + n % 5], ${pick(kinds, 'n')}, 1 + n % 4, subject, subject,
        ${pick(services, 'n / 7')}, received_at::date, case when caused then ${pick(causes, 'n / 3')} end,
        case when caused then 1 end, 'CNY',
        case when open then received_at + interval '9 days' else '9999-12-31' end, (n % 20 = 0)::int, received_at,
        received_at + interval '1 hour', case when open then null else received_at + interval '5 days' end,
        case when open then null else received_at + interval '6 days' end
      from made`.execute(tx)
    await sql`
      insert into kernel.search_entry (org_id, id, subject_type, title, number, link, words, came_at)
      select org_id, id, 'complaints.complaint', subject, number, '/complaints/' || id, words, received_at from made`.execute(
      tx,
    )
    for (const { made } of indexes) await sql.raw(made).execute(tx)
  })
  for (const table of tables) await sql`vacuum analyze ${sql.table(table)}`.execute(app.owner)
  // Written past the acts, as nothing in earnest is.
  await countAnew(app.owner as never, { time_zone: 'Asia/Shanghai', now: app.clock.now })
}

const list = (query: { q?: string; sort?: 'due' } = {}) =>
  zhou.call(listComplaints, { query: { limit: 50, ...query } })

async function measure(): Promise<Record<string, RowsRead>> {
  const { items } = await list()
  const asks: Record<string, () => Promise<unknown>> = {
    list: () => list(),
    'list, due next': () => list({ sort: 'due' }),
    'list of a branch': () => app.as('li.wei').call(listComplaints, { query: { limit: 50 } }),
    record: () => zhou.call(readComplaint, { params: { id: items[0]!.id } }),
    'search in Chinese': () => list({ q: '社保增员' }),
    'search in English': () => list({ q: 'payslip' }),
    'search by number': () => list({ q: items[7]!.number }),
    analysis: () => zhou.call(readAnalysis, { query: {} }),
  }
  // What the program keeps between answers is read before any is counted.
  for (const ask of Object.values(asks)) await ask()
  const read: Record<string, RowsRead> = {}
  for (const [what, ask] of Object.entries(asks)) read[what] = await rowsRead(app, ask)
  return read
}

test(`One million complaints: list, search in Chinese and English, and the analysis page stay under the speed bars – here, 20 times as many are not read one by one`, async () => {
  await fill('few')
  const before = await measure()
  await fill('others')
  const { items, total_capped } = await list()
  expect([items.length, total_capped]).toEqual([50, true])
  for (const q of ['社保增员', 'payslip', 'matter 42']) expect((await list({ q })).items.length, q).toBe(50)
  expect((await zhou.call(readAnalysis, { query: {} })).total).toBeGreaterThan(many / 4)
  const after = await measure()
  const grown = Object.entries(after).filter(
    ([what, { count }]) =>
      count > growth * before[what]!.count + (/^(list|search in)/.test(what) ? countedTo : 0),
  )
  expect(grown, JSON.stringify({ before, after })).toEqual([])
})
