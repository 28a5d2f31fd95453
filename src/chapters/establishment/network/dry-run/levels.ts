import { Integers } from '../../../../kernel/compact/numbers.ts'
import { nameKey } from '../../../../kernel/language/comparing/name-key.ts'
import { cleanText } from '../checking/clean-text.ts'
import type { ReadRow } from '../checking/read-row.ts'
import type { Level, Mapping } from '../mapping/contract.ts'
import { provinceByCode } from '../places/provinces.ts'
import type { Entries } from './entry.ts'
import { type Network, numberOfKind } from './network.ts'
import { isLevel, isOrg, levelNode, type Node, orgNode, placeOf, type Ref } from './node.ts'

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

/** The regions rows hang under by their columns. Held are the regions, and of each row which they are. */
export class Levels {
  readonly planned: PlannedLevel[] = []
  /** The node each planned level hangs under. */
  readonly parents: Node[] = []
  readonly #network: Network
  readonly #root: Node
  readonly #mapping: Mapping
  /** By path, the level that is planned, or the organisation that exists already. */
  readonly #nodes = new Map<string, Node>()
  #found = 0
  readonly #steps: Step[] = []
  readonly #byStep = new Map<string, number>()
  /** By row and column of the mapping, which step it names, from 1 on. */
  readonly #named = new Integers()
  /** Rows whose city is a province, which miss a level for that reason. */
  readonly #excused = new Integers()

  constructor(network: Network, root: Node, mapping: Mapping) {
    this.#network = network
    this.#root = root
    this.#mapping = mapping
  }

  /** How many of the levels exist already. */
  get found(): number {
    return this.#found
  }

  /** Takes down which levels a row names. */
  read(at: number, row: ReadRow): void {
    const { levels } = this.#mapping
    for (const [n, level] of levels.entries()) {
      const step = stepOf(row, level)
      if (step) this.#named.set(at * levels.length + n, this.#numberOf(step))
    }
    if (row.place.faults.some(({ code }) => code === 'city_is_province')) this.#excused.set(at, 1)
  }

  #numberOf(step: Step): number {
    const key = JSON.stringify(step)
    const number = this.#byStep.get(key) ?? this.#steps.push(step)
    this.#byStep.set(key, number)
    return number
  }

  /** Puts a row where it hangs by its level columns; each level on the way is found or planned. */
  place(entries: Entries, at: number): void {
    const { levels, join_same_name } = this.#mapping
    let parent = this.#root
    let above = ''
    let path = ''
    for (const [n, { column }] of levels.entries()) {
      const step = this.#steps[this.#named.at(at * levels.length + n) - 1]
      if (!step) {
        if (!this.#excused.at(at)) entries.fault(at, 'level_missing', column + 1)
        continue
      }
      if (join_same_name && nameKey(step.name) === nameKey(above)) continue
      path = `${path}/${step.key}`
      above = step.name
      parent = this.#findOrPlan(path, parent, step, entries)
    }
    entries.parent.set(at, parent)
  }

  #findOrPlan(path: string, parent: Node, step: Step, entries: Entries): Node {
    const known = this.#nodes.get(path)
    if (known) return known
    const existing = this.#existing(parent, step, entries)
    const node = existing === undefined ? levelNode(this.planned.length) : orgNode(existing)
    this.#nodes.set(path, node)
    if (existing !== undefined) {
      this.#found += 1
      return node
    }
    const { name, name_en, code, province } = step
    this.planned.push({ ref: `level:${path}`, parent: this.#refOf(parent), name, name_en, code, province })
    this.parents.push(parent)
    return node
  }

  /** A level hangs under another, or under what exists. */
  #refOf = (node: Node): Ref =>
    isOrg(node) ? `org:${this.#network.read(placeOf(node)).id}` : this.planned[placeOf(node)]!.ref

  #existing(parent: Node, step: Step, { texts }: Entries): number | undefined {
    const network = this.#network
    const isRegion = (place: number) => network.kind(place) === numberOfKind('region')
    const likes = [step.name, step.key].map((name) => texts.of(nameKey(name)))
    const match =
      (step.code ? network.withCode(texts.of(step.code)) : undefined) ??
      network.children(parent).find((one) => isRegion(one) && likes.includes(network.like(one)))
    return match !== undefined && isRegion(match) && !network.isClosed(match) ? match : undefined
  }

  /** Levels that only rows would have needed which are refused, or don't come in, are not built. */
  used(entries: Entries, comesIn: (at: number) => boolean = () => true): PlannedLevel[] {
    const used = new Set<Node>()
    for (const at of entries.standing()) {
      if (!comesIn(at)) continue
      let node = entries.parent.at(at)
      while (isLevel(node) && !used.has(node)) {
        used.add(node)
        node = this.parents[placeOf(node)]!
      }
    }
    return this.planned.filter((_, place) => used.has(levelNode(place)))
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
