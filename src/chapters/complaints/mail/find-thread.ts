import type { Ctx } from '../../../kernel/http/context.ts'
import type { ArrivedMail } from '../../../kernel/mail/in/takers.ts'
import { subjectType } from '../complaint/life/row.ts'

/** The complaint a mail goes on, and the addresses its customer is known by; no other’s whose complaint was merged. */
export type Thread = {
  id: string
  addresses: Set<string>
  /** Number of the merged complaint it was written to. */
  merged: string | null
}

const numbered = /TS-\d{4}-\d{6}/i
/** Further a complaint is never transferred and merged. */
const mostSteps = 20

/**
 * The complaint a mail is about: by the mail it answers, or else by the number in its subject; where that was merged or
 * handed over, the one it goes on in.
 */
export async function findThread(ctx: Ctx, { answers, subject }: ArrivedMail): Promise<Thread | undefined> {
  const first =
    answers?.subject_type === subjectType
      ? answers.subject_id
      : await findByNumber(ctx, numbered.exec(subject)?.[0])
  if (!first) return undefined
  const rows: Row[] = []
  let id: string | null = first
  for (let step = 0; id !== null && step < mostSteps; step++) {
    const row: Row | undefined = await read(ctx, id)
    if (!row) break
    rows.push(row)
    id = row.went_to
  }
  const last = rows.at(-1)
  if (!last) return undefined
  const theirs = rows.filter((row) => row === last || (row.phone !== null && row.phone === last.phone))
  return {
    id: last.id,
    addresses: new Set(theirs.flatMap(({ email }) => (email ? [email.toLowerCase()] : []))),
    merged: rows.find(({ state }) => state === 'merged')?.number ?? null,
  }
}

type Row = {
  id: string
  number: string
  state: string
  went_to: string | null
  phone: string | null
  email: string | null
}

const read = ({ tx }: Ctx, id: string): Promise<Row | undefined> =>
  tx
    .selectFrom('complaints.complaint as c')
    .leftJoin('complaints.complainant as p', (on) =>
      on.onRef('p.org_id', '=', 'c.org_id').onRef('p.complaint_id', '=', 'c.id'),
    )
    .select(['c.id', 'c.number', 'c.state', 'c.went_to', 'p.phone', 'p.email'])
    .where('c.id', '=', id)
    .executeTakeFirst()

async function findByNumber({ tx }: Ctx, number: string | undefined): Promise<string | undefined> {
  if (!number) return undefined
  const row = await tx
    .selectFrom('complaints.complaint')
    .select('id')
    .where('number', '=', number.toUpperCase())
    .where('state', '<>', 'transferred')
    .executeTakeFirst()
  return row?.id
}
