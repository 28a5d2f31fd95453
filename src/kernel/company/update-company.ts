import { within } from '../access/grants.ts'
import { forbidden, stale } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { indexOrganisations } from '../search/index-network.ts'
import { type CompanySettings, readCompanySettings } from '../settings/company.ts'
import type { CompanyFields } from './contract.ts'

const fields = [
  'name',
  'name_en',
  'short_name',
  'short_name_en',
  'currency',
  'time_zone',
  'document_style',
] as const satisfies (keyof CompanyFields & keyof CompanySettings)[]

/**
 * Changes the company's settings. Its names and its time zone are headquarters' own; the rest is kept beside it. Throws
 * `forbidden` for whoever administers but a part of the network, `stale` when somebody changed them meanwhile.
 */
export async function updateCompany(
  ctx: Ctx,
  { version, ...given }: CompanyFields & { version: number },
): Promise<void> {
  const { id } = await lockRoot(ctx)
  if (!within(ctx.reach, id)) throw forbidden()
  const before = await readCompanySettings(ctx.tx)
  if (before.version !== version) throw stale()
  const diff = Object.fromEntries(
    fields
      .filter((field) => before[field] !== given[field])
      .map((field): [string, [unknown, unknown]] => [field, [before[field], given[field]]]),
  )
  if (Object.keys(diff).length === 0) return ctx.unchanged()
  const { name, name_en, time_zone, ...beside } = given
  if (diff.name || diff.name_en || diff.time_zone) await changeRoot(ctx, { id, name, name_en, time_zone })
  await keep(ctx, beside)
  ctx.record({
    action: 'settings.company.update',
    ...{ org_id: id, subject_type: 'organisation', subject_id: id, title: name },
    diff,
  })
}

/** Two who save at once: the second waits here and is then told. */
const lockRoot = ({ tx }: Ctx) =>
  tx
    .selectFrom('kernel.organisation')
    .select('id')
    .where('parent_id', 'is', null)
    .forUpdate()
    .executeTakeFirstOrThrow()

async function changeRoot(
  ctx: Ctx,
  { id, ...set }: { id: string; name: string; name_en: string | null; time_zone: string },
) {
  await ctx.tx
    .updateTable('kernel.organisation')
    .set((on) => ({ ...set, version: on('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await indexOrganisations(ctx, [id])
}

async function keep({ tx, now, actor }: Ctx, beside: Record<string, unknown>) {
  const set = { value: JSON.stringify(beside), updated_at: now, updated_by: actor.account_id }
  await tx
    .insertInto('kernel.setting')
    .values({ key: 'company', ...set })
    .onConflict((on) =>
      on.column('key').doUpdateSet((row) => ({ ...set, version: row('kernel.setting.version', '+', 1) })),
    )
    .execute()
}
