import { personOf } from '../../access/actor.ts'
import { notFound, type Problem, refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'

import { isBarred } from '../engine/resolve.ts'
import { findSigner } from '../engine/seats.ts'
import { type Approval, currentRun, type Signer, type StepRun } from '../engine/state.ts'
import { namesOf } from '../request/names.ts'
import type { People } from '../request/people.ts'
import type { StoredRequest } from '../request/rows.ts'
import { standsInFor } from './stands-in.ts'

type At = { stored: StoredRequest; approval: Approval; people: People }

/**
 * In whose seat the caller answers: the own one; where they have none, that of the first person they stand in for, or
 * of the one named. Refuses a proxy who applied, is barred, can't decide there or has a voice at the step already.
 * Invariant: a proxy passes every rule that keeps anybody from deciding, and the engine then asks them of the owner.
 */
export async function takeSeat(
  ctx: Ctx,
  at: At,
  for_person_id: string | null | undefined,
): Promise<{ seat: string; proxy: string | null }> {
  const me = personOf(ctx.actor)
  const lent = await lentSeats(ctx, at, me)
  const named = for_person_id ? lent.seats.find(({ person_id }) => person_id === for_person_id) : undefined
  if (for_person_id && for_person_id !== me && !named) {
    if (!at.stored.signers.some(({ person_id }) => person_id === for_person_id)) throw notFound()
    const nameOf = await namesOf(ctx, [for_person_id])
    throw refused('approvals.proxy.not_now', { name: nameOf(for_person_id).name })
  }
  const own = lent.run && findSigner(lent.run, me)
  const seat = named ?? (own ? undefined : lent.seats[0])
  if (!seat || !lent.run) return { seat: me, proxy: null }
  const problem = refusalOf(at, lent.run, me)
  if (problem) throw problem
  return { seat: seat.person_id, proxy: me }
}

/** In whose seat the caller could answer now; undefined: in nobody's but the own one. */
export async function findLentSeat(ctx: Ctx, at: At): Promise<string | undefined> {
  const me = personOf(ctx.actor)
  const { run, seats } = await lentSeats(ctx, at, me)
  return run && seats[0] && !refusalOf(at, run, me) ? seats[0].person_id : undefined
}

/** The open seats of those this person stands in for, in the order in which they are asked. */
async function lentSeats(
  ctx: Ctx,
  { approval }: At,
  me: string,
): Promise<{ run: StepRun | undefined; seats: Signer[] }> {
  const run = currentRun(approval)
  const open = run?.signers.filter(({ state }) => state === 'open') ?? []
  if (open.length === 0) return { run, seats: [] }
  const owners = new Set(await standsInFor(ctx, me))
  return { run, seats: open.filter(({ person_id }) => owners.has(person_id)) }
}

/** Why this person can't answer for anybody at the step; one voice per person and step. */
function refusalOf({ stored, approval, people }: At, run: StepRun, me: string): Problem | undefined {
  if (me === approval.applicant_id) return refused('approvals.errors.applicant_never_decides')
  if (isBarred(approval, people, me)) return refused('approvals.errors.barred')
  if (!people.mayDecide(me)) return refused('approvals.proxy.cannot_decide')
  if (findSigner(run, me)) return refused('approvals.proxy.own_seat')
  const step = stored.steps.find(({ round, position }) => round === run.round && position === run.position)
  const spoken = stored.signers.some((one) => one.step_id === step?.id && one.answered_by_id === me)
  return spoken ? refused('approvals.proxy.answered_once') : undefined
}

/** Writes down who answered in the owner's seat. */
export async function signAsProxy(
  ctx: Ctx,
  { row, steps }: StoredRequest,
  { seat, proxy }: { seat: string; proxy: string },
): Promise<void> {
  const step = steps.find(({ state }) => state === 'open')
  await ctx.tx
    .updateTable('kernel.approval_signer')
    .set({ answered_by_id: proxy })
    .where('org_id', '=', row.org_id)
    .where('step_id', '=', step!.id)
    .where('person_id', '=', seat)
    .execute()
}
