import { dayIn } from '../../calendar/working-days.ts'
import { invalid, refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { readCompany } from '../../regulation/company.ts'
import type { Severity } from '../contract.ts'
import { askNext } from '../life/ask.ts'
import { type Diff, move } from '../life/move.ts'
import { refuseRectifier } from '../life/rectifiers.ts'
import { getIssue, type Issue, lockIssue } from '../life/row.ts'
import { checkHolder } from '../people.ts'
import { findEarlier, lower, raise } from '../repeat.ts'
import { checkClause } from './create.ts'

type Seen = { id: string; version: number }

/** Tells the responsible person, whose task it then is. */
export async function notifyIssue(ctx: Ctx, seen: Seen): Promise<void> {
  const issue = await lockIssue(ctx, seen)
  if (issue.responsible_id === null) throw refused('issues.errors.nobody_responsible')
  await askNext(ctx, await move(ctx, issue, { action: 'notify', set: { notified_at: ctx.now } }))
}

type Editing = Seen & {
  title: string
  description: string
  severity: Severity
  clause: string | null
  responsible_id: string | null
  verifier_id: string | null
}

/** Corrects what it says, and who puts it right or verifies it. */
export async function editIssue(ctx: Ctx, { id, version, ...to }: Editing): Promise<void> {
  const issue = await lockIssue(ctx, { id, version })
  const { org_id } = issue
  const written = issue.kind === 'issues.kind.written' && { params: JSON.stringify({ text: to.title }) }
  if (written && to.description === '')
    throw invalid('errors.invalid', {}, [{ path: 'description', code: 'web.form.issues.required' }])
  if (to.clause !== issue.clause) checkClause(to.clause)
  if (to.responsible_id !== issue.responsible_id) {
    if (to.responsible_id === null && issue.state !== 'found')
      throw refused('issues.errors.nobody_responsible')
    await checkHolder(ctx, {
      ...{ org_id, permission: 'issues.issue.submit', person_id: to.responsible_id },
    })
  }
  if (to.verifier_id !== issue.verifier_id)
    await checkHolder(ctx, { ...{ org_id, permission: 'issues.issue.verify', person_id: to.verifier_id } })
  await refuseRectifier(ctx, { ...issue, responsible_id: to.responsible_id }, to.verifier_id)
  const repeat = await repeatOf(ctx, issue, to)
  const set = { ...to, severity: repeat.severity }
  const diff: Diff = { ...repeat.diff }
  for (const field of ['title', 'description', 'severity', 'clause'] as const)
    if (issue[field] !== set[field]) diff[field] = [issue[field], set[field]]
  if (issue.responsible_id !== to.responsible_id)
    diff.responsible = await namesOfTwo(ctx, issue.responsible_id, to.responsible_id)
  if (issue.verifier_id !== to.verifier_id)
    diff.verifier = await namesOfTwo(ctx, issue.verifier_id, to.verifier_id)
  if (Object.keys(diff).length === 0) return ctx.unchanged()
  await askNext(
    ctx,
    await move(ctx, issue, {
      ...{ action: 'edit', diff },
      set: { ...set, ...written, repeat_of: repeat.of },
    }),
  )
}

/**
 * A clause given later makes it a repeat as one given at the start does, a step more severe than is asked for; taken away,
 * the severity that was left as it stood goes back by that step.
 */
async function repeatOf(
  ctx: Ctx,
  issue: Issue,
  { clause, severity }: Pick<Editing, 'clause' | 'severity'>,
): Promise<{ of: string | null; severity: Severity; diff: Diff }> {
  const { org_id, repeat_of } = issue
  if (clause === issue.clause) return { of: repeat_of, severity, diff: {} }
  const { time_zone } = await readCompany(ctx.tx)
  const today = dayIn(time_zone, new Date(issue.opened_at))
  const earlier = clause ? await findEarlier(ctx, { org_id, clause, today, than: issue }) : undefined
  const of = earlier?.id ?? null
  if (of === repeat_of) return { of, severity, diff: {} }
  const before = repeat_of && (await getIssue(ctx, repeat_of)).number
  const diff: Diff = { repeat_of: [before, earlier?.number ?? null] }
  if (of !== null) return { of, diff, severity: repeat_of === null ? raise(severity) : severity }
  return { of, diff, severity: severity === issue.severity ? lower(severity) : severity }
}

export async function namesOfTwo(
  { tx }: Ctx,
  ...ids: [string | null, string | null]
): Promise<[string | null, string | null]> {
  const known = ids.filter((id) => id !== null)
  const rows = known.length
    ? await tx.selectFrom('kernel.person').select(['id', 'name']).where('id', 'in', known).execute()
    : []
  const nameOf = (id: string | null) => rows.find((row) => row.id === id)?.name ?? null
  return [nameOf(ids[0]), nameOf(ids[1])]
}
