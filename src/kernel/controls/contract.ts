import { z } from 'zod'
import { endpoint } from '../http/contract.ts'
import { namedOrganisation } from '../org/contract.ts'
import { edition } from '../regulation/contract.ts'

/** `not_measured`: a control of the clause is not measured yet, and what is measured shows nothing amiss. */
export const standingStatuses = ['met', 'breached', 'no_data', 'not_measured'] as const
export type StandingStatus = (typeof standingStatuses)[number]

const count = { met: z.int(), total: z.int() }

/**
 * Paths of the list of what was counted, and of what of it was not met. Null: nothing was, no list can hold it, or the
 * reader may not open it.
 */
export const links = z.object({ records: z.string().nullable(), unmet_records: z.string().nullable() })

const counted = z.object({ key: z.string(), ...count, ...links.shape })

export const clauseStanding = z.object({
  clause_id: z.string(),
  /** What the clause says, in the reader's language, with the numbers of that edition; only when `clause` is given. */
  text: z.string().nullable(),
  status: z.enum(standingStatuses),
  /** Over the controls that are measured. */
  ...count,
  /** Those of its control; of several, each has its own. */
  ...links.shape,
  controls: z.array(
    counted.extend({
      /** What is counted, in the reader's language, with the numbers of that edition. */
      measure: z.string(),
      measured: z.boolean(),
      /** Where it isn't records that are counted, but several of each, or what no list holds: what, in the reader's language. */
      records_note: z.string().nullable(),
    }),
  ),
  /** Organisation by organisation, those with the most unmet first; only when `clause` is given. */
  organisations: z.array(z.object({ organisation: namedOrganisation, ...count, controls: z.array(counted) })),
})
export type ClauseStanding = z.infer<typeof clauseStanding>

export const standingPeriod = z.object({ key: z.string(), from: z.iso.date(), to: z.iso.date() })

const clauseId = /^[1-9](\.[1-9]\d?){2}$/
const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'http.errors.period')
/** A year, a quarter or a month. */
const period = z.string().regex(/^20\d\d(-Q[1-4]|-(0[1-9]|1[0-2]))?$/, 'http.errors.period')

/** Filters of a list whose records a control counts. */
export const countedFilters = z.object({
  /** The key of a control: only what it counts in the period, exactly. */
  counted: z.string().max(100).optional(),
  /** The current year unless told. */
  counted_in: period.optional(),
  /** Of that, what met the control, or did not. */
  counted_as: z.enum(['met', 'unmet']).optional(),
})
export type CountedFilters = z.output<typeof countedFilters>

/** What one month came to, as it was measured last. */
export const measuredMonth = z.object({
  period: month,
  status: z.enum(standingStatuses),
  ...count,
  /** The edition of the regulation it was measured by; null: not measured. */
  edition: z.int().nullable(),
  measured_at: z.iso.datetime().nullable(),
  /** Their lists are counted now. */
  controls: z.array(counted.extend({ measured: z.boolean() })),
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
    /** The current year unless told. */
    period: period.optional(),
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
