import type { ManyOrganisation } from '../../../../kernel/org/create-many.ts'
import type { Judged } from '../dry-run/contract.ts'
import type { PlannedLevel } from '../dry-run/levels.ts'
import { provinceByCode } from '../places/provinces.ts'

/** A region built from a column: it runs from the day it is imported, and is found again by its code or name. */
export function levelRow(level: PlannedLevel, idOf: (ref: string) => string): ManyOrganisation {
  const { ref, parent, name, name_en, code, province } = level
  return {
    ...{ id: idOf(ref), parent_id: idOf(parent), kind: 'region', life: 'active', code, name, name_en },
    time_zone: provinceByCode.get(province ?? '')?.time_zone ?? null,
    ...{ credit_code: null, started_on: null },
  }
}

/** Organisations of an import run already; since when, only the file can say. */
export function organisationRow(row: Judged, idOf: (ref: string) => string): ManyOrganisation {
  const { name, name_en, kind, time_zone, credit_code, started_on, code, ...facts } = row.values
  return {
    ...{ id: idOf(`line:${row.line}`), parent_id: idOf(row.parent!), life: 'active', kind: kind! },
    ...{ code: code ?? null, name: name!, name_en: name_en ?? null },
    ...{ time_zone: time_zone ?? null, credit_code: credit_code ?? null, started_on: started_on ?? null },
    facts: Object.fromEntries(
      Object.entries(facts).map(([field, value]) => [nameOf(field), say(field, value)]),
    ),
  }
}

/** As they are kept and shown: the province by its name, the point as lng and lat. */
export const factsOf = (changes: Judged['changes']) =>
  Object.fromEntries(
    Object.entries(changes).map(([field, [before, after]]): [string, [unknown, unknown]] => [
      nameOf(field),
      [say(field, before), say(field, after)],
    ]),
  )

const nameOf = (field: string) => (field === 'longitude' ? 'lng' : field === 'latitude' ? 'lat' : field)
const say = (field: string, value: unknown) =>
  field === 'province' ? (provinceByCode.get(String(value))?.name ?? value) : value
