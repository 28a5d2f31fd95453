import { newId } from '../../db/new-id.ts'
import { notFound, refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { askMeasures, askNext } from '../life/ask.ts'
import { checkAction, move, recordOn } from '../life/move.ts'
import { refuseRectifier } from '../life/rectifiers.ts'
import { getIssue, type Issue, lockIssue } from '../life/row.ts'
import { checkMeasurePeople } from '../people.ts'

type Seen = { id: string; version: number }
type Measure = { what: string; person_id: string; due_on: string }

/** Sets down the cause and the measures, each with who and by when; what was done of an earlier plan stays. */
export async function planIssue(
  ctx: Ctx,
  { id, version, plan, measures }: Seen & { plan: string; measures: Measure[] },
): Promise<void> {
  const issue = await lockIssue(ctx, { id, version })
  await checkAction(ctx, issue, 'plan')
  await checkMeasurePeople(
    ctx,
    issue.org_id,
    measures.map(({ person_id }) => person_id),
  )
  const late = measures.findIndex(({ due_on }) => due_on > issue.due_on)
  if (late >= 0) throw refused('issues.errors.measure_late', { measure: late + 1, due_on: issue.due_on })
  if (issue.verifier_id && measures.some(({ person_id }) => person_id === issue.verifier_id))
    throw refused('issues.errors.verifier_measures')
  await ctx.tx
    .deleteFrom('kernel.issue_measure')
    .where('org_id', '=', issue.org_id)
    .where('issue_id', '=', id)
    .where('done_at', 'is', null)
    .execute()
  await ctx.tx
    .insertInto('kernel.issue_measure')
    .values(
      measures.map((measure, position) => ({
        ...{ org_id: issue.org_id, id: newId(), issue_id: id, position: position + 1 },
        ...measure,
      })),
    )
    .execute()
  const planned = await move(ctx, issue, {
    action: 'plan',
    set: { plan },
    diff: { measures: [null, measures.map(({ what, due_on }) => `${what} (${due_on})`)] },
    note: plan,
  })
  await refuseRectifier(ctx, planned, planned.verifier_id)
  await askNext(ctx, planned)
  await askMeasures(ctx, planned)
}

/** Begins the work by the plan, or again after it came back. */
export async function startIssue(ctx: Ctx, seen: Seen): Promise<void> {
  const issue = await lockIssue(ctx, seen)
  if (issue.plan === '') throw refused('issues.errors.no_plan')
  await askNext(ctx, await move(ctx, issue, { action: 'start' }))
}

/** A measure is done, or was said to be too early. */
export async function finishMeasure(
  ctx: Ctx,
  { id, version, measure_id, done }: Seen & { measure_id: string; done: boolean },
): Promise<void> {
  const issue = await lockIssue(ctx, { id, version })
  const measure = await findMeasure(ctx, issue, measure_id)
  if (!['planned', 'rectifying'].includes(issue.state)) throw refused('issues.errors.measure_state')
  const me = ctx.actor.person_id
  if (me !== measure.person_id) await checkAction(ctx, issue, issue.state === 'planned' ? 'start' : 'submit')
  if ((measure.done_at !== null) === done) return ctx.unchanged()
  await ctx.tx
    .updateTable('kernel.issue_measure')
    .set({ done_at: done ? ctx.now : null, done_by: done ? me : null })
    .where('org_id', '=', issue.org_id)
    .where('id', '=', measure_id)
    .execute()
  await ctx.tx
    .updateTable('kernel.issue')
    .set({ version: issue.version + 1 })
    .where('org_id', '=', issue.org_id)
    .where('id', '=', id)
    .execute()
  recordOn(ctx, issue, done ? 'finish_measure' : 'undo_measure', { diff: { measure: [null, measure.what] } })
  await askMeasures(ctx, issue)
}

/** The same by whoever has the measure, with no right to the ledger. */
export async function finishOwnMeasure(
  ctx: Ctx,
  given: Seen & { measure_id: string; done: boolean },
): Promise<void> {
  const { person_id } = await findMeasure(ctx, await getIssue(ctx, given.id), given.measure_id)
  if (person_id !== ctx.actor.person_id) throw notFound()
  await finishMeasure(ctx, given)
}

async function findMeasure({ tx }: Ctx, { org_id, id }: Issue, measure_id: string) {
  const found = await tx
    .selectFrom('kernel.issue_measure')
    .selectAll()
    .where('org_id', '=', org_id)
    .where('issue_id', '=', id)
    .where('id', '=', measure_id)
    .executeTakeFirst()
  if (!found) throw notFound()
  return found
}
