import { refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { onTakeOver, type TaskRow } from '../tasks/take-over.ts'
import { namesOfTwo } from './acts/direct.ts'
import { measureTask, taskKinds } from './life/ask.ts'
import { recordOn } from './life/move.ts'
import { readRectifiers, refuseRectifier } from './life/rectifiers.ts'
import { type Issue, lockIssue } from './life/row.ts'
import { checkHolder } from './people.ts'

/** Whoever takes a task over becomes responsible, or verifies: with all that keeps somebody from it. */
export function takeOverIssues(): void {
  for (const kind of [taskKinds.plan, taskKinds.rectify])
    onTakeOver(kind, async (ctx, { task, to_person_id }) => {
      const issue = await lockIssue(ctx, { id: task.subject_id })
      const { org_id, responsible_id, verifier_id } = issue
      await checkHolder(ctx, { org_id, permission: 'issues.issue.submit', person_id: to_person_id })
      if (verifier_id === to_person_id) throw refused('issues.errors.verifier_rectifies')
      await set(ctx, issue, { responsible_id: to_person_id })
      recordOn(ctx, issue, 'hand_over', {
        diff: { responsible: await namesOfTwo(ctx, responsible_id, to_person_id) },
      })
    })
  for (const kind of [taskKinds.verify, taskKinds.close])
    onTakeOver(kind, async (ctx, { task, to_person_id }) => {
      const issue = await lockIssue(ctx, { id: task.subject_id })
      const { org_id, verifier_id, verified_by } = issue
      await checkHolder(ctx, { org_id, permission: 'issues.issue.verify', person_id: to_person_id })
      await refuseRectifier(ctx, issue, to_person_id)
      await set(ctx, issue, { verifier_id: to_person_id })
      recordOn(ctx, issue, 'hand_over', {
        diff: { verifier: await namesOfTwo(ctx, verifier_id ?? verified_by, to_person_id) },
      })
    })
  onTakeOver(measureTask, async (ctx, { task, to_person_id }) => {
    const issue = await lockIssue(ctx, { id: task.subject_id })
    if (issue.verifier_id === to_person_id) throw refused('issues.errors.verifier_measures')
    await handMeasure(ctx, issue, task, to_person_id)
    recordOn(ctx, issue, 'hand_over', {
      diff: { measures_of: await namesOfTwo(ctx, task.person_id, to_person_id) },
    })
  })
}

async function set(
  { tx }: Ctx,
  { org_id, id, version }: Issue,
  to: { responsible_id?: string; verifier_id?: string },
) {
  await tx
    .updateTable('kernel.issue')
    .set({ ...to, version: version + 1 })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()
}

async function handMeasure(ctx: Ctx, issue: Issue, task: TaskRow, to: string) {
  const apart = await readRectifiers(ctx, issue)
  if (!apart.has(task.person_id)) return
  await ctx.tx
    .updateTable('kernel.issue_measure')
    .set({ person_id: to })
    .where('org_id', '=', issue.org_id)
    .where('issue_id', '=', issue.id)
    .where('person_id', '=', task.person_id)
    .where('done_at', 'is', null)
    .execute()
}
