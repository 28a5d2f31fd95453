import { hash } from 'node:crypto'

/**
 * Numbers from 1 on for pairs of whole numbers (32 bits), the same for the same pair: open addressing, about twenty bytes for
 * each and nothing of it on the heap.
 */
export class Pairs {
  count = 0
  #pairs = new Int32Array(2 << 10)
  #numbers = new Int32Array(1 << 10)

  of(a: number, b: number): number {
    if (this.count * 4 > this.#numbers.length * 3) this.#grow()
    const slot = this.#slot(a | 0, b | 0)
    if (this.#numbers[slot] === 0) this.#put(slot, a, b, ++this.count)
    return this.#numbers[slot]!
  }

  #slot(a: number, b: number): number {
    const last = this.#numbers.length - 1
    let slot = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 0
    slot = (slot ^ (slot >>> 15)) & last
    while (this.#numbers[slot] !== 0 && (this.#pairs[slot * 2] !== a || this.#pairs[slot * 2 + 1] !== b))
      slot = (slot + 1) & last
    return slot
  }

  #put(slot: number, a: number, b: number, number: number) {
    this.#pairs[slot * 2] = a
    this.#pairs[slot * 2 + 1] = b
    this.#numbers[slot] = number
  }

  #grow() {
    const [pairs, numbers] = [this.#pairs, this.#numbers]
    this.#pairs = new Int32Array(pairs.length * 2)
    this.#numbers = new Int32Array(numbers.length * 2)
    for (const [at, number] of numbers.entries()) {
      if (number === 0) continue
      const [a, b] = [pairs[at * 2]!, pairs[at * 2 + 1]!]
      this.#put(this.#slot(a, b), a, b, number)
    }
  }
}

/**
 * Numbers for texts, the same for the same text; 0 for the empty one. Kept are 64 bits of their SHA-256: of a million texts
 * two are taken for one in one of thirty million files.
 */
export class Texts {
  readonly #pairs = new Pairs()

  get count(): number {
    return this.#pairs.count
  }

  of(text: string | undefined): number {
    if (!text) return 0
    // Half of a surrogate pair is not to be taken for another.
    const digest = hash('sha256', text.isWellFormed() ? text : JSON.stringify(text), 'hex')
    return this.#pairs.of(Number.parseInt(digest.slice(0, 8), 16), Number.parseInt(digest.slice(8, 16), 16))
  }
}
