import { sql } from 'kysely'
import type { z } from 'zod'
import { personOf } from '../../../kernel/access/actor.ts'
import { countedBy } from '../../../kernel/controls/records.ts'
import type { Page } from '../../../kernel/db/keyset.ts'
import { narrow } from '../../../kernel/db/narrow.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { stoodUnder } from '../../../kernel/org/stood.ts'
import { readCompanySettings } from '../../../kernel/settings/company.ts'
import { cameUpBefore, resolved, resolvedFirstTime } from '../analysis/came-up.ts'
import { happened } from '../indicators/happened.ts'
import type { ComplaintSort, listComplaints as endpoint, ListedComplaint } from './contract.ts'
import { type ComplaintRows, pageByDue, pageNewest, pageOldest } from './order.ts'
import { showComplaints } from './show.ts'
import { isCounted } from './signal/counted.ts'
import { openStates } from './words/contract.ts'

type Query = Omit<z.output<typeof endpoint.query>, 'sort'> & { sort?: ComplaintSort }

/** The complaints within reach that fit: the latest first, the oldest first, or those whose clock is due next and then the others. */
export async function listComplaints(
  ctx: Ctx,
  { after, limit, sort = '-received', ...filters }: Query,
): Promise<Page<ListedComplaint>> {
  const { q, ...others } = filters
  const rows = await fitting(ctx, others)
  const asked = { rows, q, few: Boolean(filters.mine), alone: leftAlone(filters) }
  const page = await pagesBy[sort](ctx.tx, asked, { after, limit })
  const items = await showComplaints(ctx, page.items)
  return { ...page, items: filters.signal ? items.map((one) => ofSignal(one, filters.signal!)) : items }
}

const pagesBy = { '-received': pageNewest, received: pageOldest, due: pageByDue }

const ofSignal = (listed: ListedComplaint, id: string): ListedComplaint => ({
  ...listed,
  signals: listed.signals.toSorted((one, other) => Number(other.id === id) - Number(one.id === id)),
})

/** Whether the filters leave none but what is open, or none that is. */
function leftAlone({ state, mine }: Pick<Query, 'state' | 'mine'>): 'open' | 'over' | undefined {
  if (mine === 'open' || mine === 'overdue') return 'open'
  if (state === undefined) return undefined
  const open: readonly string[] = openStates
  const of = new Set([state].flat().map((one) => (open.includes(one) ? 'open' : 'over')))
  return of.size === 1 ? [...of][0] : undefined
}

type Rows = ComplaintRows

type DayFilters = Pick<
  Query,
  'received_from' | 'received_to' | 'happened' | 'happened_on_from' | 'happened_on_to'
>

async function fitting(ctx: Ctx, filters: Omit<Query, 'after' | 'limit' | 'sort' | 'q'>): Promise<Rows> {
  const { state, channel, kind, severity, service, cause, staff_id, under, mine } = filters
  let rows: Rows = ctx.tx.selectFrom('complaints.complaint').where(narrow(ctx.reach, 'org_id'))
  if (state) rows = rows.where('state', 'in', [state].flat())
  // What goes on elsewhere is listed there, unless it is asked for.
  else if (!filters.counted) rows = rows.where('state', 'not in', ['transferred', 'merged'])
  if (channel) rows = rows.where('channel', 'in', [channel].flat())
  if (kind) rows = rows.where('kind', 'in', [kind].flat())
  if (severity) rows = rows.where('severity', 'in', [severity].flat())
  if (service) rows = rows.where('service_key', '=', service)
  if (cause)
    rows = rows.where(sql<boolean>`(cause_key = ${cause} or split_part(cause_key, '.', 1) = ${cause})`)
  if (staff_id) rows = rows.where('staff_id', '=', staff_id)
  if (under) rows = rows.where(await isUnder(ctx, under, filters))
  if (mine) rows = rows.where(isMine(ctx, mine))
  if (filters.organisation_id) rows = rows.where('org_id', '=', filters.organisation_id)
  if (filters.founded) rows = rows.where('state', '<>', 'unfounded')
  if (filters.outcome) rows = rows.where(cameTo(filters.outcome))
  if (filters.signalled) rows = rows.where(isCounted('complaints.complaint'))
  if (filters.signal) rows = rows.where(isCounted('complaints.complaint', filters.signal))
  const counted = await countedBy(ctx, filters, { list: '/complaints', row: 'complaints.complaint' })
  return withinDays(ctx, rows.where(counted), filters)
}

/** Of a period: where the organisations stood on the day, as they are counted. Otherwise where they are, for the work. */
async function isUnder(ctx: Ctx, under: string, { received_from, received_to }: DayFilters) {
  if (!received_from && !received_to)
    return sql<boolean>`org_id in (select id from kernel.organisation where path @> array[${under}]::uuid[])`
  const { time_zone } = await readCompanySettings(ctx.tx)
  const day = sql`(complaints.complaint.received_at at time zone ${time_zone})::date`
  return stoodUnder(under, { org: 'complaints.complaint.org_id', day })
}

function isMine(ctx: Ctx, mine: NonNullable<Query['mine']>) {
  const open = sql`state in (${sql.join([...openStates, 'resolved'])})`
  if (mine === 'open') return sql<boolean>`state in (${sql.join([...openStates])})`
  if (mine === 'handling') return sql<boolean>`(handler_id = ${personOf(ctx.actor)} and ${open})`
  if (mine === 'unassigned') return sql<boolean>`(handler_id is null and ${open})`
  return sql<boolean>`(next_due_at < ${ctx.now} and state in (${sql.join([...openStates])}))`
}

function cameTo(outcome: NonNullable<Query['outcome']>) {
  if (outcome === 'reopened') return sql<boolean>`reopenings > 0`
  if (outcome === 'resolved') return resolved('complaints.complaint')
  if (outcome === 'first_time') return resolvedFirstTime('complaints.complaint')
  if (outcome === 'uncaused') return sql<boolean>`cause_key is null`
  if (outcome === 'no_service') return sql<boolean>`service_key is null`
  if (outcome === 'caused') return sql<boolean>`cause_key is not null`
  return sql<boolean>`(cause_key is not null and ${cameUpBefore('complaints.complaint')})`
}

/** Days of the company's clock. */
async function withinDays(ctx: Ctx, rows: Rows, filters: DayFilters): Promise<Rows> {
  const { received_from, received_to, happened: what } = filters
  if (!received_from && !received_to && !what) return rows
  const { time_zone } = await readCompanySettings(ctx.tx)
  const startOf = (day: string, more = 0) =>
    sql`(${day}::date + ${more}::int)::timestamp at time zone ${time_zone}`
  let within = rows
  if (received_from) within = within.where(sql<boolean>`received_at >= ${startOf(received_from)}`)
  if (received_to) within = within.where(sql<boolean>`received_at < ${startOf(received_to, 1)}`)
  if (!what) return within
  const { happened_on_from: from, happened_on_to: to } = filters
  return within.where(
    happened('complaints.complaint', what, {
      start: from ? startOf(from) : sql`'-infinity'::timestamptz`,
      end: to ? startOf(to, 1) : sql`'infinity'::timestamptz`,
    }),
  )
}
