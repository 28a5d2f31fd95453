import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/http/context.ts'
import { noteChanged } from '../../../kernel/indicators/recount/note.ts'
import type { Complaint } from '../complaint/life/row.ts'
import type { ClockKind } from '../complaint/words/contract.ts'
import { fedBy, measureKeys } from './measures.ts'

type Which = Pick<Complaint, 'org_id' | 'id'>

/**
 * Notes for the indicators everything these complaints count in: they came in for a month gone by, or count no longer,
 * or again. Called once their clocks and ratings are there, or while they are still there.
 */
export async function noteFed(ctx: Ctx, complaints: Which[]): Promise<void> {
  const orgs = complaints.map(({ org_id }) => org_id)
  const ids = complaints.map(({ id }) => id)
  // By pairs, as the keys have them.
  const these = sql`unnest(${orgs}::uuid[], ${ids}::uuid[]) these(org_id, id)`
  const { rows } = await sql<{ measure: string; org_id: string; at: string }>`
    select ${measureKeys.perThousand}::text measure, c.org_id, c.received_at "at"
    from ${these} join complaints.complaint c on c.org_id = these.org_id and c.id = these.id
    union
    select fed.measure, k.org_id, k.ended_at
    from ${these} join complaints.clock k on k.org_id = these.org_id and k.complaint_id = these.id
    join unnest(${[...fedBy.keys()]}::text[], ${[...fedBy.values()]}::text[]) fed(kind, measure) on fed.kind = k.kind
    where k.ended_at is not null
    union
    select ${measureKeys.satisfied}::text, r.org_id, r.rated_at
    from ${these} join complaints.rating r on r.org_id = these.org_id and r.complaint_id = these.id`.execute(
    ctx.tx,
  )
  await noteChanged(ctx, rows)
}

type Turned = { org_id: string; kind: ClockKind; was: string | null; is: string | null }

/** A clock was kept or ran out at another moment than before, or it isn't decided any more. */
export async function noteTurned(ctx: Ctx, { org_id, kind, was, is }: Turned): Promise<void> {
  const measure = fedBy.get(kind)
  if (!measure || was === is) return
  await noteChanged(
    ctx,
    [was, is].flatMap((at) => at ?? []).map((at) => ({ measure, org_id, at })),
  )
}

/** A rating counts on another day than before. */
export const noteRated = (ctx: Ctx, { org_id }: Which, rated_at: string): Promise<void> =>
  noteChanged(ctx, [{ measure: measureKeys.satisfied, org_id, at: rated_at }])
