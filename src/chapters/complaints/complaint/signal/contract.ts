import { z } from 'zod'
import { namedPerson } from '../../../../kernel/people/contract.ts'

/** A signal of a risk: one cause came up again and again at one organisation. */
export const riskSignal = z.object({
  id: z.uuid(),
  /** The cause as it is called now. */
  cause: z.string(),
  /** How often it had come up in so many days when the signal was raised. */
  times: z.int(),
  days: z.int(),
  raised_at: z.iso.datetime(),
  /** The complaints it counts, without those merged or found without ground since. */
  list: z.string(),
  /** What was opened for it, and who was told; null for whoever may not read issues. */
  issue: z
    .object({
      id: z.uuid(),
      number: z.string(),
      state: z.string(),
      /** Null: the organisation had no head, and whoever is above was asked. */
      told: namedPerson.nullable(),
      told_at: z.iso.datetime().nullable(),
    })
    .nullable(),
})
export type RiskSignal = z.infer<typeof riskSignal>
