import type { Organisation } from '../org/organisation.ts'
import { checkTakesOn } from '../org/takes-on.ts'

/** Nobody new begins at a suspended or closed organisation, whatever the post and whatever the way. */
export const checkTakesPeople = (organisation: Organisation): void =>
  checkTakesOn(organisation, {
    suspended: 'people.errors.organisation_suspended',
    closed: 'people.errors.organisation_closed',
  })
