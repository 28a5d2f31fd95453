import { sql } from 'kysely'
import { takeRows } from '../db/lock.ts'
import { newId } from '../db/new-id.ts'
import type { Ctx, Kernel } from '../http/context.ts'
import { asSystem } from '../http/open-context.ts'

const untrailed = 'what happened has its own entry; the log of deliveries is the record of what was told'

type Kept = {
  org_id: string
  id: string
  type: string
  data: unknown
  at: string
  organisation: { id: string; code: string; name: string; name_en: string | null }
  path: string[]
}

/**
 * Makes of every kept event one message for each webhook that listens to it, at its organisation or above, and forgets
 * the event in the same transaction. Several servers share the work. Gives how many messages there were.
 */
export async function spreadEvents(kernel: Kernel, { batch = 500 } = {}): Promise<number> {
  let messages = 0
  for (let found = batch; found === batch; ) {
    const done = await asSystem(kernel, (ctx) => spread(ctx, batch), { untrailed })
    found = done.events
    messages += done.messages
  }
  return messages
}

async function spread(ctx: Ctx, batch: number) {
  const found = await sql<Kept>`
    select e.org_id, e.id, e.type, e.data, e.at, o.path,
      json_build_object('id', o.id, 'code', o.code, 'name', o.name, 'name_en', o.name_en) organisation
    from kernel.event e join kernel.organisation o on o.id = e.org_id
    order by e.at, e.id limit ${batch}`.execute(ctx.tx)
  const events = await takeRows(ctx.tx, 'kernel.event', found.rows, sql`true`)
  const listeners = events.length > 0 ? await findListeners(ctx, events) : []
  const messages = events.flatMap((event) =>
    listeners
      .filter(
        ({ event: type, organisation_id }) => type === event.type && event.path.includes(organisation_id),
      )
      .map(({ webhook_id, organisation_id }) =>
        messageOf(ctx, event, { webhook_id, org_id: organisation_id }),
      ),
  )
  for (let from = 0; from < messages.length; from += batch)
    await ctx.tx
      .insertInto('kernel.webhook_delivery')
      .values(messages.slice(from, from + batch))
      .execute()
  for (const [org_id, there] of Map.groupBy(events, (event) => event.org_id))
    await ctx.tx
      .deleteFrom('kernel.event')
      .where('org_id', '=', org_id)
      .where(
        'id',
        'in',
        there.map(({ id }) => id),
      )
      .execute()
  return { events: events.length, messages: messages.length }
}

async function findListeners({ tx }: Ctx, events: Kept[]) {
  const types = [...new Set(events.map(({ type }) => type))]
  const places = [...new Set(events.flatMap(({ path }) => path))]
  return tx
    .selectFrom('kernel.event_listener')
    .selectAll()
    .where('event', 'in', types)
    .where('organisation_id', 'in', places)
    .execute()
}

function messageOf(
  { now }: Ctx,
  { type, data, at, organisation }: Kept,
  { webhook_id, org_id }: { webhook_id: string; org_id: string },
) {
  const body = { type, timestamp: new Date(at).toISOString(), data: { organisation, ...(data as object) } }
  return {
    ...{ org_id, id: newId(), webhook_id, event: type, body: JSON.stringify(body) },
    ...{ at, next_at: now, created_at: now },
  }
}
