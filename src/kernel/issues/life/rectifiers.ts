import { sql } from 'kysely'
import { refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import type { Tie } from './lifecycle.ts'
import type { Issue } from './row.ts'

/**
 * Everybody who took part in putting an issue right: the responsible person, whoever submitted it, has or did a
 * measure of its plan, or brought evidence. Invariant: the one place that says who can't verify it; every path asks here.
 */
export async function readRectifiers(ctx: Ctx, issue: Issue): Promise<Set<string>> {
  const { org_id, id, responsible_id, submitted_by } = issue
  const { rows } = await sql<{ person_id: string }>`
    select person_id from kernel.issue_measure where org_id = ${org_id} and issue_id = ${id}
    union select done_by from kernel.issue_measure where org_id = ${org_id} and issue_id = ${id} and done_by is not null
    union select added_by from kernel.issue_evidence where org_id = ${org_id} and issue_id = ${id}
      and added_by is not null and removed_at is null`.execute(ctx.tx)
  const persons = [...rows.map(({ person_id }) => person_id), responsible_id, submitted_by]
  return new Set(persons.filter((one) => one !== null))
}

/** Throws the refusal when somebody is to verify what they put right. */
export async function refuseRectifier(ctx: Ctx, issue: Issue, person_id: string | null): Promise<void> {
  if (person_id === null) return
  if ((await readRectifiers(ctx, issue)).has(person_id)) throw refused('issues.errors.verifier_rectifies')
}

/** What the actor is to this issue. */
export async function tiesOf(ctx: Ctx, issue: Issue): Promise<Tie[]> {
  const me = ctx.actor.person_id
  if (me === null) return []
  const ties: Tie[] = []
  if ((await readRectifiers(ctx, issue)).has(me)) ties.push('rectifier')
  if (issue.responsible_id !== null && issue.responsible_id !== me) ties.push('not_rectifying')
  if (issue.verifier_id !== null && issue.verifier_id !== me) ties.push('not_verifier')
  return ties
}
