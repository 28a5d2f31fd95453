import { spool } from '../files/spool.ts'
import type { Ctx } from '../http/context.ts'
import type { FileAnswer } from '../http/send-file.ts'
import type { Cell } from './cell.ts'
import type { SheetFormat } from './contract.ts'
import { describe, piecesOf } from './write.ts'

type Growing = {
  name: string
  title: string
  format: SheetFormat
  head: string[]
  rows: AsyncIterable<Cell[][]>
}

/**
 * A sheet whose rows come a set at a time. It goes to the disk as they come, so that of any number a set is held, and is
 * dropped when it was sent. Throws what `rows` throws, and leaves nothing then.
 */
export async function spoolSheet(
  { app, language }: Ctx,
  { name, ...sheet }: Growing,
): Promise<FileAnswer & { path: string }> {
  const made = await spool(app.filesDir, piecesOf({ language, ...sheet }))
  return { ...describe(name, sheet.format), ...made, once: true }
}
