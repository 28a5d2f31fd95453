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
  organisations: z.array(
    z.object({ organisation: namedOrganisation, ...count, records: z.string().nullable() }),
  ),
})
export type ClauseStanding = z.infer<typeof clauseStanding>

export const standingPeriod = z.object({ key: z.string(), from: z.iso.date(), to: z.iso.date() })

const clauseId = /^[1-9](\.[1-9]\d?){2}$/
const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'http.errors.period')

/** What one month came to, as it was measured last. */
export const measuredMonth = z.object({
  period: month,
  status: z.enum(standingStatuses),
  ...count,
  /** The edition of the regulation it was measured by; null: not measured. */
  edition: z.int().nullable(),
  measured_at: z.iso.datetime().nullable(),
  controls: z.array(z.object({ key: z.string(), measured: z.boolean(), ...count })),
})
export type MeasuredMonth = z.infer<typeof measuredMonth>

/** An answer names this many organisations for each clause. */
export const organisationCap = 1_000

export const standing = z.object({
  period: standingPeriod,
  /** The edition of the regulation in force at the end of the period, or today while it runs. */
  edition,
  /** Whose work is counted. */
  scope: z.enum(['network', 'reach', 'organisation']),
  /**
   * When the year was measured, where so many organisations are within reach that those of each night are read; a control that
   * was not measured then is counted now. Null: all counted now, as a clause, an organisation or another period always is.
   */
  measured_at: z.iso.datetime().nullable(),
  clauses: z.array(clauseStanding),
})
export type Standing = z.infer<typeof standing>

export const readStanding = endpoint({
  name: 'controls.standing.read',
  method: 'GET',
  path: '/api/controls/standing',
  guard: 'controls.standing.read',
  summary:
    'How far each clause that has controls is kept in a period, within reach: counted now, or for a large network the running year as measured at night.',
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

export const listResults = endpoint({
  name: 'controls.result.list',
  method: 'GET',
  path: '/api/controls/results',
  guard: 'controls.standing.read',
  summary: 'What a clause came to in each of the last twelve months, as it was measured, within reach.',
  query: z.object({
    clause: z.string().regex(clauseId, 'http.errors.clause'),
    /** Only this organisation. */
    organisation_id: z.uuid().optional(),
  }),
  returns: z.object({
    /** The latest first. */
    items: z.array(measuredMonth),
    can: z.array(z.enum(['measure'])),
  }),
})

export const measureResults = endpoint({
  name: 'controls.result.measure',
  method: 'POST',
  path: '/api/controls/results/measure',
  guard: 'controls.result.measure',
  summary: 'Measures every control of a month anew, over all organisations, as a job.',
  body: z.object({ period: month }),
  returns: z.object({ job_id: z.uuid() }),
})
