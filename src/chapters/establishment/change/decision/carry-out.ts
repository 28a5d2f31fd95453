import { everything, widenReach } from '../../../../kernel/db/transaction.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { todayAt } from '../../../../kernel/org/organisation.ts'
import { parameter } from '../../../../kernel/regulation/values.ts'
import { closeTasks } from '../../../../kernel/tasks/close.ts'
import { checkFeasible } from '../feasible.ts'
import { checkDuring } from '../file.ts'
import { beginHandOver, findOutgoing } from '../hand-over/draw-up.ts'
import { dayOf } from '../kinds/kind.ts'
import { givenOf, kinds, lockConcerned } from '../kinds/kinds.ts'
import { move } from '../life/move.ts'
import { type Change, subjectOf } from '../life/row.ts'

/**
 * What an approval brings about: the filing waits for its day, or holds from today on; a change of head waits for the
 * hand-over first. A day that went by while it
 * was looked at becomes today: nothing takes effect before it was approved.
 */
export async function approve(ctx: Ctx, change: Change): Promise<void> {
  const company = await asCompany(ctx)
  const organisation = await lockConcerned(company, change)
  checkDuring(organisation, change.kind)
  await checkFeasible(company, givenOf(organisation, change))
  const today = todayAt(ctx, organisation)
  const on = dayOf(ctx, { organisation, change })
  const outgoing_id = await findOutgoing(company, change)
  const approved = await move(ctx, change, {
    action: outgoing_id ? 'await_handover' : 'approve',
    set: {
      ...{ approved_at: ctx.now, effective_on: on },
      registry_days: await parameter(ctx, 'registration_days'),
    },
    diff: { effective_on: [change.effective_on, on] },
  })
  if (outgoing_id) await beginHandOver(company, approved, outgoing_id)
  else if (on <= today) await complete(company, approved)
}

/**
 * Carries an approved filing out, once: afterwards it is no longer approved but completed. One that was held up past its
 * day holds from today on: what held meanwhile stays told as it was.
 */
export async function complete(ctx: Ctx, change: Change): Promise<void> {
  const kind = kinds[change.kind]
  const organisation = await lockConcerned(ctx, change)
  const agreed_on = change.effective_on!
  const today = todayAt(ctx, organisation)
  const late = change.held_up !== null && agreed_on < today
  const on = late ? today : agreed_on
  checkDuring(organisation, change.kind)
  const given = givenOf(organisation, change)
  await checkFeasible(ctx, given)
  const before = await kind.readBefore(ctx, given)
  await kind.apply(ctx, { ...given, on })
  const completed = await move(ctx, change, {
    action: 'complete',
    set: {
      ...{ completed_at: ctx.now, before: JSON.stringify(before), held_up: null },
      ...(late ? { effective_on: on, agreed_on } : {}),
    },
    ...(late ? { diff: { effective_on: [agreed_on, on] } } : {}),
  })
  await closeTasks(ctx, { ...subjectOf(completed), outcome: 'done' })
}

/** What a filing brings about may reach further than whoever decides on it. */
async function asCompany(ctx: Ctx): Promise<Ctx> {
  await widenReach(ctx.tx)
  return { ...ctx, reach: everything }
}
