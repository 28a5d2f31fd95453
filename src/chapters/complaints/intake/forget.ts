import { sql } from 'kysely'
import type { Kernel } from '../../../kernel/http/context.ts'
import { asSystem } from '../../../kernel/http/open-context.ts'
import { subjectAlone } from './keep-rows.ts'

/** Days after which a file nobody brought in, and rows that were refused, are taken away: they name who complained. */
export const keptDays = 90

/** Takes away what files of complaints held and what became no complaint. Counts and faults stay. Run daily. */
export async function forgetImports(kernel: Kernel): Promise<number> {
  return asSystem(kernel, async (ctx) => {
    const { rows } = await sql<{ org_id: string; id: string; file_name: string }>`
      select org_id, id, file_name from complaints.import i
      where created_at < ${ctx.now}::timestamptz - make_interval(days => ${keptDays}::int)
        and (bytes is not null or exists (
          select from complaints.import_row r where r.org_id = i.org_id and r.import_id = i.id and r.cells <> '{}'))
      limit 100`.execute(ctx.tx)
    for (const { org_id, id, file_name } of rows) {
      await sql`
        update complaints.import set bytes = null,
          columns = (select coalesce(jsonb_agg(c || '{"samples": []}'), '[]') from jsonb_array_elements(columns) c)
        where org_id = ${org_id} and id = ${id}`.execute(ctx.tx)
      await sql`
        update complaints.import_row r set subject = ${subjectAlone}, cells = '{}' from complaints.import i
        where i.org_id = ${org_id} and i.id = ${id} and r.org_id = ${org_id} and r.import_id = ${id}
          and r.cells <> '{}'`.execute(ctx.tx)
      ctx.record({
        action: 'complaints.import.forget',
        ...{ org_id, subject_type: 'complaints.import', subject_id: id, title: file_name },
      })
    }
    if (rows.length === 0) ctx.unchanged()
    return rows.length
  })
}
