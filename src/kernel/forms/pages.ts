import { sql } from 'kysely'
import { notFound } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import type { FormPage } from './contract.ts'

export async function listForms(ctx: Ctx) {
  const { rows } = await sql<{
    id: string
    key: string
    title: string
    title_tw: string | null
    title_en: string | null
    published_number: number | null
    has_draft: boolean
  }>`
    select f.id, f.key, f.title, f.title_tw, f.title_en,
      max(v.number) filter (where v.published_at is not null) published_number,
      coalesce(bool_or(v.published_at is null), false) has_draft
    from kernel.form f left join kernel.form_version v on v.form_id = f.id
    group by f.id order by f.key`.execute(ctx.tx)
  return { items: rows, can: ctx.holds('forms.form.edit') ? (['create'] as const).slice() : [] }
}

/** `responses` counts those within reach. */
export async function readForm(ctx: Ctx, id: string): Promise<FormPage> {
  const form = await ctx.tx
    .selectFrom('kernel.form')
    .select(['id', 'key', 'title', 'title_tw', 'title_en'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!form) throw notFound()
  const { rows: versions } = await sql<FormPage['versions'][number]>`
    select v.id, v.number, v.published_at, coalesce(n.responses, 0) responses
    from kernel.form_version v left join (
      select r.form_version_id, count(*) responses from kernel.form_response r
      where r.form_version_id in (select id from kernel.form_version where form_id = ${id})
      group by r.form_version_id
    ) n on n.form_version_id = v.id
    where v.form_id = ${id} order by v.number desc`.execute(ctx.tx)
  return { ...form, versions, can: ctx.holds('forms.form.edit') ? ['edit', 'publish'] : [] }
}
