import { type RawBuilder, sql } from 'kysely'
import { type Asked, type Control, registerControl } from '../../kernel/controls/register-control.ts'
import { founded } from './complaint/founded.ts'
import { measureKeys } from './indicators/measures.ts'

const records = { list: '/complaints', permission: 'complaints.complaint.read' }

const counts = founded('c')

type Within = NonNullable<Control['within']>
const within = (column: RawBuilder<unknown>, { start, end }: Pick<Asked, 'start' | 'end'>) =>
  sql<boolean>`(${column} >= ${start} and ${column} < ${end})`
const receivedIn: Within = (asked, c) => within(sql.ref(`${c}.received_at`), asked)
// What was resolved, due or closed in the period was received before its end.
const resolvedIn: Within = (asked, c) => sql`(${sql.ref(`${c}.received_at`)} < ${asked.end}
  and (${sql.ref(`${c}.resolved_at`)} is null or ${within(sql.ref(`${c}.resolved_at`), asked)}))`
const closedIn: Within = (asked, c) => sql`(${sql.ref(`${c}.received_at`)} < ${asked.end}
  and ${within(sql.ref(`${c}.closed_at`), asked)})`

/** Days after a month in which what is counted of it may come. */
const grace = 10

/**
 * How the clauses of 4.4 are counted, for the organisation of the day of the service. Each clock is measured against its
 * own limit, which is the regulation's number or, for a graver complaint, less. A complaint has entered
 * the assessment of its period (4.4.3) once its month's complaints per 1,000 services were counted for its organisation:
 * a month nobody reported the services of leaves its complaints out. What another system kept proves no remedy: imported
 * without one, a complaint neither meets nor misses the clause on root causes.
 */
export function registerControls(): void {
  registerControl({
    key: 'complaints.acknowledged_on_time',
    records,
    within: receivedIn,
    sql: ({ start, end, today }) => sql`
      select c.org_id, c.id record_id, coalesce(k.stopped_at is not null and k.elapsed_ms <= k.limit_ms, false)::int met, 1 total
      from complaints.complaint c
      join complaints.clock k on k.org_id = c.org_id and k.complaint_id = c.id and k.kind = 'response'
      join kernel.organisation o on o.id = c.org_id
      where c.received_at >= ${start} and c.received_at < ${end} and ${counts}
        and (k.stopped_at is not null or k.due_at < (${today}::date)::timestamp at time zone o.time_zone)`,
  })
  registerControl({
    key: 'complaints.resolved_on_time',
    records,
    within: resolvedIn,
    sql: ({ start, end, today }) => sql`
      select c.org_id, c.id record_id, coalesce(c.resolved_at is not null and k.elapsed_ms <= k.limit_ms, false)::int met, 1 total
      from complaints.complaint c
      join complaints.clock k on k.org_id = c.org_id and k.complaint_id = c.id and k.kind = 'resolution'
      join kernel.organisation o on o.id = c.org_id
      where ${counts} and (c.resolved_at >= ${start} and c.resolved_at < ${end}
        or c.resolved_at is null and k.due_at >= ${start} and k.due_at < ${end}
          and k.due_at < (${today}::date)::timestamp at time zone o.time_zone)`,
  })
  registerControl({
    key: 'complaints.root_cause_found',
    records,
    within: closedIn,
    sql: ({ start, end }) => sql`
      select c.org_id, c.id record_id, (r.complaint_id is not null)::int met, 1 total
      from complaints.complaint c
      left join complaints.remedy r on r.org_id = c.org_id and r.complaint_id = c.id
      where c.state = 'closed' and c.severity >= 2 and c.closed_at >= ${start} and c.closed_at < ${end}
        and (r.complaint_id is not null or c.channel <> 'import')`,
  })
  registerControl({
    key: 'complaints.not_recurring',
    records,
    within: closedIn,
    sql: ({ start, end }) => sql`
      select c.org_id, c.id record_id, (not exists (
        select from complaints.complaint n
        where n.org_id = c.org_id and n.cause_key = c.cause_key and n.service_key is not distinct from c.service_key
          and ${founded('n')}
          and n.received_at > c.closed_at and n.received_at <= c.closed_at + interval '90 days'
      ))::int met, 1 total
      from complaints.complaint c
      join complaints.remedy r on r.org_id = c.org_id and r.complaint_id = c.id
      where c.state = 'closed' and c.cause_key is not null and c.closed_at >= ${start} and c.closed_at < ${end}`,
  })
  registerControl({
    key: 'complaints.counted',
    records,
    within: receivedIn,
    sql: ({ start, end, today }) => sql`
      select c.org_id, c.id record_id, exists (
        select from kernel.indicator_value v join kernel.indicator i on i.id = v.indicator_id
        where i.key = ${measureKeys.perThousand} and v.org_id = c.org_id and v.superseded_at is null
          and v.period = to_char(c.received_at at time zone hq.time_zone, 'YYYY-MM')
      )::int met, 1 total
      from complaints.complaint c
      join kernel.organisation hq on hq.kind = 'headquarters'
      where c.received_at >= ${start} and c.received_at < ${end} and ${counts}
        and (date_trunc('month', c.received_at at time zone hq.time_zone) + interval '1 month')::date + ${grace}::int <= ${today}::date`,
  })
}
