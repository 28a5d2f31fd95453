import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Chances that a seed repeats: the same seed gives the same numbers in the same order. */
export class Random {
  readonly #generator
  constructor(seed: number) {
    this.#generator = xoroshiro128plus(seed)
  }

  /** From 0 up to, but never, 1. */
  unit(): number {
    return (this.#generator.next() >>> 0) / 0x1_0000_0000
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.unit() * (to - from + 1))
  }

  chance(share: number): boolean {
    return this.unit() < share
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.unit() * list.length)]!
  }

  /** One of the keys, each as often as its weight says. */
  weighed<K extends string>(weights: Record<K, number>): K {
    const entries = Object.entries<number>(weights)
    let left = this.unit() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [key, weight] of entries) {
      left -= weight
      if (left < 0) return key as K
    }
    return entries.at(-1)![0] as K
  }

  /** Mostly short, now and then long: exponential, with this mean. */
  long(mean: number): number {
    return -Math.log(1 - this.unit()) * mean
  }

  /** A UUID of version 7 (RFC 9562) for something made at an instant, in milliseconds since 1970. */
  id(at: number): string {
    const time = Math.max(0, Math.floor(at)).toString(16).padStart(12, '0')
    const [a, b, c] = [this.#word(), this.#word(), this.#word()]
    const variant = '89ab'[Number.parseInt(b[0]!, 16) & 3]
    return `${time.slice(0, 8)}-${time.slice(8)}-7${a.slice(0, 3)}-${variant}${b.slice(1, 4)}-${b.slice(4)}${c}`
  }

  #word(): string {
    return (this.#generator.next() >>> 0).toString(16).padStart(8, '0')
  }
}

/** Where a list of weights stands summed up, and the place in it that a number from 0 to 1 falls on. */
export function sumUp(weights: readonly number[]): { total: number; at: (unit: number) => number } {
  const sums = new Float64Array(weights.length)
  let total = 0
  for (const [i, weight] of weights.entries()) {
    total += weight
    sums[i] = total
  }
  const at = (unit: number) => {
    const wanted = unit * total
    let [low, high] = [0, sums.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (sums[middle]! > wanted) high = middle
      else low = middle + 1
    }
    return low
  }
  return { total, at }
}
