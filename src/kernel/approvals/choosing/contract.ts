import { z } from 'zod'
import type { NamedPerson, StepShown } from '../request/contract.ts'

/** Step key → persons: whom an applicant chooses to decide, where the flow leaves it to them. */
export const chosenApprovers = z.record(z.string().max(80), z.array(z.uuid()).max(20))
export type Chosen = z.infer<typeof chosenApprovers>
/** What `approvals.errors.approvers_wanted` carries: the steps to choose for, and from whom. */
export type ApproverChoice = Pick<StepShown, 'key' | 'title' | 'title_en'> & { people: NamedPerson[] }
