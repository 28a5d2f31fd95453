import { sql } from 'kysely'
import { insertMany } from '../../../kernel/db/insert-many.ts'
import { newId } from '../../../kernel/db/new-id.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import type { PutIn } from './bringing/put-in.ts'
import type { Judged } from './judging/plan.ts'

type Of = { org_id: string; id: string }

/** Forgets what an earlier check said. */
export async function dropRows({ tx }: Ctx, { org_id, id }: Of): Promise<void> {
  await tx
    .deleteFrom('complaints.import_row')
    .where('org_id', '=', org_id)
    .where('import_id', '=', id)
    .execute()
}

const codesOf = ({ faults }: Judged) => [...new Set(faults.map(({ code }) => code))]

/** Keeps what a check says of these rows. */
export async function keepRows({ tx }: Ctx, { org_id, id }: Of, judged: Judged[]): Promise<void> {
  await insertMany(
    tx,
    'complaints.import_row',
    judged.map(({ plan: _, ...row }) => ({
      ...{ org_id, import_id: id, id: newId(), ...row, subject: row.subject.slice(0, 200) },
      ...{ reference: row.reference.slice(0, 100), organisation: row.organisation.slice(0, 100) },
      codes: codesOf(row as Judged),
    })),
  )
}

/**
 * What stays as the subject of row `r` of import `i` once its cells go: nothing, where the file had none and it is the
 * beginning of what was said.
 */
export const subjectAlone = sql`
  case when trim(coalesce(r.cells[(i.mapping -> 'columns' ->> 'subject')::int + 1], '')) = '' then '' else r.subject end`

/** Rows that are complaints now say which; what they held is kept there. */
export async function keepMade({ tx }: Ctx, { org_id, id }: Of, made: PutIn[]): Promise<void> {
  if (made.length === 0) return
  const rows = made.map(({ line, id: complaint_id, number }) => ({ line, complaint_id, number }))
  await sql`
    update complaints.import_row r set complaint_id = m.complaint_id, number = m.number, subject = ${subjectAlone}, cells = '{}'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m(line int, complaint_id uuid, number text), complaints.import i
    where i.org_id = ${org_id} and i.id = ${id} and r.org_id = ${org_id} and r.import_id = ${id} and r.line = m.line`.execute(
    tx,
  )
}

/** Rows that could no longer come in when their turn came say why not. */
export async function keepTurned({ tx }: Ctx, { org_id, id }: Of, judged: Judged[]): Promise<void> {
  if (judged.length === 0) return
  const rows = judged.map((row) => ({ ...row, plan: undefined, cells: undefined, codes: codesOf(row) }))
  await sql`
    update complaints.import_row r set verdict = m.verdict, does = m.does, complaint_id = m.complaint_id,
      number = m.number, faults = m.faults, codes = m.codes
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m(line int, verdict text, does text, complaint_id uuid,
      number text, faults jsonb, codes text[])
    where r.org_id = ${org_id} and r.import_id = ${id} and r.line = m.line`.execute(tx)
}
