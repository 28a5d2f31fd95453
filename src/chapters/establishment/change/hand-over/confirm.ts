import { personOf } from '../../../../kernel/access/actor.ts'
import { forbidden, refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { recordOn } from '../life/move.ts'
import { askWitness, settleParty } from './ask.ts'
import { checkWaiting, mayWitness } from './may.ts'
import { releaseWhenReady } from './release.ts'
import { isParty, lockHandOver } from './row.ts'

type Seen = { id: string; version: number }

/** The outgoing or the incoming head stands by the list as it is written. */
export async function confirmHandOver(given: Ctx, seen: Seen): Promise<void> {
  const { ctx, change, handOver } = await lockHandOver(given, seen)
  checkWaiting(change)
  if (!isParty(given, handOver)) throw forbidden()
  const me = personOf(ctx.actor)
  const side = me === handOver.outgoing_id ? 'outgoing_at' : 'incoming_at'
  if (handOver[side] !== null) throw refused('establishment.change.errors.confirmed_already')
  const confirmed = await ctx.tx
    .updateTable('establishment.hand_over')
    .set({ [side]: ctx.now, version: handOver.version + 1 })
    .where('org_id', '=', handOver.org_id)
    .where('change_id', '=', handOver.change_id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await settleParty(ctx, handOver, me)
  if (confirmed.outgoing_at !== null && confirmed.incoming_at !== null)
    await askWitness(ctx, change, confirmed)
  await recordOn(ctx, change, side === 'outgoing_at' ? 'confirm_outgoing' : 'confirm_incoming')
}

/** Headquarters stands by: the list is final with it. */
export async function witnessHandOver(given: Ctx, seen: Seen): Promise<void> {
  const { ctx, change, handOver } = await lockHandOver(given, seen)
  checkWaiting(change)
  if (!mayWitness(given, change, handOver)) throw refused('establishment.change.errors.not_a_witness')
  if (handOver.outgoing_at === null || handOver.incoming_at === null)
    throw refused('establishment.change.errors.not_confirmed_yet')
  const witnessed = await ctx.tx
    .updateTable('establishment.hand_over')
    .set({ witness_id: personOf(ctx.actor), witnessed_at: ctx.now, version: handOver.version + 1 })
    .where('org_id', '=', handOver.org_id)
    .where('change_id', '=', handOver.change_id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await recordOn(ctx, change, 'witness')
  await releaseWhenReady(ctx, change, witnessed)
}
