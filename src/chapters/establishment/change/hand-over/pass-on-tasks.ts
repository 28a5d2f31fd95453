import { Problem } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { handOver as handOverTasks } from '../../../../kernel/tasks/hand-over.ts'
import type { Change } from '../life/row.ts'
import { tasksSource } from './supply.ts'

/**
 * With the change of head the open tasks of the outgoing one there go to whom the list names. What that person can't
 * take over, or all of it where they have no account yet, stays where it is: it never holds the change up.
 */
export async function passOnTasks(ctx: Ctx, { org_id, id, number }: Change): Promise<void> {
  const row = await ctx.tx
    .selectFrom('establishment.hand_over as h')
    .innerJoin('establishment.hand_over_item as i', (join) =>
      join.onRef('i.org_id', '=', 'h.org_id').onRef('i.change_id', '=', 'h.change_id'),
    )
    .select(['h.outgoing_id', 'i.receiver_id'])
    .where('h.org_id', '=', org_id)
    .where('h.change_id', '=', id)
    .where('i.source', '=', tasksSource)
    .executeTakeFirst()
  if (!row?.receiver_id) return
  const { outgoing_id: from_person_id, receiver_id: to_person_id } = row
  try {
    await handOverTasks(ctx, { from_person_id, to_person_id, org_id, note: number })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
  }
}
