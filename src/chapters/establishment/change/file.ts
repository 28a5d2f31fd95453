import { isDeepStrictEqual } from 'node:util'
import { personOf } from '../../../kernel/access/actor.ts'
import { holdersAt } from '../../../kernel/access/holders.ts'
import { changeSubject } from '../../../kernel/approvals/request/change-subject.ts'
import { lockRequestOf } from '../../../kernel/approvals/request/find.ts'
import { newId } from '../../../kernel/db/new-id.ts'
import { forbidden, invalid, refused } from '../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { getOrganisation, type Organisation, todayAt } from '../../../kernel/org/organisation.ts'
import { isInReach } from '../../../kernel/people/person.ts'
import type { ChangeTerms } from './contract.ts'
import { checkFeasible } from './feasible.ts'
import type { What } from './kinds/contract.ts'
import { givenOf, itemOf, kinds, lockConcerned, permissionOf } from './kinds/kinds.ts'
import { findFiled } from './kinds/stretch.ts'
import { checkAction, recordOn } from './life/move.ts'
import { type Change, getChange, lockChange, subjectOf } from './life/row.ts'

type Filed = ChangeTerms & { what: What }

/** Begins a draft about an organisation, as long as its stage of life allows that kind. */
export async function createChange(
  ctx: Ctx,
  { org_id, what, ...terms }: Filed & { org_id: string },
): Promise<{ id: string; version: number }> {
  const organisation = await getOrganisation(ctx, org_id)
  const { kind, proposal } = what
  if (!ctx.may(permissionOf(what), org_id)) throw forbidden()
  checkDuring(organisation, kind)
  checkDay(ctx, organisation, terms.effective_on)
  await checkPerson(ctx, org_id, what)
  if (kind === 'correction' && !(await findFiled(ctx, { org_id }, proposal.corrects)))
    throw refused('establishment.change.errors.corrects_nothing')
  const id = newId()
  await ctx.tx
    .insertInto('establishment.change')
    .values({
      ...{
        org_id,
        id,
        kind,
        item: itemOf(what),
        state: 'draft',
        created_at: ctx.now,
        ...termsOf(what, terms),
      },
      ...correctedBy(what),
      proposal: JSON.stringify(proposal),
      applicant_id: personOf(ctx.actor),
    })
    .execute()
  const change = await getChange(ctx, id)
  await recordOn(ctx, change, 'create', { diff: { kind: [null, kind] } })
  return { id, version: change.version }
}

/**
 * Changes a draft, what was sent back, or what is in approval: there the votes already cast become void. Its kind stays.
 */
export async function editChange(
  ctx: Ctx,
  { id, version, what, ...terms }: Filed & { id: string; version: number },
): Promise<{ id: string; version: number }> {
  await lockRequestOf(ctx, subjectOf(await getChange(ctx, id)))
  const before = await lockChange(ctx, { id, version })
  checkAction(ctx, before, 'edit')
  if (what.kind !== before.kind || correctedBy(what).corrects_id !== before.corrects_id)
    throw refused('establishment.change.errors.kind_is_final')
  const organisation = await lockConcerned(ctx, before)
  checkDay(ctx, organisation, terms.effective_on)
  const diff = differences(before, { ...terms, ...what.proposal })
  if (Object.keys(diff).length === 0) {
    ctx.unchanged()
    return { id, version }
  }
  await checkPerson(ctx, before.org_id, what)
  await ctx.tx
    .updateTable('establishment.change')
    .set({
      ...termsOf(what, terms),
      item: itemOf(what),
      proposal: JSON.stringify(what.proposal),
      version: version + 1,
    })
    .where('org_id', '=', before.org_id)
    .where('id', '=', id)
    .execute()
  await recordOn(ctx, before, 'edit', { diff })
  if (before.state === 'in_review') await judgeAnew(ctx, organisation, id)
  return { id, version: version + 1 }
}

/** What is agreed to was changed: it must still be possible, and its approval begins anew. */
export async function judgeAnew(ctx: Ctx, organisation: Organisation, id: string): Promise<void> {
  const change = await getChange(ctx, id)
  checkDuring(organisation, change.kind)
  await checkFeasible(ctx, givenOf(organisation, change))
  await changeSubject(ctx, subjectOf(change))
}

/** A correction says itself from which day on it is right, and is carried out with its approval. */
const termsOf = ({ kind }: What, terms: ChangeTerms): ChangeTerms =>
  kind === 'correction' ? { ...terms, effective_on: null } : terms

const correctedBy = ({ kind, proposal }: What) => ({
  corrects_id: kind === 'correction' ? proposal.corrects : null,
})

export function checkDuring({ name, life }: Organisation, kind: Change['kind']): void {
  if (!kinds[kind].during.includes(life))
    throw refused('establishment.change.errors.not_during', { kind, organisation: name, life })
}

/** A day gone by can't be filed for any more. */
export function checkDay(ctx: Ctx, organisation: Organisation, effective_on: string | null): void {
  const today = todayAt(ctx, organisation)
  if (effective_on === null || effective_on >= today) return
  const code = 'establishment.change.errors.day_gone_by'
  throw invalid('errors.invalid', {}, [{ path: 'effective_on', code, params: { today } }])
}

/** Even a draft names nobody but people in reach and those who read it anyway: its page says who they are. */
async function checkPerson(ctx: Ctx, org_id: string, { kind, proposal }: What): Promise<void> {
  const field = kinds[kind].person
  const person_id = field && (proposal as Record<string, unknown>)[field]
  if (typeof person_id !== 'string' || (await isInReach(ctx, person_id))) return
  if ((await holdersAt(ctx, { org_id, permission: 'establishment.change.read' })).includes(person_id)) return
  const code = 'establishment.application.errors.person_out_of_reach'
  throw invalid('errors.invalid', {}, [{ path: `proposal.${field}`, code }])
}

function differences(before: Change, given: Record<string, unknown>) {
  const was: Record<string, unknown> = { ...before, ...before.proposal }
  const diff: Record<string, [unknown, unknown]> = {}
  for (const [field, after] of Object.entries(given))
    if (!isDeepStrictEqual(was[field] ?? null, after ?? null))
      diff[field] = [was[field] ?? null, after ?? null]
  return diff
}
