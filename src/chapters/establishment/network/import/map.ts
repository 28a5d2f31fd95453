import { refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { rememberMapping } from '../../../../kernel/sheet/remembered.ts'
import type { Mapping } from '../mapping/contract.ts'
import { lockImport } from './find.ts'

/** Where mappings are remembered. */
export const mappings = 'establishment.network_mapping'

/** Says what the columns mean. An earlier check no longer holds; the next file with these headers begins with it. */
export async function mapNetwork(
  ctx: Ctx,
  { id, version, mapping }: { id: string; version: number; mapping: Mapping },
): Promise<void> {
  const found = await lockImport(ctx, { id, version })
  checkMapping(mapping, (found.columns as unknown[]).length)
  if (JSON.stringify(mapping) === JSON.stringify(found.mapping)) return ctx.unchanged()
  await ctx.tx
    .updateTable('establishment.network_import')
    .set({
      mapping: JSON.stringify(mapping),
      state: 'mapped',
      summary: null,
      checked_at: null,
      version: version + 1,
    })
    .where('org_id', '=', found.org_id)
    .where('id', '=', id)
    .execute()
  const { org_id, signature } = found
  await rememberMapping(ctx, { table: mappings, org_id, signature, mapping })
  ctx.record({
    action: 'establishment.network_import.map',
    ...{ org_id: found.org_id, subject_type: 'network_import', subject_id: id, title: found.file_name },
  })
}

function checkMapping({ columns, levels, placed_by }: Mapping, count: number) {
  if (columns.name === undefined) throw refused('establishment.network.errors.name_column_missing')
  const used = [...Object.values(columns), ...levels.map(({ column }) => column)]
  const beyond = used.find((column) => column >= count)
  if (beyond !== undefined)
    throw refused('establishment.network.errors.column_missing', { column: beyond + 1, count })
  if (placed_by === 'levels' && levels.length === 0)
    throw refused('establishment.network.errors.levels_missing')
  if (placed_by === 'parent' && columns.parent === undefined)
    throw refused('establishment.network.errors.parent_column_missing')
}
