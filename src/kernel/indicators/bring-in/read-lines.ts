import { CsvError, parse } from 'csv-parse/sync'
import { invalid } from '../../errors/problem.ts'
import { languages } from '../../language/contract.ts'
import { translate } from '../../language/translate.ts'

/** So many values come in at once; a whole network's month fits. */
export const mostRows = 12_000

/** One line as it was written: `line` is counted from 1. */
export type Line = { line: number; code: string; period: string; value: string }

/** What a column is called: as the screen calls it in any language, or as the API does. */
const titles = {
  code: ['indicators.page.bring_in.code', 'code'],
  period: ['indicators.page.period', 'period'],
  value: ['indicators.page.value', 'value'],
} as const
const called = (cell: string, [title, name]: readonly [string, string]) =>
  cell === name || languages.some((language) => translate(language, title).toLowerCase() === cell)

/**
 * Reads CSV, or what was copied out of a sheet: organisation code, period, value, in the order of the header where there
 * is one. Throws `invalid` on `text` for what is no such table.
 */
export function readLines(text: string): Line[] {
  const rows = parsed(text)
  const head = rows[0]?.record.map((cell) => cell.trim().toLowerCase()) ?? []
  const place = (key: keyof typeof titles) => head.findIndex((cell) => called(cell, titles[key]))
  const found = { code: place('code'), period: place('period'), value: place('value') }
  const headed = Object.values(found).some((at) => at >= 0)
  if (headed && Object.values(found).some((at) => at < 0)) throw wrong('columns')
  const at = headed ? found : { code: 0, period: 1, value: 2 }
  const lines = rows.slice(headed ? 1 : 0).map(({ record, line }) => ({
    ...{ line, code: record[at.code]?.trim() ?? '' },
    ...{ period: record[at.period]?.trim() ?? '', value: record[at.value]?.trim() ?? '' },
  }))
  if (lines.length === 0) throw wrong('empty')
  if (lines.length > mostRows) throw wrong('too_many', { most: mostRows })
  return lines
}

const wrong = (what: string, params = {}) =>
  invalid('errors.invalid', {}, [{ path: 'text', code: `indicators.errors.bring_in_${what}`, params }])

function parsed(text: string): { record: string[]; line: number }[] {
  try {
    const rows = parse(text, {
      ...{ bom: true, delimiter: [',', '\t', ';'], relax_column_count: true, skip_empty_lines: true },
      ...{ skip_records_with_empty_values: true, info: true },
    }) as unknown as { record: string[]; info: { lines: number } }[]
    return rows.map(({ record, info }) => ({ record, line: info.lines }))
  } catch (error) {
    if (error instanceof CsvError) throw wrong('quotes')
    throw error
  }
}

/** `2026-10` and `2026-Q3` in the ways people write them: 2026/10, 202610, with the characters for year and month, 2026q3. */
export function readPeriodWritten(text: string): string {
  const quarter = /^(20\d\d)\s*[-/.]?\s*q([1-4])$/i.exec(text)
  if (quarter) return `${quarter[1]}-Q${quarter[2]}`
  const month = /^(20\d\d)\s*[-/.\p{Script=Han}]?\s*(\d{1,2})\s*\p{Script=Han}?$/u.exec(text)
  return month ? `${month[1]}-${month[2]!.padStart(2, '0')}` : text
}

/** A number with or without commas between thousands and a percent sign; undefined for what is none. */
export function readNumber(text: string): number | undefined {
  const bare = text.replace(/%$/, '').trim()
  if (!/^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(bare)) return undefined
  return Number(bare.replaceAll(',', ''))
}
