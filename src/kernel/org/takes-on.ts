import { refused } from '../errors/problem.ts'
import type { Organisation } from './organisation.ts'

/** Message keys of the refusals; `name` fills them. */
type Words = { suspended: string; closed: string }

/**
 * Refuses that something new becomes active at an organisation that is suspended or closed, in the words of the part
 * that asks. Every part asks it of the locked organisation for what is its own: staff, budgets, prices.
 */
export function checkTakesOn({ life, name }: Pick<Organisation, 'life' | 'name'>, words: Words): void {
  if (life === 'suspended') throw refused(words.suspended, { name })
  if (life === 'closed') throw refused(words.closed, { name })
}
