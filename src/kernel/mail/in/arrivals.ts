import { type Page, pageByKey } from '../../db/keyset.ts'
import { containing } from '../../db/like.ts'
import { lockRow } from '../../db/row.ts'
import { refused } from '../../errors/problem.ts'
import type { Ctx, Kernel } from '../../http/context.ts'
import { asSystem } from '../../http/open-context.ts'
import { translate } from '../../language/translate.ts'
import type { Arrival, ArrivalState } from './contract.ts'
import { findMailbox } from './mailbox.ts'

type Filters = { state?: ArrivalState | undefined; q?: string | undefined }

export async function listArrivals(
  ctx: Ctx,
  { state, q, ...paging }: Filters & { after?: string | undefined; limit: number },
): Promise<Page<Arrival>> {
  let query = arrivals(ctx)
  if (state) query = query.where('state', '=', state)
  if (q) {
    const part = containing(q)
    query = query.where((on) => on.or([on('sender', 'ilike', part), on('subject', 'ilike', part)]))
  }
  const page = await pageByKey(
    ctx.tx,
    query,
    [
      { by: 'arrived_at', as: 'arrived_at', direction: 'desc' },
      { by: 'id', as: 'id', direction: 'desc' },
    ],
    paging,
  )
  return { ...page, items: page.items.map((row) => shown(ctx, row)) }
}

/** Whether a mailbox is set, and how the last look into it went. */
export async function readMailbox(ctx: Ctx) {
  const box = findMailbox(ctx.app.configuration)
  if (!box) return { address: null, looked_at: null, failing: false }
  const row = await ctx.tx
    .selectFrom('kernel.mailbox')
    .select(['looked_at', 'error'])
    .where('address', '=', box.key)
    .executeTakeFirst()
  const { looked_at = null, error = null } = row ?? {}
  return { address: box.address ?? box.user, looked_at, failing: error !== null }
}

type Seen = { id: string; version: number }

/** The next round fetches it once more. Throws `refused` for what was taken in, or waits for it already. */
export const fetchAgain = (ctx: Ctx, seen: Seen) => turn(ctx, seen, 'again')

export const settleArrival = (ctx: Ctx, seen: Seen) => turn(ctx, seen, 'settled')

async function turn(ctx: Ctx, seen: Seen, state: 'again' | 'settled'): Promise<Arrival> {
  const row = await lockRow(ctx, 'kernel.mail_arrival', seen)
  if (row.state !== 'not_taken') throw refused('mail.arrivals.not_open')
  const settled = state === 'settled' ? { settled_by: ctx.actor.person_id, settled_at: ctx.now } : {}
  await ctx.tx
    .updateTable('kernel.mail_arrival')
    .set({ ...settled, state, version: row.version + 1 })
    .where('org_id', '=', row.org_id)
    .where('id', '=', row.id)
    .execute()
  ctx.record({
    action: state === 'again' ? 'mail.arrival.again' : 'mail.arrival.settle',
    ...{ org_id: row.org_id, subject_type: 'mail.arrival', subject_id: row.id, title: row.subject },
  })
  return shown(ctx, await arrivals(ctx).where('id', '=', row.id).executeTakeFirstOrThrow())
}

const arrivals = ({ tx }: Ctx) =>
  tx
    .selectFrom('kernel.mail_arrival')
    .select(['id', 'sender', 'sender_name', 'subject', 'size', 'arrived_at', 'state', 'reason', 'params'])
    .select('version')

type Row = Awaited<ReturnType<ReturnType<typeof arrivals>['execute']>>[number]

const shown = (ctx: Ctx, { reason, params, state, ...row }: Row): Arrival => ({
  ...row,
  state: state as ArrivalState,
  reason: reason && translate(ctx.language, reason, params as Record<string, unknown>),
  can:
    state === 'not_taken'
      ? (['again', 'settle'] as const).filter(() => ctx.holds('mail.arrival.settle'))
      : [],
})

/** Days for which it is kept who wrote and about what; what was made of a mail keeps its own time. */
const keptDays = 180

/** Takes away what is known of mails that came long ago. That they came stays, so that none is taken in twice. */
export async function forgetArrivals(kernel: Kernel): Promise<void> {
  await asSystem(
    kernel,
    async ({ tx, now }) => {
      await tx
        .updateTable('kernel.mail_arrival')
        .set({ sender: null, sender_name: null, subject: '' })
        .where('arrived_at', '<', new Date(now.getTime() - keptDays * 24 * 3_600_000).toISOString())
        .where('subject', '<>', '')
        .execute()
    },
    { untrailed: 'what was known of old mails is taken away' },
  )
}
