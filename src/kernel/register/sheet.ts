import { dayIn } from '../calendar/working-days.ts'
import { refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import type { FileAnswer } from '../http/send-file.ts'
import { nameIn } from '../language/contract.ts'
import { translate } from '../language/translate.ts'
import { readCompanySettings } from '../settings/company.ts'
import { sheetCap } from '../sheet/contract.ts'
import { type Cell, writeSheet } from '../sheet/write.ts'
import type { Register } from './contract.ts'
import type { Filters } from './filter.ts'
import { type Row, readRows } from './rows.ts'

/** The records that fit as a sheet in the reader's language. Throws `refused` where they are more than it takes. */
export async function exportRows(
  register: Register,
  ctx: Ctx,
  { format, ...filters }: Filters & { format: 'csv' | 'xlsx' },
): Promise<FileAnswer> {
  const rows = await readRows(register, ctx, filters, sheetCap + 1)
  if (rows.length > sheetCap) throw refused('sheet.errors.too_long', { limit: sheetCap })
  const { language } = ctx
  const keys = Object.keys(register.fields)
  const head = [
    translate(language, 'register.list.organisation'),
    ...keys.map((key) => translate(language, register.fields[key]!.title)),
  ]
  const body = rows.map((row) => [nameOf(row, ctx), ...keys.map((key) => cellOf(register, ctx, row, key))])
  const { time_zone } = await readCompanySettings(ctx.tx)
  const title = translate(language, register.title)
  const name = `${title} ${dayIn(time_zone, ctx.now)}`
  return writeSheet({ name, title, format, language, head, body })
}

function nameOf({ organisation }: Row, { language }: Ctx): string {
  return nameIn(language, organisation)
}

function cellOf({ fields }: Register, { language }: Ctx, row: Row, key: string): Cell {
  const field = fields[key]!
  const value = row[key]
  if (value === null || value === undefined) return null
  if (field.kind === 'file') return row.files[key]?.name ?? null
  if (field.kind === 'choice') return translate(language, field.options[String(value)] ?? String(value))
  if (field.kind === 'day') return { day: String(value) }
  return typeof value === 'number' ? value : String(value)
}
