import { randomUUIDv7 } from 'node:crypto'

let millisecond = 0
let counter = 0

/**
 * A UUID of version 7 for a new row. Of two made by one process the later sorts after the earlier, also within a
 * millisecond and when the clock is set back: what one request writes is listed in the order it was written. The
 * 12 bits after the version are the counter of RFC 9562, 6.2, method 1; the last 62 stay random.
 */
export function newId(): string {
  const made = randomUUIDv7()
  const moment = Number.parseInt(made.slice(0, 8) + made.slice(9, 13), 16)
  if (moment > millisecond) {
    millisecond = moment
    counter = Number.parseInt(made.slice(15, 18), 16) >> 1
  } else if (++counter > 0xfff) {
    millisecond++
    counter = 0
  }
  const time = millisecond.toString(16).padStart(12, '0')
  const order = counter.toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${order}${made.slice(18)}`
}
