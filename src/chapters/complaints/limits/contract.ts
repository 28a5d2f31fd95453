import { z } from 'zod'
import { endpoint, seen } from '../../../kernel/http/contract.ts'
import { namedPerson } from '../../../kernel/people/contract.ts'

const day = z.iso.date()
const hours = z.number().gt(0).max(1000)
export const severityLimit = z.object({
  severity: z.int().min(1).max(4),
  /** Working hours until the first response; null: as the regulation says. */
  response_hours: hours.nullable(),
  /** Working hours until the customer hears the next word. */
  update_hours: hours,
  /** Days until it is resolved; null: as the regulation says. */
  resolve_days: z.int().min(1).max(366).nullable(),
})

export const limitsVersion = z.object({
  version: z.int(),
  from_on: day,
  standing: z.enum(['in_force', 'ahead', 'past']),
  reason: z.string(),
  set_by: namedPerson.nullable(),
  set_at: z.iso.datetime(),
  limits: z.array(severityLimit),
})
export type LimitsVersion = z.infer<typeof limitsVersion>

export const readLimits = endpoint({
  name: 'complaints.limits.read',
  method: 'GET',
  path: '/api/complaints/limits',
  guard: 'complaints.limits.read',
  summary:
    'The times complaints are handled in, by severity, with every version and the regulation’s numbers.',
  returns: z.object({
    /** The latest first. */
    versions: z.array(limitsVersion),
    /** What the regulation says today; nothing is ever longer. */
    regulation: z.object({ response_hours: z.number(), resolve_days: z.int(), extend_days: z.int() }),
    tomorrow: day,
    /** Whose trail tells of them. */
    trail: z.object({ org_id: z.uuid(), subject_id: z.uuid() }),
    can: z.array(z.enum(['set'])),
  }),
})

export const setLimits = endpoint({
  name: 'complaints.limits.set',
  method: 'POST',
  path: '/api/complaints/limits',
  guard: 'complaints.limits.set',
  summary: 'Sets the times for complaints that come from a day on; those that came before keep theirs.',
  body: seen.extend({
    from_on: day,
    reason: z.string().trim().min(1).max(500),
    limits: z.array(severityLimit).length(4),
  }),
})
