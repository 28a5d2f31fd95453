import type { Table } from '../reading/table.ts'
import { emptyMapping, type Level, type Mapping, type TargetField } from './contract.ts'
import { couldBe, fieldByValues } from './guess-by-values.ts'
import { knownHeader } from './guess-field.ts'
import { guessKinds } from './guess-kind.ts'

export type Guess = { mapping: Mapping; because: Partial<Record<TargetField, 'header' | 'values'>> }

/** A first mapping for a file nobody has mapped yet: by its headers, then by what its cells look like. */
export function guessMapping({ headers, rows }: Pick<Table, 'headers' | 'rows'>): Guess {
  const sample = everyNth(rows, 300)
  const cellsOf = (column: number) => sample.map(({ cells }) => cells[column] ?? '')
  const columns: Mapping['columns'] = {}
  const because: Guess['because'] = {}
  const used = new Set<number>()
  const take = (field: TargetField, column: number, why: 'header' | 'values') => {
    columns[field] = column
    because[field] = why
    used.add(column)
  }
  for (const [column, header] of headers.entries()) {
    const field = knownHeader(header)
    const fits = field && couldBe[field]
    const filled = cellsOf(column).filter((cell) => cell.trim() !== '')
    const believed = !fits || filled.length === 0 || filled.some(fits)
    if (field && columns[field] === undefined && believed) take(field, column, 'header')
  }
  for (const column of headers.keys()) {
    if (used.has(column)) continue
    const field = fieldByValues(cellsOf(column), new Set(Object.keys(columns) as TargetField[]))
    if (field) take(field, column, 'values')
  }
  return { mapping: { ...emptyMapping, columns, ...placing(columns), ...kindsOf(rows, columns) }, because }
}

function placing(columns: Mapping['columns']): Pick<Mapping, 'placed_by' | 'levels'> {
  const levels: Level[] = []
  if (columns.province !== undefined) levels.push({ column: columns.province, read_as: 'province' })
  if (columns.city !== undefined && columns.province !== undefined)
    levels.push({ column: columns.city, read_as: 'city' })
  if (columns.parent !== undefined) return { placed_by: 'parent', levels: [] }
  return { placed_by: levels.length > 0 ? 'levels' : 'root', levels }
}

function kindsOf(
  rows: Table['rows'],
  { kind }: Mapping['columns'],
): Pick<Mapping, 'kinds' | 'kind_otherwise'> {
  if (kind === undefined) return { kinds: {}, kind_otherwise: 'branch' }
  return { kinds: guessKinds(new Set(rows.map(({ cells }) => cells[kind] ?? ''))), kind_otherwise: null }
}

function everyNth<T>(items: T[], count: number): T[] {
  const step = Math.max(1, Math.floor(items.length / count))
  return items.filter((_, at) => at % step === 0).slice(0, count)
}
