import { holdersAt } from '../../../../kernel/access/holders.ts'
import { changeRequestApplicant } from '../../../../kernel/approvals/request/change-applicant.ts'
import { namesOf } from '../../../../kernel/approvals/request/names.ts'
import { refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { onTakeOver } from '../../../../kernel/tasks/take-over.ts'
import { kinds } from '../kinds/kinds.ts'
import { recordOn } from '../life/move.ts'
import { getChange, lockChange, subjectOf } from '../life/row.ts'

/** Somebody else who may file that kind goes on with a filing that was sent back. */
export async function changeApplicant(
  ctx: Ctx,
  { id, to_person_id }: { id: string; to_person_id: string },
): Promise<void> {
  await changeRequestApplicant(ctx, { ...subjectOf(await getChange(ctx, id)), to_person_id })
  const change = await lockChange(ctx, { id })
  const { org_id, applicant_id, version } = change
  if (applicant_id === to_person_id) return
  const entitled = await holdersAt(ctx, { org_id, permission: kinds[change.kind].permission })
  if (!entitled.includes(to_person_id)) throw refused('establishment.change.errors.may_not_file')
  await ctx.tx
    .updateTable('establishment.change')
    .set({ applicant_id: to_person_id, version: version + 1 })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()
  const nameOf = await namesOf(ctx, [applicant_id, to_person_id])
  await recordOn(ctx, change, 'hand_over', {
    diff: { applicant: [nameOf(applicant_id).name, nameOf(to_person_id).name] },
  })
}

/** Whoever is told that a filing is held up answers for it from now on. */
export function takeOverChangeTasks(): void {
  onTakeOver('establishment.change.task.held_up', async (ctx, { task, to_person_id }) =>
    changeApplicant(ctx, { id: task.subject_id, to_person_id }),
  )
}
