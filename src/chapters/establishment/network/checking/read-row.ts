import { isValidCreditCode, normaliseCreditCode } from '../../../../kernel/org/credit-code/contract.ts'
import { limits } from '../../../../kernel/sheet/reading/limits.ts'
import type { Row } from '../../../../kernel/sheet/reading/table.ts'
import type { Fault, FaultCode, Values } from '../dry-run/contract.ts'
import { type ImportedKind, kindKey, type Mapping, type TargetField } from '../mapping/contract.ts'
import { knownKind } from '../mapping/guess-kind.ts'
import type { FoundCity } from '../places/find-city.ts'
import { readDate } from './check-date.ts'
import { asFaults, cleanText, writtenText } from './clean-text.ts'
import { closedWord } from './closed-word.ts'
import { type RowPlace, readPlace } from './place-of-row.ts'
import { readContacts } from './read-contacts.ts'

/** What one row says by itself, before it is compared with others. */
export type ReadRow = {
  line: number
  cells: string[]
  values: Partial<Values>
  /** Field → its cell as it stands in the file. */
  written: Partial<Record<TargetField, string>>
  /** The parent cell, cleaned. */
  parent: string
  place: RowPlace
  faults: Fault[]
  /** Fields whose cell is empty. */
  empty: TargetField[]
}

const layout: FaultCode[] = ['spaces_cleaned', 'quotes_cleaned', 'punctuation_cleaned', 'formula_as_text']
/** What is no news about a field, because its own check puts it right and says so. */
const checkedElsewhere: Partial<Record<TargetField, FaultCode[]>> = {
  phone: layout,
  longitude: layout,
  latitude: layout,
  time_zone: layout,
  credit_code: layout,
  started_on: layout,
  kind: layout,
  postcode: ['punctuation_cleaned', 'formula_as_text'],
}

export function readRow(row: Row, mapping: Mapping, width: number): ReadRow {
  const faults: Fault[] = shapeFaults(row, width)
  const empty: TargetField[] = []
  const read = {} as Record<TargetField, string>
  const written: ReadRow['written'] = {}
  for (const [field, column] of Object.entries(mapping.columns) as [TargetField, number][]) {
    const cleaned = cleanText((row.cells[column] ?? '').slice(0, limits.cell))
    if (cleaned.text === '') empty.push(field)
    const kept = cleaned.faults.filter((code) => !checkedElsewhere[field]?.includes(code))
    faults.push(...asFaults(kept, field))
    read[field] = cleaned.text
    written[field] = writtenText(row.cells[column] ?? '')
  }
  const at = (field: TargetField) => read[field] ?? ''
  const place = readPlace({
    ...levelCells(row, mapping),
    ...pick(read, ['province', 'city']),
    address: at('address'),
    longitude: at('longitude'),
    latitude: at('latitude'),
  })
  const contacts = readContacts({ ...read }, place.province)
  const values: Partial<Values> = {
    ...filled({
      code: at('external_code'),
      name: at('name'),
      name_en: at('name_en'),
      address: at('address'),
      head_name: at('head_name'),
      scope: at('scope'),
    }),
    ...(place.province && { province: place.province }),
    ...filled({ city: place.city?.name ?? place.city_as_written ?? '' }),
    ...contacts.values,
  }
  if (row.cells.length > width)
    return {
      line: row.line,
      cells: row.cells,
      values: filled({ code: at('external_code'), name: at('name') }),
      written,
      parent: '',
      place: { faults: [] },
      faults,
      empty: [],
    }
  faults.push(...place.faults, ...contacts.faults)
  faults.push(
    ...readKind(at('kind'), mapping, values),
    ...readName(values, place.city),
    ...readCreditCode(at('credit_code'), values),
    ...readStart(at('started_on'), values),
  )
  return { line: row.line, cells: row.cells, values, written, parent: at('parent'), place, faults, empty }
}

function shapeFaults(row: Row, width: number): Fault[] {
  const faults: Fault[] = []
  const long = row.cells.findIndex((cell) => cell.length > limits.cell)
  if (long >= 0)
    faults.push({
      code: 'cell_too_long',
      params: { column: long + 1, limit: limits.cell, length: row.cells[long]!.length },
    })
  if (row.cells.length > width)
    faults.push({ code: 'cells_too_many', params: { expected: width, found: row.cells.length } })
  if (row.cells.length < width)
    faults.push({ code: 'cells_too_few', params: { expected: width, found: row.cells.length } })
  if (row.quotes_broken) faults.push({ code: 'quotes_broken' })
  return faults
}

/** A level read as a province or city serves where the field itself has no column. */
function levelCells(row: Row, mapping: Mapping): { province: string; city: string } {
  const cell = (readings: string[]) => {
    const level = mapping.levels.find(({ read_as }) => readings.includes(read_as))
    return level ? cleanText(row.cells[level.column] ?? '').text : ''
  }
  return mapping.placed_by === 'levels'
    ? { province: cell(['province']), city: cell(['city', 'prefecture']) }
    : { province: '', city: '' }
}

function readKind(written: string, mapping: Mapping, values: Partial<Values>): Fault[] {
  const meant: ImportedKind | 'leave_out' | null | undefined = written
    ? mapping.kinds[kindKey(written)]
    : mapping.kind_otherwise
  if (meant === 'leave_out') return [{ code: 'left_out', params: { value: written } }]
  if (meant) values.kind = meant
  if (meant) return []
  if (!written) return [{ code: 'kind_missing', field: 'kind' }]
  const code: FaultCode = knownKind(written) === 'headquarters' ? 'kind_is_headquarters' : 'kind_unknown'
  return [{ code, field: 'kind', params: { value: written } }]
}

function readName(values: Partial<Values>, city: FoundCity | undefined): Fault[] {
  const { name } = values
  if (!name) return [{ code: 'name_missing', field: 'name' }]
  const faults: Fault[] = []
  if (name.length > 200)
    faults.push({ code: 'name_too_long', field: 'name', params: { limit: 200, length: name.length } })
  const word = closedWord(name)
  if (word) faults.push({ code: 'name_says_closed', field: 'name', params: { word } })
  const chinese = city !== undefined && !['81', '82'].includes(city.province)
  if (chinese && !/\p{Script=Han}/u.test(name)) {
    values.name_en ??= name
    faults.push({ code: 'name_in_latin', field: 'name' })
  }
  return faults
}

function readCreditCode(written: string, values: Partial<Values>): Fault[] {
  if (!written) return []
  const code = normaliseCreditCode(written)
  if (!isValidCreditCode(code))
    return [{ code: 'credit_code_wrong', field: 'credit_code', params: { value: written.slice(0, 40) } }]
  values.credit_code = code
  return []
}

function readStart(written: string, values: Partial<Values>): Fault[] {
  if (!written) return []
  const day = readDate(written)
  if (!day) return [{ code: 'date_unreadable', field: 'started_on', params: { value: written.slice(0, 40) } }]
  values.started_on = day
  return []
}

const filled = <T extends Record<string, string>>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) as Partial<T>

const pick = (read: Partial<Record<TargetField, string>>, fields: TargetField[]) =>
  Object.fromEntries(fields.flatMap((field) => (read[field] === undefined ? [] : [[field, read[field]]])))
