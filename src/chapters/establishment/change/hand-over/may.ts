import { personOf } from '../../../../kernel/access/actor.ts'
import { forbidden, refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { Change } from '../life/row.ts'
import type { HandOverAction } from './contract.ts'
import { findAudit, type HandOver, isParty } from './row.ts'

/** Invariant: a hand-over is written only while its filing waits for it. */
export function checkWaiting({ state }: Change): void {
  if (state !== 'in_handover') throw refused('establishment.change.errors.not_in_handover')
}

/** Who hands over and who directs the organisation write the list; who takes over only confirms it. */
export function mayEdit(ctx: Ctx, change: Change, handOver: HandOver): void {
  checkWaiting(change)
  if (!isEditor(ctx, change, handOver)) throw forbidden()
}

const isEditor = (ctx: Ctx, { org_id }: Change, { outgoing_id, incoming_id }: HandOver) => {
  const me = personOf(ctx.actor)
  return me === outgoing_id || (me !== incoming_id && ctx.may('establishment.change.direct', org_id))
}

/** Neither a party nor who filed it stands by as a witness. */
export const mayWitness = (ctx: Ctx, { org_id, applicant_id }: Change, handOver: HandOver): boolean =>
  ctx.may('establishment.hand_over.witness', org_id) &&
  !isParty(ctx, handOver) &&
  personOf(ctx.actor) !== applicant_id

/** The buttons: what the actor may do with the hand-over now. */
export async function handOverActionsFor(
  ctx: Ctx,
  change: Change,
  handOver: HandOver,
): Promise<HandOverAction[]> {
  const audit = await findAudit(ctx, handOver)
  const { org_id, state } = change
  const waiting = state === 'in_handover'
  const me = personOf(ctx.actor)
  const mine = me === handOver.outgoing_id ? handOver.outgoing_at : handOver.incoming_at
  const both = handOver.outgoing_at !== null && handOver.incoming_at !== null
  const edits = waiting && isEditor(ctx, change, handOver)
  const open: Record<HandOverAction, boolean> = {
    confirm: waiting && isParty(ctx, handOver) && mine === null,
    witness: waiting && both && handOver.witnessed_at === null && mayWitness(ctx, change, handOver),
    request_audit:
      waiting && !audit && ctx.may('establishment.exit_audit.request', org_id) && !isParty(ctx, handOver),
    receive_audit:
      audit !== undefined &&
      audit.received_at === null &&
      ctx.may('establishment.exit_audit.receive', org_id) &&
      !isParty(ctx, handOver),
    edit: edits,
    draw_up: edits,
  }
  return (Object.keys(open) as HandOverAction[]).filter((action) => open[action])
}
