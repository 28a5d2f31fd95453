import { Integers } from '../../../../kernel/compact/numbers.ts'
import { type FaultCode, faultCodes } from './contract.ts'

/** What a comparison found of a row; `a` and `b` say with what, by their numbers: how depends on the code (`say.ts`). */
export type FoundFault = { code: FaultCode; a: number; b: number }

const numbers = new Map(faultCodes.map((code, at) => [code, at]))

/** What comparisons found, sixteen bytes each; the sentences' words are looked up when a row is told. */
export class Found {
  #count = 0
  /** By row, the last one found, from 1; and by each the one before. */
  readonly #last = new Integers()
  readonly #before = new Integers()
  readonly #codes = new Integers()
  readonly #as = new Integers()
  readonly #bs = new Integers()

  add(row: number, { code, a, b }: FoundFault): void {
    const at = ++this.#count
    this.#before.set(at, this.#last.at(row))
    this.#last.set(row, at)
    this.#codes.set(at, numbers.get(code)!)
    this.#as.set(at, a)
    this.#bs.set(at, b)
  }

  /** In the order they were found. */
  of(row: number): FoundFault[] {
    const found: FoundFault[] = []
    for (let at = this.#last.at(row); at > 0; at = this.#before.at(at))
      found.unshift({ code: faultCodes[this.#codes.at(at)]!, a: this.#as.at(at), b: this.#bs.at(at) })
    return found
  }

  has(row: number, ...codes: FaultCode[]): boolean {
    for (let at = this.#last.at(row); at > 0; at = this.#before.at(at))
      if (codes.includes(faultCodes[this.#codes.at(at)]!)) return true
    return false
  }
}
