import type { Complainant } from '../../complaint/contract.ts'
import type { Fault, Verdict } from '../words/contract.ts'
import type { Place } from './organisations.ts'
import type { Named } from './terms.ts'
import type { Times } from './times.ts'

/** A complaint as a row says it, with everything it names found. */
export type Plan = Times & {
  place: Place
  key: string
  content: string
  line: number
  subject: string
  /** Whether the file gave it its subject. */
  worded: boolean
  description: string
  kind: Named
  severity: number
  service: Named | null
  cause: Named | null
  staff_id: string | null
  handler_id: string | null
  complainant: Complainant
  claimed: number | null
  answer: string | null
  stars: number | null
  /** Whom it is about: they have no part in it. */
  concerned: Set<string>
}

/** What becomes of a row. */
export type Judged = {
  line: number
  verdict: Verdict
  does: 'create' | 'same' | 'nothing'
  organisation: string
  reference: string
  subject: string
  of_org_id: string | null
  complaint_id: string | null
  number: string | null
  faults: Fault[]
  cells: string[]
  plan: Plan | null
}
