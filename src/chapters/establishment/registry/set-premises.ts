import type { Updateable } from 'kysely'
import { sql } from 'kysely'
import type { EstablishmentPremises } from '../../../../db/types.ts'
import { newId } from '../../../kernel/db/new-id.ts'
import { refused } from '../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { lockOrganisation, todayAt } from '../../../kernel/org/organisation.ts'
import type { PremisesFacts } from './contract.ts'

export type SetPremises = Partial<PremisesFacts> & {
  org_id: string
  /** First day on which it holds; today unless told. Never before the last change. */
  on?: string | undefined
}

const fields = [
  'province',
  'city',
  'address',
  'postcode',
  'phone',
  'area',
  'tenure',
  'tenure_until',
  'lng',
  'lat',
  'scope',
] as const satisfies (keyof PremisesFacts)[]

/**
 * Where an organisation works, from a day on. A field that isn't given stays as it is, `null` takes it away. What held
 * before keeps its own row; a second change on the same day goes into the first one's.
 */
export async function setPremises(ctx: Ctx, { org_id, on, ...given }: SetPremises): Promise<void> {
  const organisation = await lockOrganisation(ctx, org_id)
  const starts_on = on ?? todayAt(ctx, organisation)
  const latest = await ctx.tx
    .selectFrom('establishment.premises')
    .selectAll()
    .where('org_id', '=', org_id)
    .where('ends_on', 'is', null)
    .executeTakeFirst()
  const diff = differences(latest, given)
  if (Object.keys(diff).length === 0) return
  if (latest && latest.starts_on > starts_on)
    throw refused('establishment.registry.errors.premises_begin_later', { on: latest.starts_on })
  const changed = Object.fromEntries(Object.entries(diff).map(([field, [, after]]) => [field, after]))
  if (latest?.starts_on === starts_on) await amend(ctx, latest, changed)
  else await succeed(ctx, { org_id, starts_on, latest, changed })
  ctx.record({
    action: 'establishment.premises.set',
    org_id,
    subject_type: 'organisation',
    subject_id: org_id,
    number: organisation.code,
    title: organisation.name,
    diff: { ...diff, on: [null, starts_on] },
  })
}

type Row = Record<keyof PremisesFacts, unknown> & { org_id: string; id: string; starts_on: string }
type Changed = Updateable<EstablishmentPremises>

function differences(latest: Row | undefined, given: Partial<PremisesFacts>) {
  const diff: Record<string, [unknown, unknown]> = {}
  for (const field of fields) {
    const after = given[field]
    const before = latest?.[field] ?? null
    if (after !== undefined && after !== before) diff[field] = [before, after]
  }
  return diff
}

async function amend({ tx }: Ctx, { org_id, id }: Row, changed: Changed) {
  await tx
    .updateTable('establishment.premises')
    .set({ ...changed, version: sql<number>`version + 1` })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()
}

async function succeed(
  ctx: Ctx,
  {
    org_id,
    starts_on,
    latest,
    changed,
  }: { org_id: string; starts_on: string; latest?: Row | undefined; changed: Changed },
) {
  if (latest)
    await ctx.tx
      .updateTable('establishment.premises')
      .set({ ends_on: starts_on, version: sql<number>`version + 1` })
      .where('org_id', '=', org_id)
      .where('id', '=', latest.id)
      .execute()
  const kept = Object.fromEntries(fields.map((field) => [field, latest?.[field] ?? null]))
  await ctx.tx
    .insertInto('establishment.premises')
    .values({ ...kept, ...changed, org_id, id: newId(), starts_on, created_at: ctx.now })
    .execute()
}
