import type { Ctx } from '../http/context.ts'

type Titled = { org_id: string; title: string | null }

/**
 * What subjects are called in the reader's language. A task or a trail entry keeps its subject's title as it was then, in
 * one language; in English it is the one the organisation's subject of that name is found by. What has no English name,
 * or is called otherwise by now, keeps the title it has.
 */
export async function titlesFor(
  { tx, language }: Pick<Ctx, 'tx' | 'language'>,
  subjects: readonly Titled[],
): Promise<<T extends string | null>(subject: { org_id: string; title: T }) => T> {
  const titles = [...new Set(subjects.flatMap(({ title }) => title ?? []))]
  if (language !== 'en' || titles.length === 0) return ({ title }) => title
  const rows = await tx
    .selectFrom('kernel.search_entry')
    .select(['org_id', 'title', 'title_en'])
    .where('org_id', 'in', [...new Set(subjects.map(({ org_id }) => org_id))])
    .where('title', 'in', titles)
    .where('title_en', 'is not', null)
    .execute()
  const english = new Map(rows.map(({ org_id, title, title_en }) => [`${org_id} ${title}`, title_en]))
  return <T extends string | null>({ org_id, title }: { org_id: string; title: T }) =>
    (english.get(`${org_id} ${title}`) ?? title) as T
}
