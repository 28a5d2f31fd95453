import type { Direction, Level } from './contract.ts'

/**
 * The level of a value. The written rule for equality: a value that equals a warning value has reached it, whichever
 * way is better.
 */
export function judge(
  direction: Direction,
  value: number,
  { amber, red }: { amber: number; red: number },
): Level {
  const reached = (limit: number) => (direction === 'lower' ? value >= limit : value <= limit)
  if (reached(red)) return 'red'
  return reached(amber) ? 'amber' : 'green'
}

/** Red lies beyond amber, on the worse side. */
export const inOrder = (direction: Direction, { amber, red }: { amber: number; red: number }): boolean =>
  direction === 'lower' ? red > amber : red < amber
