import { isValidCreditCode } from '../../../../kernel/org/credit-code/contract.ts'
import { findProvince } from '../places/find-province.ts'
import type { TargetField } from './contract.ts'
import { knownKind } from './guess-kind.ts'

type Column = { filled: string[]; distinct: Set<string> }

const share = (column: Column, is: (cell: string) => boolean) =>
  column.filled.length === 0 ? 0 : column.filled.filter(is).length / column.filled.length
const decimalWithin = (low: number, high: number) => (cell: string) =>
  /^-?\d{1,3}(\.\d+)?$/.test(cell) && Number(cell) >= low && Number(cell) <= high
const fractions = (column: Column) => share(column, (cell) => cell.includes('.')) > 0.5

/** Tried in this order; the first column that passes is taken. */
const tests: [TargetField, (column: Column) => boolean][] = [
  ['credit_code', (column) => share(column, isValidCreditCode) > 0.7],
  [
    'time_zone',
    (column) => share(column, (cell) => /\b(Asia|Europe|America|Africa)\/|^(GMT|UTC)[+-]/.test(cell)) > 0.7,
  ],
  ['longitude', (column) => fractions(column) && share(column, decimalWithin(73, 136)) > 0.9],
  ['latitude', (column) => fractions(column) && share(column, decimalWithin(3, 54)) > 0.9],
  [
    'phone',
    (column) =>
      share(column, (cell) => /^[+(]?[\d][\d\s()+-]{6,18}$/.test(cell) && /\d{7}|-/.test(cell)) > 0.7 &&
      column.distinct.size > 1 &&
      share(column, (cell) => /^\d{6}$/.test(cell)) < 0.5,
  ],
  ['postcode', (column) => share(column, (cell) => /^\d{5,6}$/.test(cell)) > 0.8],
  [
    'province',
    (column) => column.distinct.size <= 40 && share(column, (cell) => findProvince(cell) !== undefined) > 0.9,
  ],
  [
    'kind',
    (column) => column.distinct.size <= 12 && share(column, (cell) => knownKind(cell) !== undefined) > 0.5,
  ],
  [
    'external_code',
    (column) =>
      column.distinct.size === column.filled.length &&
      share(column, (cell) => /^[A-Za-z]*[-_.]?\d[\w.-]*$/.test(cell)) > 0.95,
  ],
]

/** What a column without a known header holds, by its first few hundred cells. */
export function fieldByValues(cells: string[], taken: ReadonlySet<TargetField>): TargetField | undefined {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  if (filled.length < 3) return undefined
  const column = { filled, distinct: new Set(filled) }
  return tests.find(([field, holds]) => !taken.has(field) && holds(column))?.[0]
}

/** Whether cells could be what a header that is easily mistaken (`x`, `y`, `long`) says. */
export const couldBe: Partial<Record<TargetField, (cell: string) => boolean>> = {
  longitude: decimalWithin(-180, 180),
  latitude: decimalWithin(-180, 180),
}
