import { type Selectable, sql } from 'kysely'
import type { EstablishmentPremises } from '../../../../db/types.ts'
import { newId } from '../../../kernel/db/new-id.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { type Corrected, dayBefore } from '../../../kernel/org/correct-past.ts'
import { lockOrganisation } from '../../../kernel/org/organisation.ts'
import type { PremisesFacts } from './contract.ts'

type Row = Selectable<EstablishmentPremises>
type Correcting = Corrected & { org_id: string; is: Partial<PremisesFacts>; note: string | null }

/** Tells the days of premises or scope anew, these fields alone; other changes on those days stay. */
export async function correctPremises(
  ctx: Ctx,
  { org_id, was_on, on, until, is, note }: Correcting,
): Promise<void> {
  const organisation = await lockOrganisation(ctx, org_id)
  const fields = Object.keys(is) as (keyof PremisesFacts)[]
  const held = await coverOf(ctx, org_id, dayBefore(was_on))
  const before = Object.fromEntries(fields.map((field) => [field, held?.[field] ?? null]))
  const was = await coverOf(ctx, org_id, was_on)
  await split(ctx, org_id, on)
  if (on > was_on) await tell(ctx, { org_id, from: was_on, to: on, set: before })
  await tell(ctx, { org_id, from: on, to: until, set: is })
  const diff = Object.fromEntries(
    fields
      .filter((field) => (was?.[field] ?? null) !== (is[field] ?? null))
      .map((field) => [field, [was?.[field] ?? null, is[field] ?? null] as [unknown, unknown]]),
  )
  ctx.record({
    action: 'establishment.premises.correct',
    ...{ org_id, subject_type: 'organisation', subject_id: org_id },
    ...{ number: organisation.code, title: organisation.name },
    ...{ diff: { ...diff, on: [was_on, on] }, note },
  })
}

async function coverOf({ tx }: Ctx, org_id: string, day: string): Promise<Row | undefined> {
  return tx
    .selectFrom('establishment.premises')
    .selectAll()
    .where('org_id', '=', org_id)
    .where('starts_on', '<=', day)
    .where((row) => row.or([row('ends_on', 'is', null), row('ends_on', '>', day)]))
    .executeTakeFirst()
}

/** Lets a day begin a row of its own; before the first, the first begins earlier. */
async function split(ctx: Ctx, org_id: string, day: string): Promise<void> {
  const cover = await coverOf(ctx, org_id, day)
  if (cover?.starts_on === day) return
  const rows = ctx.tx
    .updateTable('establishment.premises')
    .where('org_id', '=', org_id)
    .set({ version: sql<number>`version + 1` })
  if (!cover) {
    await rows
      .set({ starts_on: day })
      .where('starts_on', '=', (sub) =>
        sub
          .selectFrom('establishment.premises as p')
          .select((row) => row.fn.min('p.starts_on').as('first'))
          .where('p.org_id', '=', org_id),
      )
      .execute()
    return
  }
  await rows.set({ ends_on: day }).where('id', '=', cover.id).execute()
  await ctx.tx
    .insertInto('establishment.premises')
    .values({ ...cover, id: newId(), starts_on: day, version: 1, created_at: ctx.now })
    .execute()
}

type Telling = { org_id: string; from: string; to: string | null; set: Partial<PremisesFacts> }

async function tell({ tx }: Ctx, { org_id, from, to, set }: Telling): Promise<void> {
  let rows = tx
    .updateTable('establishment.premises')
    .set({ ...set, version: sql<number>`version + 1` })
    .where('org_id', '=', org_id)
    .where('starts_on', '>=', from)
  if (to !== null) rows = rows.where('starts_on', '<', to)
  await rows.execute()
}
