import { givesRoles, keepAdministrator } from '../access/keep-administrator.ts'
import { titleOf } from '../access/read-roles.ts'
import type { Ctx } from '../http/context.ts'

type Ending = { org_id: string; ends_on: string; person_id?: string }

/**
 * Ends the roles held at an organisation, a person's or everybody's, each told of its holder. One that would only have
 * begun later is withdrawn: it ends on the day it begins, and stays on record.
 */
export async function endRoles(ctx: Ctx, { org_id, ends_on, person_id }: Ending): Promise<void> {
  let rows = ctx.tx
    .selectFrom('kernel.role_assignment as h')
    .innerJoin('kernel.role as r', 'r.key', 'h.role_key')
    .innerJoin('kernel.person as p', 'p.id', 'h.person_id')
    .select(['h.id', 'h.starts_on', 'h.ends_on', 'h.version', 'r.key', 'r.builtin', 'r.title', 'r.title_en'])
    .select(['h.person_id', 'p.name'])
    .where('h.organisation_id', '=', org_id)
    .where((row) => row.or([row('h.ends_on', 'is', null), row('h.ends_on', '>', ends_on)]))
    .where((row) => row.or([row('h.ends_on', 'is', null), row('h.ends_on', '>', row.ref('h.starts_on'))]))
  if (person_id) rows = rows.where('h.person_id', '=', person_id)
  for (const role of await rows.orderBy('h.id').forUpdate('h').execute()) {
    const last_day = role.starts_on > ends_on ? role.starts_on : ends_on
    await ctx.tx
      .updateTable('kernel.role_assignment')
      .set({ ends_on: last_day, version: role.version + 1 })
      .where('id', '=', role.id)
      .execute()
    ctx.record({
      action: 'people.role.end',
      org_id,
      subject_type: 'person',
      subject_id: role.person_id,
      title: role.name,
      diff: {
        role: [role.builtin ? role.key : titleOf('zh-CN', role), null],
        ends_on: [role.ends_on, last_day],
      },
    })
    if (await givesRoles(ctx, role.key)) await keepAdministrator(ctx)
  }
}
