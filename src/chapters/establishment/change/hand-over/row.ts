import type { Selectable } from 'kysely'
import type { DB } from '../../../../../db/types.ts'
import { personOf } from '../../../../kernel/access/actor.ts'
import { within } from '../../../../kernel/access/grants.ts'
import { ownerOf } from '../../../../kernel/db/lock.ts'
import { everything, widenReach } from '../../../../kernel/db/transaction.ts'
import { notFound, stale } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { type Change, typed } from '../life/row.ts'

export type HandOver = Selectable<DB['establishment.hand_over']>
export type Item = Selectable<DB['establishment.hand_over_item']>

export type Opened = {
  /** Reaches the hand-over, which the caller's roles needn't. */
  ctx: Ctx
  change: Change
  handOver: HandOver
}

/**
 * The hand-over of a change of head. Who hands over and who takes over reach it without a role there: the next head may
 * still work elsewhere. Everybody else reads the filing or gets `not_found`.
 */
export async function getHandOver(given: Ctx, id: string): Promise<Opened> {
  return open(given, id, false)
}

/** The same, with filing and list locked until the transaction ends; 409 when the caller saw another version. */
export async function lockHandOver(
  given: Ctx,
  { id, version }: { id: string; version?: number },
): Promise<Opened> {
  const opened = await open(given, id, true)
  if (version !== undefined && opened.handOver.version !== version) throw stale()
  return opened
}

async function open(given: Ctx, id: string, lock: boolean): Promise<Opened> {
  await widenReach(given.tx)
  const changes = given.tx
    .selectFrom('establishment.change')
    .selectAll()
    .where('org_id', '=', await ownerOf(given.tx, 'establishment.change', id))
    .where('id', '=', id)
  const row = await (lock ? changes.forUpdate() : changes).executeTakeFirst()
  if (!row) throw notFound()
  const handOvers = given.tx
    .selectFrom('establishment.hand_over')
    .selectAll()
    .where('org_id', '=', row.org_id)
    .where('change_id', '=', id)
  const handOver = await (lock ? handOvers.forUpdate() : handOvers).executeTakeFirst()
  if (!handOver) throw notFound()
  const reads = within(given.reachOf('establishment.change.read'), row.org_id)
  if (!reads && !isParty(given, handOver)) throw notFound()
  return { ctx: { ...given, reach: everything }, change: typed(row), handOver }
}

/** Whoever hands over or takes over. */
export const isParty = (ctx: Ctx, { outgoing_id, incoming_id }: HandOver): boolean =>
  [outgoing_id, incoming_id].includes(personOf(ctx.actor))

export async function readItems(
  { tx }: Ctx,
  { org_id, change_id }: Pick<HandOver, 'org_id' | 'change_id'>,
): Promise<Item[]> {
  return tx
    .selectFrom('establishment.hand_over_item')
    .selectAll()
    .where('org_id', '=', org_id)
    .where('change_id', '=', change_id)
    .orderBy('position')
    .execute()
}

export async function findAudit({ tx }: Ctx, { org_id, change_id }: HandOver) {
  return tx
    .selectFrom('establishment.exit_audit_request')
    .selectAll()
    .where('org_id', '=', org_id)
    .where('change_id', '=', change_id)
    .executeTakeFirst()
}
