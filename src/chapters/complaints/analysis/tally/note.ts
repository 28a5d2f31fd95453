import { isDeepStrictEqual } from 'node:util'
import { insertMany } from '../../../../kernel/db/insert-many.ts'
import { newId } from '../../../../kernel/db/new-id.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { mayBeOver } from '../../../../kernel/indicators/recount/note.ts'
import { noteFed } from '../../indicators/note-fed.ts'
import { type Counted, outcomeOf } from './outcome.ts'

/**
 * Writes down that a complaint counts otherwise than before, in the transaction that changes it. Invariant: whatever
 * enters a complaint or changes what it is counted by says so here, or the analysis of the whole network goes wrong. Where
 * it counts no longer, or only now, the indicators of months gone by are told as well.
 */
export async function noteCounts(
  ctx: Ctx,
  before: Counted | null,
  after: Counted & { id: string },
): Promise<void> {
  const [was, is] = [before && asCounted(before), asCounted(after)]
  if (isDeepStrictEqual(was, is)) return
  const rows = [...(was ? [{ n: -1, ...was }] : []), ...(is ? [{ n: 1, ...is }] : [])]
  await ctx.tx
    .insertInto('complaints.count_change')
    .values(rows.map((row) => ({ id: newId(), ...row })))
    .execute()
  if ((was === null) !== (is === null) && mayBeOver(after.received_at, ctx.now)) await noteFed(ctx, [after])
}

/** The same for many that are entered at once; the indicators are told by `noteFed` once their clocks are there. */
export const noteEntered = ({ tx }: Ctx, entered: Counted[]): Promise<void> =>
  insertMany(
    tx,
    'complaints.count_change',
    entered.flatMap((row) => {
      const is = asCounted(row)
      return is ? [{ id: newId(), n: 1, ...is }] : []
    }),
  )

function asCounted(row: Counted) {
  const outcome = outcomeOf(row)
  const { org_id, received_at, service_key, cause_key, channel } = row
  return outcome && { org_id, received_at, service_key, cause_key, channel, outcome }
}
