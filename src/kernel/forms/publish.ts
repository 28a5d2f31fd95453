import { personOf } from '../access/actor.ts'
import { headquartersOf } from '../calendar/headquarters.ts'
import { newId } from '../db/new-id.ts'
import { isUniqueViolation } from '../db/transaction.ts'
import { invalid, notFound, refused, stale } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import type { FormJson, FormVersion } from './contract.ts'
import { faultsOfForm } from './soundness.ts'
import { getFormVersion } from './versions.ts'

export async function createForm(
  ctx: Ctx,
  { key, title, title_en, json }: { key: string; title: string; title_en: string | null; json: FormJson },
): Promise<FormVersion> {
  const id = newId()
  try {
    await ctx.tx.insertInto('kernel.form').values({ id, key, title, title_en }).execute()
  } catch (error) {
    if (isUniqueViolation(error)) throw refused('forms.errors.key_taken')
    throw error
  }
  const version = await insertVersion(ctx, { form_id: id, number: 1, json })
  await recordChange(ctx, 'create', version)
  return version
}

/** Saves the draft of the next version; `version` 0 starts one. A draft may still be unsound. */
export async function saveFormDraft(
  ctx: Ctx,
  { form_id, version, json }: { form_id: string; version: number; json: FormJson },
): Promise<FormVersion> {
  const form = await ctx.tx
    .selectFrom('kernel.form')
    .select('id')
    .where('id', '=', form_id)
    .forUpdate()
    .executeTakeFirst()
  if (!form) throw notFound()
  const latest = await ctx.tx
    .selectFrom('kernel.form_version')
    .select(['id', 'number', 'published_at', 'version'])
    .where('form_id', '=', form_id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const draft = latest && latest.published_at === null ? latest : undefined
  if ((draft?.version ?? 0) !== version) throw stale()
  const saved = draft
    ? await updateDraft(ctx, draft, json)
    : await insertVersion(ctx, { form_id, number: (latest?.number ?? 0) + 1, json })
  await recordChange(ctx, 'save_draft', saved)
  return saved
}

/** From here on the version is final. 400 `forms.errors.unsound` names every fault. */
export async function publishForm(
  ctx: Ctx,
  { id, version }: { id: string; version: number },
): Promise<FormVersion> {
  const row = await ctx.tx
    .selectFrom('kernel.form_version')
    .select(['json', 'published_at', 'version'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  if (row.published_at) throw refused('forms.errors.published_is_final')
  if (row.version !== version) throw stale()
  const faults = faultsOfForm(row.json as FormJson)
  if (faults.length > 0) throw invalid('forms.errors.unsound', {}, faults)
  await ctx.tx
    .updateTable('kernel.form_version')
    .set({ published_at: ctx.now, published_by: personOf(ctx.actor), version: version + 1 })
    .where('id', '=', id)
    .execute()
  const published = await getFormVersion(ctx, id)
  await recordChange(ctx, 'publish', published)
  return published
}

async function updateDraft(ctx: Ctx, { id, version }: { id: string; version: number }, json: FormJson) {
  await ctx.tx
    .updateTable('kernel.form_version')
    .set({ json: JSON.stringify(json), version: version + 1 })
    .where('id', '=', id)
    .execute()
  return getFormVersion(ctx, id)
}

async function insertVersion(
  ctx: Ctx,
  { form_id, number, json }: { form_id: string; number: number; json: FormJson },
) {
  const id = newId()
  await ctx.tx
    .insertInto('kernel.form_version')
    .values({ id, form_id, number, json: JSON.stringify(json) })
    .execute()
  return getFormVersion(ctx, id)
}

/** Forms are the company's: their trail is headquarters'. */
async function recordChange(ctx: Ctx, verb: 'create' | 'save_draft' | 'publish', version: FormVersion) {
  ctx.record({
    action: `forms.form.${verb}`,
    org_id: await headquartersOf(ctx),
    subject_type: 'form',
    subject_id: version.form_id,
    number: `v${version.number}`,
    title: version.title,
  })
}
