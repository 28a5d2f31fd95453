import { sql } from 'kysely'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { ReadRow } from '../reading/read-row.ts'

export type Known = { complaint_id: string; number: string; content: string }
type Row = Known & { org_id: string; key: string }

/** What a row is known by at its organisation: what the other system calls it, or the whole of its cells. */
export const keyOf = ({ values, content }: Pick<ReadRow, 'values' | 'content'>): string =>
  values.reference ? `r:${values.reference}` : `h:${content}`

/** Which of these rows are complaints already, by organisation and key. */
export async function readKnown(
  { tx }: Ctx,
  { org_ids, keys }: { org_ids: string[]; keys: string[] },
): Promise<(org_id: string, key: string) => Known | undefined> {
  const { rows } = await sql<Row>`
    select i.org_id, i.key, i.content, i.complaint_id, c.number
    from complaints.import_origin i join complaints.complaint c on c.org_id = i.org_id and c.id = i.complaint_id
    where i.org_id = any(${org_ids}::uuid[]) and i.key = any(${keys})`.execute(tx)
  const known = new Map(rows.map((row) => [`${row.org_id} ${row.key}`, row]))
  return (org_id, key) => known.get(`${org_id} ${key}`)
}

type Like = { org_id: string; service_on: string; phone: string; number: string }

/** Complaints of the same customer about the same organisation and day, whichever way they came. */
export async function readLike(
  { tx }: Ctx,
  { org_ids, phones }: { org_ids: string[]; phones: string[] },
): Promise<(about: Omit<Like, 'number'>) => string | undefined> {
  if (phones.length === 0) return () => undefined
  const { rows } = await sql<Like>`
    select c.org_id, c.service_on, p.phone, c.number
    from complaints.complainant p join complaints.complaint c on c.org_id = p.org_id and c.id = p.complaint_id
    where p.org_id = any(${org_ids}::uuid[]) and p.phone = any(${phones}) and c.state not in ('transferred', 'merged')
    order by c.number desc`.execute(tx)
  const like = new Map(rows.map((row) => [`${row.org_id} ${row.service_on} ${row.phone}`, row.number]))
  return ({ org_id, service_on, phone }) => like.get(`${org_id} ${service_on} ${phone}`)
}
