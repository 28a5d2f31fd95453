import { sql } from 'kysely'
import { readable } from '../access/readable.ts'
import type { Ctx } from '../http/context.ts'
import type { FoundEntry } from './contract.ts'
import { titlesFor } from './titles.ts'
import { queryOf } from './words.ts'

/** So many fitting entries of either kind are weighed; whoever types more words gets closer. */
const weighed = 2000

type Row = Omit<FoundEntry, 'organisation'> & { org_id: string; name: string; name_en: string | null }

/** What fits all the words typed and may be read: the number or name itself first, then what begins with it. */
export async function find(
  ctx: Ctx,
  { text, limit }: { text: string; limit: number },
): Promise<FoundEntry[]> {
  const query = queryOf(text)
  if (!query) return []
  const typed = text.normalize('NFKC').trim().toLowerCase()
  const mayRead = await readable(ctx, { thing: sql`e.subject_type`, org_id: sql`e.org_id` })
  const { rows } = await sql<Row>`
    select e.id, e.subject_type, e.title, e.number, e.link, e.org_id, o.name, o.name_en
    from kernel.find_entries(${query}::tsquery, ${weighed}) e
    join kernel.organisation o on o.id = e.org_id
    where position('.' in e.subject_type) = 0 or ${mayRead}
    order by (lower(e.number) = ${typed}) is true desc, lower(e.title) = ${typed} desc,
      starts_with(lower(e.title), ${typed}) desc, e.rank desc, length(e.title), e.id
    limit ${limit}`.execute(ctx.tx)
  const titleOf = await titlesFor(ctx, rows)
  return rows.map(({ org_id, name, name_en, ...row }) => ({
    ...row,
    title: titleOf({ org_id, title: row.title }),
    organisation: { id: org_id, name, name_en },
  }))
}
