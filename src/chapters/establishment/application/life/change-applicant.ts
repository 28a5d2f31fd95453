import { holdersAt } from '../../../../kernel/access/holders.ts'
import { changeRequestApplicant } from '../../../../kernel/approvals/request/change-applicant.ts'
import { namesOf } from '../../../../kernel/approvals/request/names.ts'
import { refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { onTakeOver } from '../../../../kernel/tasks/take-over.ts'
import { getVisit, setVisitors, visitSubject } from '../visit/row.ts'
import { withdrawSignatures } from '../visit/sign.ts'
import { faultsOfTeam } from '../visit/team.ts'
import { recordOn } from './move.ts'
import { getApplication, lockApplication, readReviewers, readVisitors, subjectOf } from './row.ts'

/**
 * Somebody else of the applying organisation goes on with an application that waits for its applicant: an application
 * never depends on a person who is gone, and neither does its request that was sent back. Whoever reviews or visited it can't be its applicant.
 */
export async function changeApplicant(
  ctx: Ctx,
  { id, to_person_id }: { id: string; to_person_id: string },
): Promise<void> {
  await changeRequestApplicant(ctx, { ...subjectOf(await getApplication(ctx, id)), to_person_id })
  const application = await lockApplication(ctx, { id })
  const { org_id, applicant_id, version } = application
  if (applicant_id === to_person_id) return
  const entitled = await holdersAt(ctx, { org_id, permission: 'establishment.application.edit' })
  if (!entitled.includes(to_person_id)) throw refused('establishment.application.errors.may_not_apply')
  const apart = [...(await readReviewers(ctx, application)), ...(await readVisitors(ctx, application))]
  if (apart.includes(to_person_id)) throw refused('establishment.application.errors.reviewer_applies')
  await ctx.tx
    .updateTable('establishment.application')
    .set({ applicant_id: to_person_id, version: version + 1 })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()
  const nameOf = await namesOf(ctx, [applicant_id, to_person_id])
  recordOn(ctx, application, 'hand_over', {
    diff: { applicant: [nameOf(applicant_id).name, nameOf(to_person_id).name] },
  })
}

/** Tasks of an application that ask for more than a right: the applicant's own, and those of a visit's team. */
export function takeOverApplicationTasks(): void {
  for (const kind of ['establishment.application.task.more', 'establishment.application.task.register'])
    onTakeOver(kind, async (ctx, { task, to_person_id }) =>
      changeApplicant(ctx, { id: task.subject_id, to_person_id }),
    )
  onTakeOver('establishment.registration.task_due', async (ctx, { task, to_person_id }) => {
    const { application_id: id } = await ctx.tx
      .selectFrom('establishment.registration')
      .select('application_id')
      .where('org_id', '=', task.org_id)
      .where('id', '=', task.subject_id)
      .executeTakeFirstOrThrow()
    await changeApplicant(ctx, { id, to_person_id })
  })
  onTakeOver('establishment.application.task.visit', async (ctx, { task, to_person_id }) => {
    if (task.subject_type !== visitSubject) return
    const { application_id } = await ctx.tx
      .selectFrom('establishment.site_visit')
      .select('application_id')
      .where('org_id', '=', task.org_id)
      .where('id', '=', task.subject_id)
      .executeTakeFirstOrThrow()
    const application = await lockApplication(ctx, { id: (await getApplication(ctx, application_id)).id })
    const visit = await getVisit(ctx, application, { visit_id: task.subject_id })
    const team = [...visit.visitors.filter((person) => person !== task.person_id), to_person_id]
    const [fault] = await faultsOfTeam(ctx, application, team)
    if (fault) throw refused(fault.code, fault.params)
    await withdrawSignatures(ctx, application, visit)
    await setVisitors(ctx, visit, team)
    recordOn(ctx, application, 'edit_visit', { diff: { visitors: [visit.visitors, team] } })
  })
}
