import { refused } from '../errors/problem.ts'
import type { Organisation } from '../org/organisation.ts'

/** Nobody new begins at a suspended or closed organisation. */
export function checkTakesPeople({ life, name }: Organisation): void {
  if (life === 'suspended') throw refused('people.errors.organisation_suspended', { name })
  if (life === 'closed') throw refused('people.errors.organisation_closed', { name })
}
