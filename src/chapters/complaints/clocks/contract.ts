import { z } from 'zod'
import { clockKinds } from '../complaint/words/contract.ts'

const at = z.iso.datetime()

export const clockShown = z.object({
  kind: z.enum(clockKinds),
  standing: z.enum(['running', 'paused', 'stopped']),
  due_at: at.nullable(),
  /** Working minutes left, by the organisation's calendar; negative: overdue. Of a stopped one what was left. */
  minutes_left: z.number(),
  limit_minutes: z.number(),
  paused_minutes: z.number(),
})
export type ClockShown = z.infer<typeof clockShown>
