import type { Ctx } from '../../../../kernel/http/context.ts'
import type { FileAnswer } from '../../../../kernel/http/send-file.ts'
import { translate } from '../../../../kernel/language/translate.ts'
import type { FileColumn } from '../../../../kernel/sheet/reading/contract.ts'
import { spoolSheet } from '../../../../kernel/sheet/spool-sheet.ts'
import type { Cell } from '../../../../kernel/sheet/write.ts'
import { getImport } from './find.ts'
import { findRows, type RowFilters, showRow } from './rows.ts'

/** Rows read at once. */
const set = 1000
type Row = Awaited<ReturnType<Awaited<ReturnType<typeof findRows>>['execute']>>[number]

/** The rows with what the check says, before the cells of the file, so that it can be put right and uploaded again. */
export async function exportRows(
  ctx: Ctx,
  { format, ...filters }: RowFilters & { format: 'csv' | 'xlsx' },
): Promise<FileAnswer> {
  const { file_name, columns } = await getImport(ctx, filters.id)
  const say = (key: string) => translate(ctx.language, `establishment.network.${key}`)
  const head = [
    ...['line', 'verdict', 'under', 'why', 'changes'].map((column) => say(`column.${column}`)),
    ...(columns as FileColumn[]).map(({ header }) => header),
  ]
  const cellsOf = (row: Row): Cell[] => {
    const shown = showRow(ctx, row)
    const changes = Object.entries(shown.changes).map(
      ([field, [before, after]]) => `${say(`fields.${field}`)}: ${before ?? '—'} → ${after}`,
    )
    return [
      String(row.line),
      say(`verdicts.${row.verdict}`),
      row.under.join(' / '),
      shown.faults.map(({ sentence }) => sentence).join('\n'),
      changes.join('\n'),
      ...row.cells,
    ]
  }
  async function* rows() {
    for (let after = -1; ; ) {
      const found: Row[] = await (await findRows(ctx, filters))
        .where('line', '>', after)
        .orderBy('line')
        .limit(set)
        .execute()
      yield found.map(cellsOf)
      if (found.length < set) return
      after = found.at(-1)!.line
    }
  }
  const name = `${file_name.replace(/\.(csv|xlsx|txt)$/i, '')} ${say('checked_rows')}`
  return spoolSheet(ctx, { name, title: say('checked_rows'), format, head, rows: rows() })
}
