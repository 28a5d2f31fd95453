import { declareTrailFields } from '../../kernel/trail/fields.ts'
import { registerOutside } from '../../kernel/trail/outside.ts'
import { subjectType } from './complaint/life/row.ts'

const acts = (...verbs: string[]) => verbs.map((verb) => `${subjectType}.${verb}`)

/** Whom the differences of complaints name, and what is money in them. */
export const declareFields = (): void =>
  declareTrailFields(subjectType, {
    people: ['handler', 'staff'],
    money: ['claimed', 'compensated', 'amount'],
  })

/** What customers do at the door and by mail, and others by mail: the system has no part in it but to take it in. */
export function registerOutsiders(): void {
  registerOutside({
    actions: acts('create', 'attach', 'add', 'hear', 'accept', 'object', 'rate'),
    actor: 'complaints.trail_actors.customer',
  })
  registerOutside({ actions: acts('add_other', 'attach_other'), actor: 'complaints.trail_actors.other' })
}
