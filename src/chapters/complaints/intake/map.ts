import { refused } from '../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { rememberMapping } from '../../../kernel/sheet/remembered.ts'
import { isOwn, lockImport } from './find.ts'
import { dropRows } from './keep-rows.ts'
import type { IntakeMapping } from './words/contract.ts'

/** Where mappings are remembered. */
export const mappings = 'complaints.import_mapping'

/**
 * Says what the columns mean. An earlier check no longer holds, and its rows go: what is masked of them hangs on what the
 * columns meant. For the same reason only whoever has the file says so. The next file with these headers begins with it.
 */
export async function mapComplaints(
  ctx: Ctx,
  { id, version, mapping }: { id: string; version: number; mapping: IntakeMapping },
): Promise<void> {
  const found = await lockImport(ctx, { id, version })
  if (!isOwn(ctx, found)) throw refused('complaints.import.errors.not_uploader')
  const { org_id, signature, file_name } = found
  checkMapping(mapping, (found.columns as unknown[]).length)
  await ctx.tx
    .updateTable('complaints.import')
    .set({
      ...{ mapping: JSON.stringify(mapping), state: 'mapped', summary: null, checked_at: null },
      version: version + 1,
    })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()
  await dropRows(ctx, found)
  await rememberMapping(ctx, { table: mappings, org_id, signature, mapping })
  ctx.record({
    action: 'complaints.import.map',
    ...{ org_id, subject_type: 'complaints.import', subject_id: id, title: file_name },
  })
}

/** Where it happened, when it came in, and what was said: without these no row is a complaint. */
export function checkMapping({ columns }: IntakeMapping, count: number): void {
  if (columns.organisation === undefined)
    throw refused('complaints.import.errors.organisation_column_missing')
  if (columns.received_at === undefined) throw refused('complaints.import.errors.received_column_missing')
  if (columns.subject === undefined && columns.description === undefined)
    throw refused('complaints.import.errors.words_column_missing')
  const beyond = Object.values(columns).find((column) => column >= count)
  if (beyond !== undefined)
    throw refused('complaints.import.errors.column_missing', { column: beyond + 1, count })
}
