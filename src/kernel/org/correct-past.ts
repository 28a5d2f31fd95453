import { sql } from 'kysely'
import { newId } from '../db/new-id.ts'
import type { Ctx } from '../http/context.ts'
import { indexOrganisations } from '../search/index-network.ts'
import { checkName } from './create.ts'
import { lockOrganisation } from './organisation.ts'
import { readPast } from './past.ts'

/** What is right about the days from one on, in place of what was filed for the days from another on. */
export type Corrected = {
  /** The first day as it was filed, and as it is right. */
  was_on: string
  on: string
  /** First day of what was filed next about the same matter; null: it holds to this day. */
  until: string | null
}

type Naming = { name: string; name_en: string | null }

/**
 * Tells an organisation's past under another name, or another day of its renaming. Only what was told under the name
 * that is wrong, or held before it, is told anew; the filing itself keeps what it said.
 */
export async function correctName(
  ctx: Ctx,
  { id, was_on, on, until, was, is, note }: Corrected & { id: string; was: Naming; is: Naming; note: string },
): Promise<void> {
  const organisation = await lockOrganisation(ctx, id)
  const before = (await readPast(ctx, [id], dayBefore(was_on))).get(id)!
  const holds = until === null && organisation.name === was.name
  if (holds && organisation.parent_id)
    await checkName(ctx, { parent_id: organisation.parent_id, name: is.name, except: id })
  await splitPast(ctx, id, on)
  if (on > was_on) await tell(ctx, { id, from: was_on, to: on, among: [was.name], is: before })
  await tell(ctx, { id, from: on, to: until, among: [was.name, before.name], is })
  if (holds)
    await ctx.tx
      .updateTable('kernel.organisation')
      .set({ ...is, version: organisation.version + 1 })
      .where('id', '=', id)
      .execute()
  ctx.record({
    action: 'org.organisation.correct',
    ...{ org_id: id, subject_type: 'organisation', subject_id: id },
    ...{ number: organisation.code, title: holds ? is.name : organisation.name },
    diff: { name: [was.name, is.name], on: [was_on, on] },
    note,
  })
  if (holds) await indexOrganisations(ctx, [id])
}

/** Days whose names are kept in `organisation_past` end on the first day on which they no longer hold. */
async function tell(
  { tx }: Ctx,
  given: { id: string; from: string; to: string | null; among: string[]; is: Naming },
): Promise<void> {
  const { id, from, to, among, is } = given
  await sql`
    update kernel.organisation_past set name = ${is.name}, name_en = ${is.name_en}
    where organisation_id = ${id} and until > ${from} and (${to}::date is null or until <= ${to})
      and name = any(${among}::text[])`.execute(tx)
}

/** Lets a day begin a stretch of its own, told as the stretch it lay in. */
export async function splitPast(ctx: Ctx, id: string, day: string): Promise<void> {
  const { name, name_en, parent_id, life } = (await readPast(ctx, [id], dayBefore(day))).get(id)!
  await ctx.tx
    .insertInto('kernel.organisation_past')
    .values({ organisation_id: id, until: day, name, name_en, parent_id, life, recorded_at: ctx.now })
    .onConflict((known) => known.columns(['organisation_id', 'until']).doNothing())
    .execute()
}

export const dayBefore = (day: string): string =>
  Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()

/** Remembers which days are told otherwise than they were filed, so that whoever reads them is told so. */
export async function keepCorrection(
  ctx: Ctx,
  given: Corrected & { id: string; item: string; number: string; link: string },
): Promise<void> {
  const { id: organisation_id, item, was_on, on, until, number, link } = given
  await ctx.tx
    .insertInto('kernel.organisation_correction')
    .values({
      ...{ organisation_id, id: newId(), item, number, link, recorded_at: ctx.now },
      ...{ starts_on: on < was_on ? on : was_on, ends_on: until },
    })
    .execute()
}

/** The corrections that touch a day, the latest first. */
export async function readCorrections({ tx }: Ctx, { id, on }: { id: string; on: string }) {
  return tx
    .selectFrom('kernel.organisation_correction')
    .select(['item', 'number', 'link', 'recorded_at'])
    .where('organisation_id', '=', id)
    .where('starts_on', '<=', on)
    .where((row) => row.or([row('ends_on', 'is', null), row('ends_on', '>', on)]))
    .orderBy('recorded_at', 'desc')
    .execute()
}
