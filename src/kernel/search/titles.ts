import { sql } from 'kysely'
import type { Ctx } from '../http/context.ts'
import { type Titled as Names, titleIn } from '../language/titles/contract.ts'

type Titled = { org_id: string; title: string | null }

/**
 * What subjects are called in the reader's language. A task or a trail entry keeps its subject's title as it was then, in
 * one language; in English it is the one the organisation's subject of that name is found by, and flows, forms,
 * indicators, calendars and the roles somebody made have names of their own in each. What has no name there, or is
 * called otherwise by now, keeps the title it has.
 */
export async function titlesFor(
  { tx, language }: Pick<Ctx, 'tx' | 'language'>,
  subjects: readonly Titled[],
): Promise<<T extends string | null>(subject: { org_id: string; title: T }) => T> {
  const titles = [...new Set(subjects.flatMap(({ title }) => title ?? []))]
  if (language === 'zh-CN' || titles.length === 0) return ({ title }) => title
  const defined = await readDefined({ tx }, titles)
  const english = language === 'en' ? await readEnglish({ tx }, subjects, titles) : new Map()
  return <T extends string | null>({ org_id, title }: { org_id: string; title: T }) => {
    const own = english.get(`${org_id} ${title}`)
    const known = title === null ? undefined : defined.get(title)
    return (own ?? (known ? titleIn(language, known) : title)) as T
  }
}

async function readEnglish({ tx }: Pick<Ctx, 'tx'>, subjects: readonly Titled[], titles: string[]) {
  const rows = await tx
    .selectFrom('kernel.search_entry')
    .select(['org_id', 'title', 'title_en'])
    .where('org_id', 'in', [...new Set(subjects.map(({ org_id }) => org_id))])
    .where('title', 'in', titles)
    .where('title_en', 'is not', null)
    .execute()
  return new Map(rows.map(({ org_id, title, title_en }) => [`${org_id} ${title}`, title_en]))
}

/** Those of the company as a whole. */
async function readDefined({ tx }: Pick<Ctx, 'tx'>, titles: string[]): Promise<Map<string, Names>> {
  const { rows } = await sql<Names>`
    select d.* from (
      select title, title_tw, title_en from kernel.approval_flow
      union all select title, title_tw, title_en from kernel.form
      union all select title, title_tw, title_en from kernel.indicator
      union all select name, name_tw, name_en from kernel.calendar
      union all select title, null, title_en from kernel.role where not builtin
    ) d where d.title = any(${titles}::text[])`.execute(tx)
  return new Map(rows.map((row) => [row.title, row]))
}
