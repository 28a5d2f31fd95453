import { namesOf } from '../../../kernel/approvals/request/names.ts'
import { headquartersOf } from '../../../kernel/calendar/headquarters.ts'
import { addDays } from '../../../kernel/calendar/working-days.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import type { ReturnOf } from '../../../kernel/http/contract.ts'
import { companyDay } from '../../../kernel/regulation/company.ts'
import { valuesOn } from '../../../kernel/regulation/values.ts'
import type { readLimits as endpoint, LimitsVersion } from './contract.ts'
import { trailId } from './set.ts'

/** Every version there was, the latest first, and what the regulation says today. */
export async function readLimits(ctx: Ctx): Promise<ReturnOf<typeof endpoint>> {
  const today = await companyDay(ctx)
  const values = await valuesOn(ctx, today)
  return {
    versions: await readVersions(ctx, today),
    regulation: {
      ...{ response_hours: values.complaint_ack_hours, resolve_days: values.complaint_resolve_days },
      extend_days: values.complaint_extend_days,
    },
    tomorrow: addDays(today, 1),
    trail: { org_id: await headquartersOf(ctx), subject_id: trailId },
    can: ctx.holds('complaints.limits.set') ? ['set'] : [],
  }
}

async function readVersions(ctx: Ctx, today: string): Promise<LimitsVersion[]> {
  const versions = await ctx.tx
    .selectFrom('complaints.limits')
    .selectAll()
    .orderBy('version', 'desc')
    .execute()
  const limits = await ctx.tx
    .selectFrom('complaints.severity_limit')
    .selectAll()
    .orderBy('severity')
    .execute()
  const person = await namesOf(
    ctx,
    versions.flatMap(({ set_by }) => set_by ?? []),
  )
  const begun = versions.filter(({ from_on }) => from_on <= today)
  const now = begun.reduce((a, b) => (b.from_on > a.from_on ? b : a)).version
  return versions.map(({ set_by, ...version }) => ({
    ...version,
    standing: version.version === now ? 'in_force' : version.from_on > today ? 'ahead' : 'past',
    set_by: set_by ? person(set_by) : null,
    limits: limits
      .filter((limit) => limit.version === version.version)
      .map(({ severity, response_hours, update_hours, resolve_days }) => ({
        ...{ severity, update_hours: Number(update_hours), resolve_days },
        response_hours: response_hours === null ? null : Number(response_hours),
      })),
  }))
}
