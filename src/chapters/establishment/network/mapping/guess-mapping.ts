import type { Looked } from '../../../../kernel/sheet/reading/look-at.ts'
import { emptyMapping, type Level, type Mapping, type TargetField } from './contract.ts'
import { couldBe, fieldByValues } from './guess-by-values.ts'
import { knownHeader } from './guess-field.ts'
import { guessKinds } from './guess-kind.ts'

export type Guess = { mapping: Mapping; because: Partial<Record<TargetField, 'header' | 'values'>> }

type Seen = Pick<Looked, 'columns' | 'sample'>

/** A first mapping for a file nobody has mapped yet: by its headers, then by what its cells look like. */
export function guessMapping({ headers, columns: seen, sample }: Seen & { headers: string[] }): Guess {
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
  return { mapping: { ...emptyMapping, columns, ...placing(columns), ...kindsOf(seen, columns) }, because }
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
  seen: Seen['columns'],
  { kind }: Mapping['columns'],
): Pick<Mapping, 'kinds' | 'kind_otherwise'> {
  if (kind === undefined) return { kinds: {}, kind_otherwise: 'branch' }
  return { kinds: guessKinds(seen[kind]?.values?.map(({ value }) => value) ?? []), kind_otherwise: null }
}
