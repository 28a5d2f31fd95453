import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { readNames } from '../../../../kernel/org/list.ts'
import { readTitles } from '../../terms/rows.ts'
import { founded } from '../founded.ts'
import { concernedAt } from '../life/concerned.ts'
import { complaintLifecycle } from '../life/lifecycle.ts'
import type { Complaint } from '../life/row.ts'
import { subjectIn } from '../unworded.ts'
import type { RelatedComplaint, SimilarComplaint } from './contract.ts'

/** So far apart they may be one matter. */
const days = 30
/** So many are shown, the nearest first, of those the reader may be shown. */
const most = 5

/**
 * Others of the same organisation that may be the same matter and can be merged: the same customer, the same words
 * whoever said them, or the same service, day and person.
 */
export async function findSimilar(ctx: Ctx, complaint: Complaint): Promise<SimilarComplaint[]> {
  if (isOver(complaint)) return []
  const { org_id, id } = complaint
  const { rows } = await sql<Complaint>`
    select o.* from complaints.complaint c
    join complaints.complaint o on o.org_id = c.org_id and o.id <> c.id and ${near('o', complaint)} and ${founded('o')}
    left join complaints.complainant p on p.org_id = c.org_id and p.complaint_id = c.id
    left join complaints.complainant q on q.org_id = o.org_id and q.complaint_id = o.id
    where c.org_id = ${org_id} and c.id = ${id}
      and (p.phone = q.phone or p.email_key = q.email_key
        or c.words_key = o.words_key or (c.description = o.description and c.description <> '')
        or (c.service_on = o.service_on and c.service_key = o.service_key and c.staff_id = o.staff_id))
    order by ${distance('o', complaint)}, o.number desc limit ${most * 4}`.execute(ctx.tx)
  const title = await readTitles(ctx)
  return (await withoutOwn(ctx, rows)).map((row) => ({
    ...{ id: row.id, number: row.number, received_at: row.received_at, state: row.state },
    subject: subjectIn(ctx.language, title, row),
  }))
}

/**
 * What the same customer said elsewhere, or what was said there in the same words, as far as the reader reaches. Shown to
 * know of each other, not to be merged: each organisation's numbers, clocks and chain of the trail are its own. Where
 * both belong to one, the other is transferred there first.
 */
export async function findRelated(ctx: Ctx, complaint: Complaint): Promise<RelatedComplaint[]> {
  if (isOver(complaint)) return []
  const { org_id, id, words_key } = complaint
  const known = await ctx.tx
    .selectFrom('complaints.complainant')
    .select(['phone', 'email_key'])
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .executeTakeFirst()
  const { phone = null, email_key = null } = known ?? {}
  if (phone === null && email_key === null && words_key === null) return []
  const { rows } = await sql<Complaint & { same_contact: boolean }>`
    select o.*, found.same_contact from (
      select org_id, id, bool_or(same_contact) same_contact from (
        select q.org_id, q.complaint_id id, true same_contact from complaints.complainant q
        where q.phone = ${phone} or q.email_key = ${email_key}
        union all
        select w.org_id, w.id, false from complaints.complaint w where w.words_key = ${words_key}
      ) each_way group by 1, 2
    ) found
    join complaints.complaint o on o.org_id = found.org_id and o.id = found.id
    where o.org_id <> ${org_id} and ${near('o', complaint)} and ${founded('o')}
    order by ${distance('o', complaint)}, o.number desc limit ${most * 4}`.execute(ctx.tx)
  const seen = await withoutOwn(ctx, rows)
  const title = await readTitles(ctx)
  const names = await readNames(
    ctx,
    seen.map((row) => row.org_id),
  )
  return seen.map((row) => ({
    ...{ id: row.id, number: row.number, received_at: row.received_at, state: row.state },
    ...{
      organisation: names.get(row.org_id)!,
      by: row.same_contact ? ('contact' as const) : ('words' as const),
    },
    subject: subjectIn(ctx.language, title, row),
  }))
}

const isOver = ({ state }: Complaint) => state === 'closed' || complaintLifecycle.ends.includes(state)

/**
 * Without those about the reader: that they come from the customer of this one would tell whom it concerns who
 * complained.
 */
async function withoutOwn<T extends Complaint>(ctx: Ctx, rows: T[]): Promise<T[]> {
  const concerned = await concernedAt(ctx, [...new Set(rows.map(({ org_id }) => org_id))])
  const reader = ctx.actor.person_id
  return rows.filter((row) => reader === null || !concerned(row).has(reader)).slice(0, most)
}

const near = (row: string, { received_at }: Complaint): RawBuilder<boolean> => sql<boolean>`
  (${sql.ref(`${row}.received_at`)} between ${received_at}::timestamptz - make_interval(days => ${days})
    and ${received_at}::timestamptz + make_interval(days => ${days}))`

const distance = (row: string, { received_at }: Complaint) =>
  sql`abs(extract(epoch from ${sql.ref(`${row}.received_at`)} - ${received_at}::timestamptz))`
