import type { Insertable } from 'kysely'
import type { DB } from '../../../../../db/types.ts'
import { newId } from '../../../../kernel/db/new-id.ts'
import { invalid, refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { recordOn } from '../life/move.ts'
import type { Change } from '../life/row.ts'
import { askParties } from './ask.ts'
import type { SavedItem } from './contract.ts'
import { mayEdit } from './may.ts'
import { type HandOver, type Item, lockHandOver, readItems } from './row.ts'

type Line = Omit<Insertable<DB['establishment.hand_over_item']>, 'org_id' | 'change_id' | 'position'>

/** Who receives what, and what is to be handed over besides: seals, keys, what no part of the system knows. */
export async function editHandOver(
  given: Ctx,
  { id, version, items }: { id: string; version: number; items: SavedItem[] },
): Promise<void> {
  const { ctx, change, handOver } = await lockHandOver(given, { id, version })
  mayEdit(given, change, handOver)
  await checkReceivers(ctx, handOver, items)
  const before = await readItems(ctx, handOver)
  await writeItems(ctx, handOver, toLines(before, items))
  await takeBackConfirmations(ctx, change, handOver, {})
  await recordOn(ctx, change, 'edit_hand_over', { diff: { hand_over: [before.length, items.length] } })
}

/** What was counted can't be left out, only given to somebody else; what was written by hand can. */
function toLines(before: Item[], items: SavedItem[]): Line[] {
  const given = new Map(items.map((item) => [item.id, item]))
  const counted = before.filter(({ source }) => source !== null)
  if (counted.some(({ id }) => !given.has(id)))
    throw refused('establishment.change.errors.counted_line_left_out')
  const known = new Map(before.map((item) => [item.id, item]))
  return items.map(({ id, title, receiver_id, remark = null }, n) => {
    const { source = null, count = null, link = null } = (id && known.get(id)) || {}
    const own = source === null ? (title ?? (id ? (known.get(id)?.title ?? null) : null)) : null
    if (source === null && !own)
      throw invalid('errors.invalid', {}, [
        { path: `items.${n}.title`, code: 'establishment.change.errors.line_untitled' },
      ])
    return { id: id ?? newId(), source, count, link, title: own, receiver_id, remark }
  })
}

/** Received is by people in office, never by who leaves the post. */
async function checkReceivers(ctx: Ctx, { outgoing_id }: HandOver, items: SavedItem[]): Promise<void> {
  const wanted = [...new Set(items.map(({ receiver_id }) => receiver_id))]
  const rows = await ctx.tx
    .selectFrom('kernel.person')
    .select('id')
    .where('id', 'in', wanted)
    .where('active', '=', true)
    .execute()
  const able = new Set(rows.map(({ id }) => id).filter((id) => id !== outgoing_id))
  const faults = items.flatMap(({ receiver_id }, n) =>
    able.has(receiver_id)
      ? []
      : [{ path: `items.${n}.receiver_id`, code: 'establishment.change.errors.receiver_unfit' }],
  )
  if (faults.length > 0) throw invalid('errors.invalid', {}, faults)
}

export async function writeItems(ctx: Ctx, { org_id, change_id }: HandOver, lines: Line[]): Promise<void> {
  await ctx.tx
    .deleteFrom('establishment.hand_over_item')
    .where('org_id', '=', org_id)
    .where('change_id', '=', change_id)
    .execute()
  if (lines.length === 0) return
  await ctx.tx
    .insertInto('establishment.hand_over_item')
    .values(lines.map((line, position) => ({ ...line, org_id, change_id, position })))
    .execute()
}

/** The list is another one: whoever confirmed it is asked again. */
export async function takeBackConfirmations(
  ctx: Ctx,
  change: Change,
  handOver: HandOver,
  set: { drawn_up_at?: Date },
): Promise<void> {
  const { org_id, change_id, version } = handOver
  await ctx.tx
    .updateTable('establishment.hand_over')
    .set({
      ...{ outgoing_at: null, incoming_at: null, witness_id: null, witnessed_at: null },
      ...{ ...set, version: version + 1 },
    })
    .where('org_id', '=', org_id)
    .where('change_id', '=', change_id)
    .execute()
  await askParties(ctx, change, handOver)
}
