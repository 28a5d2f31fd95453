import { givesRoles, keepAdministrator } from '../access/keep-administrator.ts'
import { titleOf } from '../access/read-roles.ts'
import { invalid, notFound, refused, stale } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { getOrganisation, todayAt } from '../org/organisation.ts'
import { getPerson } from './person.ts'

type Ending = {
  person_id: string
  id: string
  version: number
  ends_on: string
  note?: string | undefined
}

/**
 * Ends an assignment: `ends_on` is the first day on which it no longer holds. With an employment end the roles held at
 * that organisation, today at the earliest: who was allowed what in the past is not rewritten. A head leaves through a
 * filing, so that someone follows.
 */
export async function endAssignment(
  ctx: Ctx,
  { person_id, id, version, ends_on, note }: Ending,
): Promise<void> {
  const person = await getPerson(ctx, person_id)
  const found = await ctx.tx
    .selectFrom('kernel.assignment')
    .selectAll()
    .where('id', '=', id)
    .where('person_id', '=', person_id)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw notFound()
  if (found.version !== version) throw stale()
  if (found.kind === 'head') throw refused('people.errors.head_by_filing', { name: person.name })
  if (found.ends_on) throw refused('people.errors.ended_already', { on: found.ends_on })
  if (ends_on <= found.starts_on)
    throw invalid('errors.invalid', {}, [{ path: 'ends_on', code: 'people.errors.ends_before_start' }])
  if (found.kind === 'employment') await leave(ctx, { person, org_id: found.org_id, ends_on })
  await ctx.tx
    .updateTable('kernel.assignment')
    .set({ ends_on, version: version + 1 })
    .where('org_id', '=', found.org_id)
    .where('id', '=', id)
    .execute()
  ctx.record({
    action: 'people.assignment.end',
    org_id: found.org_id,
    subject_type: 'person',
    subject_id: person_id,
    title: person.name,
    diff: { post: [found.post, found.post], ends_on: [null, ends_on] },
    note: note ?? null,
  })
}

type Leaving = { person: { id: string; name: string }; org_id: string; ends_on: string }

async function leave(ctx: Ctx, { person, org_id, ends_on }: Leaving) {
  const heads = await ctx.tx
    .selectFrom('kernel.assignment')
    .select('id')
    .where('person_id', '=', person.id)
    .where('org_id', '=', org_id)
    .where('kind', '=', 'head')
    .where((row) => row.or([row('ends_on', 'is', null), row('ends_on', '>', ends_on)]))
    .executeTakeFirst()
  if (heads) throw refused('people.errors.still_heads')
  const today = todayAt(ctx, await getOrganisation(ctx, org_id))
  await endRoles(ctx, { person, org_id, ends_on: ends_on < today ? today : ends_on })
}

/** A role that would only have begun later is withdrawn: it ends on the day it begins, and stays on record. */
async function endRoles(ctx: Ctx, { person, org_id, ends_on }: Leaving) {
  const held = await ctx.tx
    .selectFrom('kernel.role_assignment as h')
    .innerJoin('kernel.role as r', 'r.key', 'h.role_key')
    .select(['h.id', 'h.starts_on', 'h.ends_on', 'h.version', 'r.key', 'r.builtin', 'r.title', 'r.title_en'])
    .where('h.person_id', '=', person.id)
    .where('h.organisation_id', '=', org_id)
    .where((row) => row.or([row('h.ends_on', 'is', null), row('h.ends_on', '>', ends_on)]))
    .where((row) => row.or([row('h.ends_on', 'is', null), row('h.ends_on', '>', row.ref('h.starts_on'))]))
    .orderBy('h.id')
    .forUpdate('h')
    .execute()
  for (const role of held) {
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
      subject_id: person.id,
      title: person.name,
      diff: {
        role: [role.builtin ? role.key : titleOf('zh-CN', role), null],
        ends_on: [role.ends_on, last_day],
      },
    })
    if (await givesRoles(ctx, role.key)) await keepAdministrator(ctx)
  }
}
