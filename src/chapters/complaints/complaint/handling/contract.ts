import { z } from 'zod'
import { namedPerson } from '../../../../kernel/people/contract.ts'
import { mailShown } from '../../mail/contract.ts'
import { words } from '../words/contract.ts'

/** Root cause and corrective action, as they are agreed on. */
export const remedy = z.object({
  method: z.enum(['five_why', 'category']),
  root_cause: words,
  action: words,
  owner_id: z.uuid(),
  due_on: z.iso.date(),
})

const at = z.iso.datetime()

/** As it is kept. Its words are empty once their time is over. */
export const keptRemedy = remedy.extend({
  root_cause: z.string(),
  action: z.string(),
  owner: namedPerson,
  check_on: z.iso.date().nullable(),
  effective: z.boolean().nullable(),
  finding: z.string().nullable(),
  checked_at: at.nullable(),
  /** When its owner said it was done. */
  done_at: at.nullable(),
})

/** What was said, as its page shows it. */
export const messageShown = z.object({
  id: z.uuid(),
  kind: z.enum(['note', 'to_customer', 'from_customer', 'from_other']),
  text: z.string(),
  author: namedPerson.nullable(),
  mail: mailShown.nullable(),
  /** Number of the merged complaint it came with. */
  merged: z.string().nullable(),
  created_at: at,
})
