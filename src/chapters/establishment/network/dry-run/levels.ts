import { nameKey } from '../../../../kernel/language/comparing/name-key.ts'
import { cleanText } from '../checking/clean-text.ts'
import type { ReadRow } from '../checking/read-row.ts'
import type { Level, Mapping } from '../mapping/contract.ts'
import { provinceByCode } from '../places/provinces.ts'
import type { Fault } from './contract.ts'
import type { Network, Ref } from './network.ts'

/** A region the import builds from columns, or finds there. */
export type PlannedLevel = {
  ref: Ref
  parent: Ref
  name: string
  name_en: string | null
  /** `CN-31`, `CN-320500`: by which it is found again; null for a level read as text. */
  code: string | null
  province: string | null
}
type Step = Pick<PlannedLevel, 'name' | 'name_en' | 'code' | 'province'> & { key: string }

export class Levels {
  readonly planned = new Map<string, PlannedLevel>()
  /** Levels that exist already, by key. */
  readonly found = new Map<string, Ref>()
  private readonly network: Network
  private readonly root: Ref
  private readonly mapping: Mapping

  constructor(network: Network, root: Ref, mapping: Mapping) {
    this.network = network
    this.root = root
    this.mapping = mapping
  }

  /** Where a row hangs by its level columns; each level on the way is found or planned. */
  place(row: ReadRow): { parent: Ref; faults: Fault[] } {
    const faults: Fault[] = []
    let parent = this.root
    let above = ''
    let path = ''
    for (const level of this.mapping.levels) {
      const step = stepOf(row, level)
      if (!step) {
        faults.push({ code: 'level_missing', params: { column: level.column + 1 } })
        continue
      }
      if (this.mapping.join_same_name && nameKey(step.name) === nameKey(above)) continue
      path = `${path}/${step.key}`
      above = step.name
      parent = this.findOrPlan(path, parent, step)
    }
    return { parent, faults: row.place.faults.some(({ code }) => code === 'city_is_province') ? [] : faults }
  }

  private findOrPlan(path: string, parent: Ref, step: Step): Ref {
    const known = this.found.get(path) ?? this.planned.get(path)?.ref
    if (known) return known
    const existing = this.existing(parent, step)
    if (existing) {
      this.found.set(path, existing)
      return existing
    }
    const ref: Ref = `level:${path}`
    const { name, name_en, code, province } = step
    this.planned.set(path, { ref, parent, name, name_en, code, province })
    return ref
  }

  private existing(parent: Ref, step: Step): Ref | undefined {
    const byCode = step.code ? this.network.byCode.get(step.code) : undefined
    const names = [step.name, step.key].map(nameKey)
    const match =
      byCode ??
      this.network
        .childrenOf(parent)
        .find(({ name, kind }) => kind === 'region' && names.includes(nameKey(name)))
    return match && match.kind === 'region' && match.life !== 'closed' ? `org:${match.id}` : undefined
  }
}

function stepOf(row: ReadRow, { column, read_as }: Level): Step | undefined {
  const { province, city, city_as_written } = row.place
  if (read_as === 'province') {
    const found = provinceByCode.get(province ?? '')
    return (
      found && {
        key: found.short,
        name: found.name,
        name_en: found.en,
        code: `CN-${found.code}`,
        province: found.code,
      }
    )
  }
  if (read_as === 'text') return asWritten(cleanText(row.cells[column] ?? '').text, province)
  if (!city) return asWritten(city_as_written ?? '', province)
  if (read_as === 'prefecture' && city.prefecture !== city.name)
    return {
      key: city.prefecture,
      name: city.prefecture,
      name_en: null,
      code: `CN-${city.code.slice(0, 4)}00`,
      province: city.province,
    }
  return {
    key: city.name,
    name: city.name,
    name_en: city.en,
    code: `CN-${city.code}`,
    province: city.province,
  }
}

const asWritten = (name: string, province: string | undefined): Step | undefined =>
  name
    ? { key: nameKey(name) || name, name, name_en: null, code: null, province: province ?? null }
    : undefined
