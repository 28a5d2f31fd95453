import { parse } from 'csv-parse/sync'
import { refused } from '../../errors/problem.ts'
import { countOutside, quotesOf } from './csv-quotes.ts'
import { limits } from './limits.ts'
import { physicalLines } from './physical-lines.ts'
import type { Row } from './table.ts'

type Line = { line: number; text: string }

/**
 * Records of a CSV. A record whose quotes break the rules costs itself only: it is read with its quotes as plain
 * characters and marked, and the next line starts afresh.
 */
export async function* readCsv(text: AsyncIterable<string>, delimiter: string): AsyncIterable<Row> {
  let sound: Line[] = []
  for await (const { quotes, ...record } of records(text, delimiter)) {
    if (quotes === 'closed') sound.push(record)
    if (sound.length >= 500 || (quotes !== 'closed' && sound.length > 0)) {
      yield* parseSound(sound, delimiter)
      sound = []
    }
    if (quotes !== 'closed')
      yield { line: record.line, cells: splitPlainly(record.text, delimiter), quotes_broken: true }
  }
  yield* parseSound(sound, delimiter)
}

/** Joins the lines of a cell that spans several, as far as its quote is closed within reason. */
async function* records(text: AsyncIterable<string>, delimiter: string) {
  const waiting: Line[] = []
  const lines = physicalLines(text)[Symbol.asyncIterator]()
  const next = async (): Promise<Line | undefined> =>
    waiting.shift() ?? ((await lines.next()).value as Line | undefined)
  for (let first = await next(); first; first = await next()) {
    if (first.text.trim() === '') continue
    let quotes = quotesOf(first.text, delimiter)
    const joined = [first]
    let size = first.text.length
    while (quotes === 'open' && joined.length < limits.lines_in_cell && size < limits.cell * limits.columns) {
      const following = await next()
      if (!following) break
      joined.push(following)
      size += following.text.length
      quotes = quotesOf(joined.map(({ text }) => text).join('\n'), delimiter)
    }
    if (quotes === 'closed')
      yield { line: first.line, text: joined.map(({ text }) => text).join('\n'), quotes }
    else {
      waiting.unshift(...joined.slice(1))
      yield { ...first, quotes }
    }
  }
}

function parseSound(records: Line[], delimiter: string): Row[] {
  if (records.length === 0) return []
  const parsed = parse(records.map(({ text }) => text).join('\n'), {
    delimiter,
    record_delimiter: '\n',
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
  }) as string[][]
  if (parsed.length !== records.length) throw new Error('csv-parse and the line reader disagree on records')
  return parsed.map((cells, at) => ({ line: records[at]!.line, cells }))
}

/** Splits at delimiters outside quotes where the quotes pair up, at all of them where they don't. */
function splitPlainly(text: string, delimiter: string): string[] {
  const paired = text.split('"').length % 2 === 1
  if (!paired) return text.split(delimiter)
  const cells: string[] = ['']
  let quoted = false
  for (const character of text) {
    if (character === '"') quoted = !quoted
    if (character === delimiter && !quoted) cells.push('')
    else cells[cells.length - 1] += character
  }
  return cells
}

/** The delimiter that splits the first lines into the same number of cells, and into the most. */
export async function findDelimiter(text: AsyncIterable<string>): Promise<string> {
  const sample: string[] = []
  for await (const { text: line } of physicalLines(text)) {
    if (line.trim() !== '') sample.push(line)
    if (sample.length >= 20) break
  }
  if (sample.length === 0) throw refused('sheet.reading.empty_file')
  const scores = [',', '\t', ';', '|'].map((delimiter) => {
    const counts = sample.map((line) => countOutside(line, delimiter)).sort((a, b) => a - b)
    const usual = counts[Math.floor(counts.length / 2)] ?? 0
    return { delimiter, usual, agree: counts.filter((count) => count === usual && count > 0).length }
  })
  scores.sort((a, b) => b.agree - a.agree || b.usual - a.usual)
  return scores[0]!.delimiter
}
