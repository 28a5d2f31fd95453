import { Floats, Integers } from '../../../../kernel/compact/numbers.ts'
import type { Records } from '../../../../kernel/compact/records.ts'
import type { Texts } from '../../../../kernel/compact/texts.ts'
import { nameKey } from '../../../../kernel/language/comparing/name-key.ts'
import type { ReadRow } from '../checking/read-row.ts'
import type { TargetField } from '../mapping/contract.ts'
import { type FaultCode, weightOf } from './contract.ts'
import { Found } from './found.ts'
import { numberOfKind } from './network.ts'
import { type Node, orgNode, rowNode } from './node.ts'

/** What of a row is needed to tell what becomes of it; its cells are read from the file again. */
export type KeptRow = Pick<ReadRow, 'line' | 'values' | 'written' | 'parent' | 'faults'>

/** A city as the file's rows name it, with the province they name beside it. */
export type City = { province: string; city: string }

/**
 * The rows on their way through the dry run. They lie on the disk; held of each are the numbers by which they are compared
 * (about a hundred bytes), the organisation each is, where it hangs and what was found. Texts are numbers of `texts`, 0
 * where there is none.
 */
export class Entries {
  length = 0
  readonly texts: Texts
  readonly found = new Found()
  readonly line = new Integers()
  readonly code = new Integers()
  readonly credit_code = new Integers()
  readonly name = new Integers()
  /** What stays of the name when width, spaces and marks are set aside. */
  readonly like = new Integers()
  readonly phone = new Integers()
  readonly address = new Integers()
  readonly kind = new Integers()
  /** What stands in the column of the parent. */
  readonly above = new Integers()
  /** The city of a row that has a point, from 1 on. */
  readonly city = new Integers()
  readonly x = new Floats()
  readonly y = new Floats()
  readonly cities: City[] = []
  readonly parent = new Integers()
  /** The organisation a row is, from 1 on. */
  readonly #existing = new Integers()
  readonly #refused = new Integers()
  readonly #byCity = new Map<string, number>()
  readonly #records: Records<KeptRow>
  /** Field → rows in which its cell is empty. */
  readonly empty: Partial<Record<TargetField, number>> = {}

  constructor(records: Records<KeptRow>, texts: Texts) {
    this.#records = records
    this.texts = texts
  }

  add({ line, values, written, parent, faults, place, empty }: ReadRow): void {
    const at = this.length
    this.#records.push({ line, values, written, parent, faults })
    this.length += 1
    const { texts } = this
    this.line.set(at, line)
    this.code.set(at, texts.of(values.code))
    this.credit_code.set(at, texts.of(values.credit_code))
    this.name.set(at, texts.of(values.name))
    this.like.set(at, texts.of(nameKey(values.name ?? '')))
    this.phone.set(at, texts.of(values.phone?.replace(/\D/g, '')))
    this.address.set(at, texts.of(addressKey(values)))
    this.kind.set(at, numberOfKind(values.kind))
    this.above.set(at, texts.of(parent))
    if (place.city && values.longitude !== undefined) {
      this.city.set(at, this.#cityOf({ province: place.province!, city: values.city! }))
      this.x.set(at, values.longitude)
      this.y.set(at, values.latitude!)
    }
    if (faults.some(({ code }) => weightOf(code) === 'refuses')) this.#refused.set(at, 1)
    for (const field of empty) this.empty[field] = (this.empty[field] ?? 0) + 1
  }

  #cityOf(city: City): number {
    const key = city.province + city.city
    const known = this.#byCity.get(key)
    if (known) return known
    this.#byCity.set(key, this.cities.push(city))
    return this.cities.length
  }

  /** All that is kept of it, from the disk. */
  read = (at: number): KeptRow => this.#records.at(at)

  fault(at: number, code: FaultCode, a = 0, b = 0): void {
    this.found.add(at, { code, a, b })
    if (weightOf(code) === 'refuses') this.#refused.set(at, 1)
  }

  isRefused = (at: number) => this.#refused.at(at) === 1

  /** The place of the organisation it is; undefined where it is new. */
  existing(at: number): number | undefined {
    const existing = this.#existing.at(at)
    return existing === 0 ? undefined : existing - 1
  }

  be(at: number, existing: number): void {
    this.#existing.set(at, existing + 1)
  }

  /** What it is called by others in the file and in the network. */
  node(at: number): Node {
    const existing = this.existing(at)
    return existing === undefined ? rowNode(at) : orgNode(existing)
  }

  *standing(): Generator<number> {
    for (let at = 0; at < this.length; at += 1) if (!this.isRefused(at)) yield at
  }
}

/** A district alone (`成华区`) is no address two outlets could share. */
function addressKey({ address = '', city }: ReadRow['values']): string {
  const key = nameKey(address)
  return key.length >= 6 ? `${city}|${key}` : ''
}
