import { z } from 'zod'
import { endpoint } from '../http/contract.ts'
import { namedOrganisation } from '../org/contract.ts'
import { edition } from '../regulation/contract.ts'

/** `not_measured`: a control of the clause is not measured yet, and what is measured shows nothing amiss. */
export const standingStatuses = ['met', 'breached', 'no_data', 'not_measured'] as const
export type StandingStatus = (typeof standingStatuses)[number]

const count = { met: z.int(), total: z.int() }

export const clauseStanding = z.object({
  clause_id: z.string(),
  status: z.enum(standingStatuses),
  /** Over the controls that are measured. */
  ...count,
  /** Path of the records behind it; null when nothing is measured or the reader may not open them. */
  records: z.string().nullable(),
  controls: z.array(
    z.object({
      key: z.string(),
      /** What is counted, in the reader's language, with the numbers of that edition. */
      measure: z.string(),
      measured: z.boolean(),
      ...count,
      records: z.string().nullable(),
    }),
  ),
  /** Organisation by organisation, those with the most unmet first; only when `clause` is given. */
  organisations: z.array(z.object({ organisation: namedOrganisation, ...count })),
})
export type ClauseStanding = z.infer<typeof clauseStanding>

export const standingPeriod = z.object({ key: z.string(), from: z.iso.date(), to: z.iso.date() })

/** An answer names this many organisations for each clause. */
export const organisationCap = 1_000

export const standing = z.object({
  period: standingPeriod,
  /** The edition of the regulation in force at the end of the period, or today while it runs. */
  edition,
  /** Whose work is counted. */
  scope: z.enum(['network', 'reach', 'organisation']),
  clauses: z.array(clauseStanding),
})
export type Standing = z.infer<typeof standing>

export const readStanding = endpoint({
  name: 'controls.standing.read',
  method: 'GET',
  path: '/api/controls/standing',
  guard: 'controls.standing.read',
  summary: 'Counts, live and within reach, how far each clause that has controls is kept in a period.',
  query: z.object({
    /** A clause, a section or a chapter: `2.2.4`, `2.2`, `2`. */
    clause: z
      .string()
      .regex(/^[1-9](\.[1-9]\d?){0,2}$/, 'http.errors.clause')
      .optional(),
    /** Only this organisation. */
    organisation_id: z.uuid().optional(),
    /** A year, a quarter or a month; the current year unless told. */
    period: z
      .string()
      .regex(/^20\d\d(-Q[1-4]|-(0[1-9]|1[0-2]))?$/, 'http.errors.period')
      .optional(),
  }),
  returns: standing,
})
