import { sql } from 'kysely'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { Language } from '../../../../kernel/language/contract.ts'
import { titleIn } from '../../../../kernel/language/titles/contract.ts'
import { parameter } from '../../../../kernel/regulation/values.ts'
import { type ApplicationKind, kinds } from '../plan/contract.ts'
import type { KindRule } from './contract.ts'

/** What a kind asks for beside its documents. */
export async function getKindRule(
  ctx: Ctx,
  kind: ApplicationKind,
): Promise<{ site_visit: boolean; region_review: boolean }> {
  return ctx.tx
    .selectFrom('establishment.kind_rule')
    .select(['site_visit', 'region_review'])
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow()
}

export type WantedDocument = {
  document_type: string
  title: string
  hint: string | null
  required: boolean
  asks_validity: boolean
}

/** The checklist of a kind, in its order, as the reader calls the documents. */
export async function readWantedDocuments(
  ctx: Ctx,
  { kind, language = ctx.language }: { kind: ApplicationKind; language?: Language },
): Promise<WantedDocument[]> {
  const rows = await ctx.tx
    .selectFrom('establishment.required_document as r')
    .innerJoin('establishment.document_type as t', 't.key', 'r.document_type')
    .selectAll()
    .where('r.kind', '=', kind)
    .orderBy('t.position')
    .orderBy('t.key')
    .execute()
  return rows.map((row) => ({
    document_type: row.key,
    title: titleIn(language, row),
    hint: { 'zh-CN': row.hint, 'zh-TW': row.hint_tw, en: row.hint_en }[language],
    required: row.required,
    asks_validity: row.asks_validity,
  }))
}

export async function readRegistrationKinds(ctx: Ctx, kind: ApplicationKind) {
  const usual = await parameter(ctx, 'registration_days')
  const rows = await ctx.tx
    .selectFrom('establishment.registration_kind')
    .selectAll()
    .where(sql<boolean>`${kind} = any(kinds)`)
    .orderBy('position')
    .orderBy('key')
    .execute()
  return rows.map((row) => ({ ...row, days: row.days ?? usual }))
}

export async function listKinds(ctx: Ctx): Promise<{ items: KindRule[] }> {
  const items: KindRule[] = []
  for (const kind of kinds) {
    const registrations = await readRegistrationKinds(ctx, kind)
    items.push({
      kind,
      ...(await getKindRule(ctx, kind)),
      documents: await readWantedDocuments(ctx, { kind }),
      registrations: registrations.map(({ key, days, working_days, ...titles }) => ({
        kind: key,
        title: titleIn(ctx.language, titles),
        days,
        working_days,
      })),
    })
  }
  return { items }
}
