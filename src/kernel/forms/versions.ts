import { notFound, refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import type { FormJson, FormVersion } from './contract.ts'

/** One version of a form with its form's names. */
export async function getFormVersion(ctx: Pick<Ctx, 'tx'>, id: string): Promise<FormVersion> {
  const row = await selectVersions(ctx).where('v.id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return asVersion(row)
}

/** The version a new response answers. Refuses (`forms.errors.no_published_version`) a form without one. */
export async function getPublishedVersion(ctx: Pick<Ctx, 'tx'>, key: string): Promise<FormVersion> {
  const row = await selectVersions(ctx)
    .where('f.key', '=', key)
    .where('v.published_at', 'is not', null)
    .orderBy('v.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) throw refused('forms.errors.no_published_version', { form: key })
  return asVersion(row)
}

function selectVersions({ tx }: Pick<Ctx, 'tx'>) {
  return tx
    .selectFrom('kernel.form_version as v')
    .innerJoin('kernel.form as f', 'f.id', 'v.form_id')
    .select([
      'v.id',
      'v.form_id',
      'f.key',
      'f.title',
      'f.title_tw',
      'f.title_en',
      'v.number',
      'v.json',
      'v.published_at',
      'v.version',
    ])
}

function asVersion<R extends { json: unknown }>(row: R): Omit<R, 'json'> & { json: FormJson } {
  return { ...row, json: row.json as FormJson }
}
