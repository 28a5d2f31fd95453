import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { MeasuredBy } from './contract.ts'

/** What narrows both the numbers and the lists behind them. */
export type Narrowed = {
  flow?: string | undefined
  step?: string | undefined
  signer?: string | undefined
  closed_from?: string | undefined
  closed_to?: string | undefined
}

const request = sql.table('kernel.approval_request')
const answers = sql`kernel.approval_signer s join kernel.approval_step t on t.org_id = s.org_id and t.id = s.step_id`
const answersOf = sql`s.org_id = ${request}.org_id and s.request_id = ${request}.id and s.worked_minutes is not null`
const steps = sql`kernel.approval_step t`
const stepsOf = sql`t.org_id = ${request}.org_id and t.request_id = ${request}.id and t.worked_minutes is not null`
const lateAnswer = sql`coalesce(s.answered_at > t.due_at, false)`
const lateStep = sql`coalesce(t.closed_at > t.due_at, false)`
const urgesOf = sql`coalesce((
  select count(*)::int from kernel.approval_urge u where u.org_id = t.org_id and u.step_id = t.id group by u.org_id), 0)`

/** What each number is counted from: a part of a request with its minutes, whether it was late and how often urged. */
export function piecesOf(
  by: MeasuredBy,
  narrowed: Narrowed,
  visible: Expression<SqlBool>,
): RawBuilder<unknown> {
  const from = sql`from ${request} join kernel.approval_flow_version v on v.id = ${request}.flow_version_id cross join`
  const where = sql`${visible} and ${flowIs(narrowed)}`
  if (by === 'person')
    return sql`select s.person_id::text id, ${request}.id request_id, s.worked_minutes minutes, ${lateAnswer} late, s.urged urges
      ${from} ${answers} where ${where} and ${answersOf} and ${within(narrowed, sql`s.answered_at`)}`
  if (by === 'step')
    return sql`select v.flow_id::text || ' ' || t.key id, ${request}.id request_id, t.worked_minutes minutes, ${lateStep} late,
        ${urgesOf} urges
      ${from} ${steps} where ${where} and ${stepsOf} and ${within(narrowed, sql`t.closed_at`)}`
  return sql`select ${by === 'flow' ? sql`v.flow_id::text` : sql`${request}.id::text`} id, ${request}.id request_id,
      sum(t.worked_minutes)::int minutes, bool_or(${lateStep}) late, sum(${urgesOf})::int urges
    ${from} ${steps} where ${where} and ${stepsOf} and ${ended(narrowed)}
    group by v.flow_id, ${request}.org_id, ${request}.id`
}

/** Cuts the list of requests to those a number was counted from. Invariant: the same conditions as `piecesOf`. */
export function countedIn(
  narrowed: Narrowed & {
    ended?: boolean | undefined
    late?: boolean | undefined
    urged?: boolean | undefined
  },
): Expression<SqlBool> {
  const { step, signer, late, urged, closed_from, closed_to } = narrowed
  const ofFlow = narrowed.flow
    ? sql`exists (select from kernel.approval_flow_version v where v.id = ${request}.flow_version_id and ${flowIs(narrowed)})`
    : sql`true`
  if (signer)
    return sql<SqlBool>`(${ofFlow} and exists (select from ${answers} where ${answersOf} and s.person_id = ${signer}
      and ${within(narrowed, sql`s.answered_at`)} ${late ? sql`and ${lateAnswer}` : sql``}
      ${urged ? sql`and s.urged > 0` : sql``}))`
  const such = sql`${late ? sql`and ${lateStep}` : sql``} ${urged ? sql`and ${urgesOf} > 0` : sql``}`
  if (step)
    return sql<SqlBool>`(${ofFlow} and exists (select from ${steps} where ${stepsOf} and t.key = ${step}
      and ${within(narrowed, sql`t.closed_at`)} ${such}))`
  if (!narrowed.ended && !late && !urged && !closed_from && !closed_to) return sql<SqlBool>`(${ofFlow})`
  const has = (what: RawBuilder<unknown>) =>
    sql`and exists (select from ${steps} where ${stepsOf} and ${what})`
  return sql<SqlBool>`(${ofFlow} and ${ended(narrowed)} ${has(sql`true`)} ${late ? has(lateStep) : sql``}
    ${urged ? has(sql`${urgesOf} > 0`) : sql``})`
}

const flowIs = ({ flow }: Narrowed) => (flow ? sql`v.flow_id = ${flow}` : sql`true`)

const ended = (narrowed: Narrowed) =>
  sql`${request}.ended_at is not null and ${within(narrowed, sql`${request}.ended_at`)}`

/** By the clock of the request's organisation; both days are included. */
function within({ closed_from, closed_to }: Narrowed, at: RawBuilder<unknown>): RawBuilder<unknown> {
  if (!closed_from && !closed_to) return sql`true`
  const day = sql`(${at} at time zone (select o.time_zone from kernel.organisation o where o.id = ${request}.org_id))::date`
  return sql`(${closed_from ? sql`${day} >= ${closed_from}::date` : sql`true`}
    and ${closed_to ? sql`${day} <= ${closed_to}::date` : sql`true`})`
}
