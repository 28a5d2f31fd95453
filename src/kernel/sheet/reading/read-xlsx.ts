import { readSheet } from 'read-excel-file/node'
import { refused } from '../../errors/problem.ts'
import type { Row } from './table.ts'
import { weighArchive } from './weigh-archive.ts'

/** The first sheet of a workbook as text: what a person sees in a cell, days as YYYY-MM-DD. */
export async function readXlsx(workbook: Buffer): Promise<Row[]> {
  await weighArchive(workbook)
  const sheet = await readSheet(workbook, 1, { trim: false, parseNumber: (written) => written }).catch(() => {
    throw refused('sheet.reading.workbook_unreadable')
  })
  return sheet
    .map((cells, at) => ({ line: at + 1, cells: cells.map(asText) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
}

/**
 * Excel keeps 39.9 as 39.899999999999999; fifteen digits are what it shows. A whole number is left as it is
 * written, so that a long code keeps every digit.
 */
function asText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  const text = String(value)
  return /^-?\d*\.\d{12,}(E-?\d+)?$|^-?\d(\.\d+)?E\+?\d+$/.test(text)
    ? String(Number(Number(text).toPrecision(15)))
    : text
}
