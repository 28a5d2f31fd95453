import { sql } from 'kysely'
import { newId } from '../../../../kernel/db/new-id.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { Judged } from '../dry-run/contract.ts'
import { provinceByCode } from '../places/provinces.ts'
import { printOf } from './print.ts'

/** Forgets what an earlier check said. */
export async function dropRows({ tx }: Ctx, { org_id, id }: { org_id: string; id: string }): Promise<void> {
  await tx
    .deleteFrom('establishment.network_import_row')
    .where('org_id', '=', org_id)
    .where('import_id', '=', id)
    .execute()
}

/** Keeps what a check says about these rows. */
export async function keepRows(
  { tx }: Ctx,
  { org_id, id }: { org_id: string; id: string },
  judged: Judged[],
): Promise<void> {
  const rows = judged.map((row) => ({
    ...{ id: newId(), line: row.line, verdict: row.verdict, does: row.does, name: row.name },
    ...{ code: row.code, under: row.under, organisation_id: row.organisation_id, cells: row.cells },
    changes: sayProvince(row.changes),
    faults: row.faults,
    print: printOf(row),
    codes: [...new Set(row.faults.map(({ code }) => code))],
  }))
  await sql`
    insert into establishment.network_import_row
      (org_id, import_id, id, line, verdict, does, name, code, under, organisation_id, changes, faults, codes, cells,
      print)
    select ${org_id}, ${id}, r.* from jsonb_to_recordset(${withoutNul(JSON.stringify(rows))}::jsonb) as r(id uuid,
      line int, verdict text, does text, name text, code text, under text[], organisation_id uuid, changes jsonb,
      faults jsonb, codes text[], cells text[], print text)`.execute(tx)
}

/** A file may hold NUL, which PostgreSQL keeps in no text. */
const withoutNul = (json: string) => json.replaceAll('\\u0000', '')

/** 31 → 上海市: people read names. */
function sayProvince({ province, ...changes }: Judged['changes']): Judged['changes'] {
  if (!province) return changes
  const say = (code: unknown) => provinceByCode.get(String(code))?.name ?? code
  return { province: [say(province[0]), say(province[1])], ...changes }
}
