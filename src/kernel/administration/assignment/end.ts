import { within } from '../../access/grants.ts'
import { givesRoles, keepAdministrator } from '../../access/keep-administrator.ts'
import { titleOf } from '../../access/read-roles.ts'
import { invalid, notFound, refused, stale } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { companyDay } from '../../regulation/company.ts'

type Ending = { id: string; version: number; ends_on: string; note?: string | null | undefined }

/**
 * Ends a role from a day on, today at the earliest: `ends_on` is the first day on which it no longer holds. An end
 * that was set may come sooner, never later. Refused: for oneself, for a role that came with an appointment,
 * and for the last one by which roles are given.
 */
export async function endRole(ctx: Ctx, { id, version, ends_on, note = null }: Ending): Promise<void> {
  const held = await ctx.tx
    .selectFrom('kernel.role_assignment as h')
    .innerJoin('kernel.role as r', 'r.key', 'h.role_key')
    .innerJoin('kernel.person as p', 'p.id', 'h.person_id')
    .select(['h.person_id', 'h.organisation_id', 'h.starts_on', 'h.ends_on', 'h.source', 'h.version'])
    .select(['p.name', 'r.key', 'r.builtin', 'r.title', 'r.title_en'])
    .where('h.id', '=', id)
    .forUpdate('h')
    .executeTakeFirst()
  if (!held || !within(ctx.reach, held.organisation_id)) throw notFound()
  if (held.version !== version) throw stale()
  if (held.person_id === ctx.actor.person_id) throw refused('administration.errors.self_end')
  if (held.source === 'appointment')
    throw refused('administration.errors.by_appointment', { name: held.name })
  const today = await companyDay(ctx)
  if (held.ends_on !== null && held.ends_on <= today)
    throw refused('administration.errors.ended_already', { on: held.ends_on })
  const code =
    ends_on < today
      ? 'administration.errors.ends_in_past'
      : ends_on < held.starts_on
        ? 'administration.errors.ends_before_begin'
        : held.ends_on !== null && ends_on > held.ends_on
          ? 'administration.errors.ends_sooner_only'
          : undefined
  if (code) throw invalid('errors.invalid', {}, [{ path: 'ends_on', code }])
  await ctx.tx
    .updateTable('kernel.role_assignment')
    .set({ ends_on, version: version + 1 })
    .where('id', '=', id)
    .execute()
  if (await givesRoles(ctx, held.key)) await keepAdministrator(ctx)
  ctx.record({
    action: 'administration.assignment.end',
    org_id: held.organisation_id,
    subject_type: 'person',
    subject_id: held.person_id,
    title: held.name,
    diff: {
      role: [held.builtin ? held.key : titleOf('zh-CN', held), null],
      ends_on: [held.ends_on, ends_on],
    },
    note,
  })
}
