/** Draws that come out the same at every start: what is made up of them depends on the day of the demo alone. */
export type Chance = {
  /** From 0 until below 1. */
  next: () => number
  /** One in so many cases, on average. */
  happens: (share: number) => boolean
  between: (least: number, most: number) => number
  /** One of them, each as often as its weight says. */
  pick: <T>(from: readonly T[], weight?: (one: T) => number) => T
}

/** A small generator (mulberry32): enough for a believable mixture, and for nothing that must stay secret. */
export function chanceOf(seed: number): Chance {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    happens: (share) => next() < share,
    between: (least, most) => least + next() * (most - least),
    pick: (from, weight = () => 1) => {
      let left = next() * from.reduce((sum, one) => sum + weight(one), 0)
      for (const one of from) {
        left -= weight(one)
        if (left < 0) return one
      }
      return from.at(-1)!
    },
  }
}
