import { z } from 'zod'
import { byId, endpoint } from '../../../http/contract.ts'
import { fieldValues } from '../contract.ts'

const person = z.object({ id: z.uuid(), name: z.string(), name_en: z.string().nullable() })

/** One step as a matter would meet it, if everybody asked said yes. */
export const trialStep = z.object({
  key: z.string(),
  position: z.int(),
  outcome: z.enum(['taken', 'parked', 'skipped']),
  /** Why it is skipped: another path is taken, or its own condition doesn't hold. */
  skipped: z.enum(['other_path', 'condition']).nullable(),
  park_reason: z.enum(['nobody', 'too_few']).nullable(),
  people: z.array(
    z.object({
      person,
      origin: z.enum(['rule', 'applicant_choice', 'next_head_up']),
      group: z.string(),
      weight: z.int(),
      /** Their yes at an earlier step counts here. */
      same_person: z.boolean(),
    }),
  ),
  /** Whom its rules name and who isn't asked; `rule` names what bars them. */
  passed_over: z.array(
    z.object({
      person,
      why: z.enum(['applicant', 'barred', 'cannot_decide']),
      rule: z.string().nullable(),
    }),
  ),
  /** Its approvers are chosen by somebody: the first candidate is taken here. */
  chosen_by: z.enum(['applicant', 'previous']).nullable(),
})
export type TrialStep = z.infer<typeof trialStep>

export const tryFlow = endpoint({
  name: 'approvals.flow.try',
  method: 'POST',
  path: '/api/approvals/flow-versions/:id/try',
  guard: 'approvals.flow.read',
  summary:
    'Shows the way a matter would take through a version, and whom each step would ask. Writes nothing.',
  params: byId,
  body: z.discriminatedUnion('of', [
    z.object({ of: z.literal('sample'), org_id: z.uuid(), applicant_id: z.uuid(), fields: fieldValues }),
    /** A request there was, as it was in its latest round, with the people of today. */
    z.object({ of: z.literal('request'), request_id: z.uuid() }),
  ]),
  returns: z.object({
    /** The flow is meant for such a matter. */
    applies: z.boolean(),
    steps: z.array(trialStep),
    /** Keys of the paths taken. */
    paths: z.array(z.string()),
    applicant: person,
  }),
})
