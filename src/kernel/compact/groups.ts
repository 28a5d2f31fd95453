/** Places 0 to `length` by a number each of them has, from 1 to `most`; 0 is no group. Members are in their order. */
export class Groups {
  readonly #starts: Int32Array
  readonly #members: Int32Array

  constructor(length: number, most: number, numberOf: (place: number) => number) {
    const starts = new Int32Array(most + 2)
    for (let place = 0; place < length; place += 1) starts[numberOf(place) + 1]! += 1
    const none = starts[1]!
    starts[1] = 0
    for (let at = 1; at < starts.length; at += 1) starts[at]! += starts[at - 1]!
    const members = new Int32Array(length - none)
    const next = starts.slice()
    for (let place = 0; place < length; place += 1) {
      const number = numberOf(place)
      if (number !== 0) members[next[number]!++] = place
    }
    this.#starts = starts
    this.#members = members
  }

  of(number: number): Int32Array {
    if (number <= 0 || number >= this.#starts.length - 1) return this.#members.subarray(0, 0)
    return this.#members.subarray(this.#starts[number], this.#starts[number + 1])
  }

  /** The groups, by their number. */
  *[Symbol.iterator](): Generator<Int32Array> {
    for (let number = 1; number < this.#starts.length - 1; number += 1) {
      const members = this.of(number)
      if (members.length > 0) yield members
    }
  }
}
