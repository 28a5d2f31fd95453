import { sql } from 'kysely'
import { personOf } from '../../../kernel/access/actor.ts'
import { headquartersOf } from '../../../kernel/calendar/headquarters.ts'
import { type FieldFault, invalid, stale } from '../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { companyDay } from '../../../kernel/regulation/company.ts'
import { subjectOfKey } from '../../../kernel/trail/subject-of-key.ts'
import { allowed, type SeverityLimit, type Times } from './limits-of.ts'
import { timesOn } from './read-times.ts'
import { keepVersion } from './seed.ts'

export const limitsType = 'complaints.limits'
export const trailId = subjectOfKey(limitsType, 'limits')

type Setting = {
  version: number
  from_on: string
  reason: string
  limits: ({ severity: number } & SeverityLimit)[]
}

/**
 * Sets the times for what comes in from a day on, tomorrow at the earliest: what came before keeps the limits it came
 * under. None is longer than the regulation's, and none of a graver complaint longer than a lighter one's.
 */
export async function setLimits(
  ctx: Ctx,
  { version, from_on, reason, limits: given }: Setting,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('complaints.limits', 0))`.execute(ctx.tx)
  const { last } = await ctx.tx
    .selectFrom('complaints.limits')
    .select((row) => row.fn.max('version').as('last'))
    .executeTakeFirstOrThrow()
  if (last !== version) throw stale()
  const today = await companyDay(ctx)
  if (from_on <= today)
    throw invalid('errors.invalid', {}, [
      { path: 'from_on', code: 'complaints.limits.errors.past', params: { today } },
    ])
  const before = await timesOn(ctx, from_on)
  const limits = Object.fromEntries(given.map(({ severity, ...limit }) => [severity, limit]))
  const after = { ...before, limits }
  const faults = faultsOf(after)
  if (faults.length > 0) throw invalid('errors.invalid', {}, faults)
  const set_by = personOf(ctx.actor)
  await keepVersion(ctx.tx, { version: version + 1, from_on, reason, set_by, set_at: ctx.now }, limits)
  const changed = severities.filter((severity) => said(before, severity) !== said(after, severity))
  ctx.record({
    ...{ action: 'complaints.limits.set', org_id: await headquartersOf(ctx) },
    ...{ subject_type: limitsType, subject_id: trailId, title: `v${version + 1}`, note: reason },
    diff: {
      ...Object.fromEntries(
        changed.map((severity) => [`limits_${severity}`, [said(before, severity), said(after, severity)]]),
      ),
      from_on: [null, from_on],
    },
  })
}

const severities = [1, 2, 3, 4]
const names = ['response_hours', 'update_hours', 'resolve_days'] as const

/** As the trail says them: hours to respond, hours to the next word, days to resolve. */
function said(times: Times, severity: number): string {
  const limit = allowed(times, severity)
  return names.map((name) => limit[name]).join(' / ')
}

function faultsOf(times: Times): FieldFault[] {
  if (severities.some((severity) => times.limits[severity] === undefined))
    return [{ path: 'limits', code: 'complaints.limits.errors.severities' }]
  const most = { response_hours: times.complaint_ack_hours, resolve_days: times.complaint_resolve_days }
  return severities.flatMap((severity, at) =>
    names.flatMap((name): FieldFault[] => {
      const path = `limits.${at}.${name}`
      const value = times.limits[severity]![name]
      if (name !== 'update_hours' && value !== null && value > most[name])
        return [{ path, code: 'complaints.limits.errors.beyond_regulation', params: { most: most[name] } }]
      if (severity === 1) return []
      const lighter = allowed(times, severity - 1)[name]
      if (allowed(times, severity)[name] <= lighter) return []
      return [{ path, code: 'complaints.limits.errors.beyond_lighter', params: { most: lighter } }]
    }),
  )
}
