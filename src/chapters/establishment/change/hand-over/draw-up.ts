import { newId } from '../../../../kernel/db/new-id.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { readHeads } from '../../../../kernel/org/heads.ts'
import type { Proposal } from '../kinds/contract.ts'
import { recordOn } from '../life/move.ts'
import type { Change } from '../life/row.ts'
import { askAudit, askParties } from './ask.ts'
import { mayEdit } from './may.ts'
import { type HandOver, type Item, lockHandOver, readItems } from './row.ts'
import { takeBackConfirmations, writeItems } from './save.ts'
import { type Supplied, supply } from './supply.ts'

/** The head whom an approved change replaces; a post that is vacant has nothing to hand over. */
export async function findOutgoing(ctx: Ctx, { kind, org_id }: Change): Promise<string | undefined> {
  if (kind !== 'head') return undefined
  return (await readHeads(ctx, [org_id])).get(org_id)?.person_id
}

/** Draws the list up as the approval leaves the filing: all for the incoming head, until somebody says otherwise. */
export async function beginHandOver(ctx: Ctx, change: Change, outgoing_id: string): Promise<void> {
  const { org_id, id: change_id } = change
  const { head_id: incoming_id } = change.proposal as Proposal<'head'>
  const handOver = await ctx.tx
    .insertInto('establishment.hand_over')
    .values({ org_id, change_id, outgoing_id, incoming_id, drawn_up_at: ctx.now })
    .returningAll()
    .executeTakeFirstOrThrow()
  const supplied = await supply(ctx, handOver, change.effective_on!)
  await writeItems(ctx, handOver, fitted(supplied, [], incoming_id))
  await askParties(ctx, change, handOver)
  await askAudit(ctx, change)
}

/** Counts anew: who receives what was already on the list stays, and so do the lines of one's own. */
export async function drawUpHandOver(
  given: Ctx,
  { id, version }: { id: string; version: number },
): Promise<void> {
  const { ctx, change, handOver } = await lockHandOver(given, { id, version })
  mayEdit(given, change, handOver)
  const before = await readItems(ctx, handOver)
  const supplied = await supply(ctx, handOver, change.effective_on!)
  await writeItems(ctx, handOver, fitted(supplied, before, handOver.incoming_id))
  await takeBackConfirmations(ctx, change, handOver, { drawn_up_at: ctx.now })
  await recordOn(ctx, change, 'draw_up', { diff: { hand_over: [before.length, supplied.length] } })
}

/** What is counted now, with what was said of it before, and then what was written by hand. */
function fitted(supplied: Supplied[], before: Item[], incoming_id: HandOver['incoming_id']) {
  const known = new Map(before.map((item) => [item.source, item]))
  return [
    ...supplied.map((one) => ({
      ...{ ...one, title: null, id: known.get(one.source)?.id ?? newId() },
      receiver_id: known.get(one.source)?.receiver_id ?? incoming_id,
      remark: known.get(one.source)?.remark ?? null,
    })),
    ...before.filter(({ source }) => source === null),
  ]
}
