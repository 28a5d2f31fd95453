import { Groups } from '../../../../kernel/compact/groups.ts'
import { Integers } from '../../../../kernel/compact/numbers.ts'
import type { Records } from '../../../../kernel/compact/records.ts'
import type { Texts } from '../../../../kernel/compact/texts.ts'
import { nameKey } from '../../../../kernel/language/comparing/name-key.ts'
import { importedKinds } from '../mapping/contract.ts'
import type { Values } from './contract.ts'
import { isOrg, type Node, orgNode, placeOf } from './node.ts'

/** An organisation as it stands before the import, with what an import may set. */
export type Existing = Omit<Values, 'kind' | 'code'> & {
  id: string
  parent_id: string | null
  code: string
  kind: 'headquarters' | Values['kind']
  life: 'proposed' | 'preparing' | 'active' | 'suspended' | 'closed'
}

const kinds: readonly string[] = ['headquarters', ...importedKinds]
/** A kind as a number; 0 is none. */
export const numberOfKind = (kind: string | undefined) => (kind ? kinds.indexOf(kind) + 1 : 0)

/**
 * The network before the import: organisations lie on the disk, and what rows are compared with is held of each as a few
 * numbers. Names, codes and what stays of names (`like`) are numbers of `texts`.
 */
export class Network {
  readonly length: number
  readonly #records: Records<Existing>
  readonly #texts: Texts
  readonly #ids = new Integers()
  readonly #names = new Integers()
  readonly #likes = new Integers()
  readonly #codes = new Integers()
  readonly #credit_codes = new Integers()
  /** Twice the number of the kind, and one more where it is closed. */
  readonly #states = new Integers()
  readonly #parents = new Integers()
  readonly #children: Groups
  #indexes: Record<'ids' | 'names' | 'codes' | 'credit_codes', Groups> | undefined

  constructor(records: Records<Existing>, texts: Texts) {
    this.#records = records
    this.#texts = texts
    this.length = records.length
    const above = new Integers()
    let at = 0
    for (const { id, parent_id, name, code, credit_code, kind, life } of records) {
      this.#ids.set(at, texts.of(id))
      above.set(at, texts.of(parent_id ?? ''))
      this.#names.set(at, texts.of(name))
      this.#likes.set(at, texts.of(nameKey(name)))
      this.#codes.set(at, texts.of(code))
      this.#credit_codes.set(at, texts.of(credit_code))
      this.#states.set(at, numberOfKind(kind) * 2 + (life === 'closed' ? 1 : 0))
      at += 1
    }
    const byId = this.#groups(this.#ids)
    for (let one = 0; one < this.length; one += 1)
      this.#parents.set(one, (byId.of(above.at(one)).at(-1) ?? -1) + 1)
    this.#children = new Groups(this.length, this.length, (one) => this.#parents.at(one))
  }

  #groups(numbers: Integers): Groups {
    return new Groups(this.length, this.#texts.count, (one) => numbers.at(one))
  }

  /** Made when it is first asked for; texts that come later are those of no organisation. */
  get #by() {
    this.#indexes ??= {
      ids: this.#groups(this.#ids),
      names: this.#groups(this.#names),
      codes: this.#groups(this.#codes),
      credit_codes: this.#groups(this.#credit_codes),
    }
    return this.#indexes
  }

  /** The place of the organisation with this id, code or credit code; undefined where there is none. */
  withId = (id: string) => this.#by.ids.of(this.#texts.of(id)).at(-1)
  withCode = (code: number) => this.#by.codes.of(code).at(-1)
  withCreditCode = (code: number) => this.#by.credit_codes.of(code).at(-1)
  called = (name: number) => this.#by.names.of(name)

  name = (place: number) => this.#names.at(place)
  like = (place: number) => this.#likes.at(place)
  kind = (place: number) => this.#states.at(place) >> 1
  isClosed = (place: number) => (this.#states.at(place) & 1) === 1
  /** The organisation above; 0 for the topmost. */
  parent = (place: number): Node => {
    const above = this.#parents.at(place)
    return above === 0 ? 0 : orgNode(above - 1)
  }
  children = (node: Node) => this.#children.of(isOrg(node) ? placeOf(node) + 1 : 0)

  /** All that is known of it, from the disk. */
  read = (place: number): Existing => this.#records.at(place)
}
