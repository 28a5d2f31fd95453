import { sql } from 'kysely'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { readOpen } from '../../../../kernel/org/blocking.ts'
import type { HandOver } from './row.ts'

/** One line as a part of the system counts it. */
export type Supplied = { source: string; count: number; link: string }

export const tasksSource = 'establishment.change.handing.tasks'

/**
 * What there is to hand over: everything that would keep the organisation from closing, as each part counts it, and what
 * is bound to the outgoing head in person. A part that isn't there supplies nothing.
 */
export async function supply(
  ctx: Ctx,
  { org_id, change_id, outgoing_id }: HandOver,
  on: string,
): Promise<Supplied[]> {
  const open = await readOpen(ctx, { org_id, on, except: change_id })
  const tasks = await countTasks(ctx, { org_id, outgoing_id })
  const roles = await countRoles(ctx, { org_id, outgoing_id }, on)
  return [
    ...open.map(({ word, count, link }) => ({ source: word, count, link })),
    { source: tasksSource, count: tasks, link: '/inbox' },
    { source: 'establishment.change.handing.roles', count: roles, link: `/people/${outgoing_id}` },
  ].filter(({ count }) => count > 0)
}

type Whose = { org_id: string; outgoing_id: string }

/** The approvals, reviews and reports that wait for the outgoing head there. */
async function countTasks({ tx }: Ctx, { org_id, outgoing_id }: Whose): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int n from kernel.task
    where org_id = ${org_id} and person_id = ${outgoing_id} and closed_at is null
      and subject_type <> 'establishment.hand_over'`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Roles beside the one that comes with the post. */
async function countRoles({ tx }: Ctx, { org_id, outgoing_id }: Whose, on: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int n from kernel.role_assignment
    where organisation_id = ${org_id} and person_id = ${outgoing_id} and source <> 'appointment'
      and (ends_on is null or ends_on > ${on})`.execute(tx)
  return rows[0]?.n ?? 0
}
