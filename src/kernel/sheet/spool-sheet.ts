import { spool } from '../files/spool.ts'
import type { Ctx } from '../http/context.ts'
import type { FileAnswer } from '../http/send-file.ts'
import type { SheetFormat } from './contract.ts'
import { type Cell, csvOf, csvType, fileName, writeSheet } from './write.ts'

type Growing = { name: string; format: SheetFormat; head: string[]; rows: AsyncIterable<Cell[][]> }

/**
 * A sheet whose rows come a set at a time. A CSV goes to the disk as they come, so that of any number a set is held, and
 * is dropped when it was sent; a workbook holds its cells until it is packed.
 */
export async function spoolSheet(ctx: Ctx, { rows, ...sheet }: Growing): Promise<FileAnswer> {
  const { name, format, head } = sheet
  if (format === 'xlsx') {
    const body: Cell[][] = []
    for await (const some of rows) body.push(...some)
    return writeSheet({ ...sheet, language: ctx.language, body })
  }
  const pieces = async function* () {
    yield csvOf([head], { first: true })
    for await (const some of rows) if (some.length > 0) yield csvOf(some, { first: false })
  }
  const made = await spool(ctx.app.filesDir, pieces())
  return { name: fileName(name, format), type: csvType, ...made, once: true }
}
