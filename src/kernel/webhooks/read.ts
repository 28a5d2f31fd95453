import { sql } from 'kysely'
import { type Page, pageByKey } from '../db/keyset.ts'
import { containing } from '../db/like.ts'
import { notFound } from '../errors/problem.ts'
import type { EventType } from '../events/contract.ts'
import type { Ctx } from '../http/context.ts'
import type { OrganisationKind } from '../org/contract.ts'
import type { Delivery, DeliveryPage, DeliveryState, Webhook, WebhookState } from './contract.ts'
import { shownAddress } from './row.ts'

type Paging = { after?: string | undefined; limit: number }
type OneOrMore<T> = T | T[] | undefined
const asList = <T>(given: OneOrMore<T>): T[] =>
  given === undefined ? [] : Array.isArray(given) ? given : [given]

export async function listWebhooks(
  ctx: Ctx,
  { q, state, ...paging }: Paging & { q?: string | undefined; state?: OneOrMore<WebhookState> },
): Promise<Page<Webhook>> {
  let query = webhooks(ctx)
  const states = asList(state)
  if (states.length > 0) query = query.where('kernel.webhook.state', 'in', states)
  if (q) {
    const part = containing(q)
    query = query.where((on) =>
      on.or([on('kernel.webhook.name', 'ilike', part), on('kernel.webhook.url', 'ilike', part)]),
    )
  }
  const page = await pageByKey(
    ctx.tx,
    query,
    [
      { by: 'kernel.webhook.created_at', as: 'created_at', direction: 'desc' },
      { by: 'kernel.webhook.id', as: 'id', direction: 'desc' },
    ],
    paging,
  )
  return { ...page, items: page.items.map((row) => shown(ctx, row)) }
}

export async function getWebhook(ctx: Ctx, id: string): Promise<Webhook> {
  const row = await webhooks(ctx).where('kernel.webhook.id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return shown(ctx, row)
}

const webhooks = ({ tx }: Ctx) =>
  tx
    .selectFrom('kernel.webhook')
    .innerJoin('kernel.organisation', 'kernel.organisation.id', 'kernel.webhook.org_id')
    .select(['kernel.webhook.id', 'kernel.webhook.org_id', 'kernel.webhook.name', 'url', 'events', 'state'])
    .select(['disabled_why', 'failing_since', 'old_secret_until'])
    .select(['kernel.webhook.created_at', 'kernel.webhook.version'])
    .select([
      'kernel.organisation.name as organisation_name',
      'kernel.organisation.name_en as organisation_name_en',
      'kernel.organisation.kind as organisation_kind',
    ])
    .select([
      sql<number>`coalesce((select count(*) from kernel.webhook_delivery d where d.org_id = kernel.webhook.org_id
        and d.webhook_id = kernel.webhook.id and d.state = 'waiting' group by d.org_id), 0)`.as('waiting'),
      sql<string | null>`(select max(d.delivered_at) from kernel.webhook_delivery d
        where d.org_id = kernel.webhook.org_id and d.webhook_id = kernel.webhook.id group by d.org_id)`.as(
        'last_delivered_at',
      ),
    ])

type Row = Awaited<ReturnType<ReturnType<typeof webhooks>['execute']>>[number]

/** Never its secrets; what comes after the host may be somebody's key, and is for those alone who may change it. */
function shown(ctx: Ctx, row: Row): Webhook {
  const { org_id, organisation_name, organisation_name_en, organisation_kind, ...rest } = row
  const may = (verb: string) => ctx.may(`webhooks.webhook.${verb}`, org_id)
  const active = row.state === 'active'
  return {
    ...rest,
    url: may('update') ? row.url : `${shownAddress(row.url)}/…`,
    waiting: Number(row.waiting),
    events: (row.events ?? []) as EventType[],
    state: row.state as WebhookState,
    disabled_why: row.disabled_why as Webhook['disabled_why'],
    old_secret_until:
      row.old_secret_until && new Date(row.old_secret_until) > ctx.now ? row.old_secret_until : null,
    organisation: {
      ...{ id: org_id, name: organisation_name, name_en: organisation_name_en },
      kind: organisation_kind as OrganisationKind,
    },
    can: [
      ...(may('update') ? (['update', active ? 'pause' : 'resume'] as const) : []),
      ...(['rotate', 'test', 'replay', 'remove'] as const).filter(may),
    ],
  }
}

export async function listDeliveries(
  ctx: Ctx,
  given: Paging & { id: string; state?: OneOrMore<DeliveryState>; event?: OneOrMore<string> },
): Promise<Page<Delivery>> {
  const { id, state, event, ...paging } = given
  await getWebhook(ctx, id)
  let query = deliveries(ctx, id)
  const [states, events] = [asList(state), asList(event)]
  if (states.length > 0) query = query.where('kernel.webhook_delivery.state', 'in', states)
  if (events.length > 0) query = query.where('kernel.webhook_delivery.event', 'in', events)
  const page = await pageByKey(
    ctx.tx,
    query,
    [
      { by: 'kernel.webhook_delivery.created_at', as: 'created_at', direction: 'desc' },
      { by: 'kernel.webhook_delivery.id', as: 'id', direction: 'desc' },
    ],
    paging,
  )
  return { ...page, items: page.items.map(shownDelivery) }
}

/** A message with every try of it. */
export async function getDelivery(
  ctx: Ctx,
  { id, delivery_id }: { id: string; delivery_id: string },
): Promise<DeliveryPage> {
  const row = await deliveries(ctx, id)
    .select(['kernel.webhook_delivery.org_id', 'kernel.webhook_delivery.body'])
    .where('kernel.webhook_delivery.id', '=', delivery_id)
    .executeTakeFirst()
  if (!row) throw notFound()
  const tries = await ctx.tx
    .selectFrom('kernel.webhook_attempt')
    .select(['id', 'at', 'ms', 'status', 'fault', 'reply'])
    .where('org_id', '=', row.org_id)
    .where('delivery_id', '=', delivery_id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return { ...shownDelivery(row), body: row.body, tries: tries as DeliveryPage['tries'] }
}

const deliveries = ({ tx }: Ctx, webhook_id: string) =>
  tx
    .selectFrom('kernel.webhook_delivery')
    .select(['kernel.webhook_delivery.id', 'kernel.webhook_delivery.event', 'kernel.webhook_delivery.at'])
    .select(['kernel.webhook_delivery.state', 'kernel.webhook_delivery.attempts', 'next_at', 'delivered_at'])
    .select(['kernel.webhook_delivery.created_at'])
    .select([ofLastTry<number>('status').as('status'), ofLastTry<string>('fault').as('fault')])
    .where('kernel.webhook_delivery.webhook_id', '=', webhook_id)

/** What came of the last try of a delivery. */
const ofLastTry = <T>(column: 'status' | 'fault') =>
  sql<T | null>`(select (array_agg(a.${sql.ref(column)} order by a.at desc, a.id desc))[1] from kernel.webhook_attempt a
    where a.org_id = kernel.webhook_delivery.org_id and a.delivery_id = kernel.webhook_delivery.id group by a.org_id)`

type DeliveryRow = Awaited<ReturnType<ReturnType<typeof deliveries>['execute']>>[number]

const shownDelivery = (row: DeliveryRow): Delivery => ({
  ...row,
  event: row.event as Delivery['event'],
  state: row.state as DeliveryState,
  fault: row.fault as Delivery['fault'],
  next_at: row.state === 'waiting' ? row.next_at : null,
})
