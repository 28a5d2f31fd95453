import { z } from 'zod'
import { countedFilters } from '../controls/contract.ts'
import { byId, endpoint, pageOf, paging, seen } from '../http/contract.ts'
import { titled } from '../language/titles/contract.ts'
import { namedOrganisation } from '../org/contract.ts'
import { sheetOf } from '../sheet/contract.ts'

export const indicatorUnits = ['percent', 'per_thousand', 'count', 'days', 'ratio', 'amount'] as const
/** higher: the more the better; lower: the less the better. */
export const directions = ['higher', 'lower'] as const
export type Direction = (typeof directions)[number]
export const frequencies = ['month', 'quarter'] as const
export type Frequency = (typeof frequencies)[number]
export const indicatorSources = ['computed', 'entered', 'imported'] as const
export const levels = ['green', 'amber', 'red'] as const
export type Level = (typeof levels)[number]
/** `stale`: no value by the end of the period plus grace. `none`: none is due yet. */
export const shownLevels = [...levels, 'stale', 'none'] as const
export type ShownLevel = (typeof shownLevels)[number]

const person = z.object({ id: z.uuid(), name: z.string(), name_en: z.string().nullable() })
const at = z.iso.datetime()
const words = (most: number) => z.string().trim().min(1).max(most)
const period = z.string().regex(/^20\d\d-(Q[1-4]|0[1-9]|1[0-2])$/, 'indicators.errors.period')

const definition = {
  title: words(200),
  title_en: z.string().trim().max(200).nullable(),
  description: z.string().trim().max(2000),
  unit: z.enum(indicatorUnits),
  direction: z.enum(directions),
  frequency: z.enum(frequencies),
  grace_days: z.int().min(0).max(90),
  clause: z.string().trim().max(10).nullable(),
}
const thresholds = { amber: z.number(), red: z.number() }

export const indicatorSummary = z.object({
  /** Organisations by the level of the last period whose value is due. */
  green: z.int(),
  amber: z.int(),
  red: z.int(),
  stale: z.int(),
  none: z.int(),
})

export const listedIndicator = z.object({
  id: z.uuid(),
  key: z.string(),
  ...definition,
  title_tw: titled.title_tw,
  source: z.enum(indicatorSources),
  ...thresholds,
  threshold_version: z.int(),
  active: z.boolean(),
  version: z.int(),
  summary: indicatorSummary,
})
export type ListedIndicator = z.infer<typeof listedIndicator>

export const listIndicators = endpoint({
  name: 'indicators.indicator.list',
  method: 'GET',
  path: '/api/indicators',
  guard: 'indicators.indicator.read',
  summary: 'What is measured, with how many organisations within reach are green, amber, red and stale.',
  query: z.object({ under: z.uuid().optional() }),
  returns: z.object({ items: z.array(listedIndicator) }),
})
export const readIndicator = endpoint({
  name: 'indicators.indicator.read',
  method: 'GET',
  path: '/api/indicators/:id',
  guard: 'indicators.indicator.read',
  summary: 'One indicator with every version of its warning values.',
  params: byId,
  returns: listedIndicator.extend({
    /** Periods that are over, the latest first: what may be entered now. */
    periods: z.array(z.string()),
    /** The last period whose end and grace are over. */
    due_period: z.string().nullable(),
    versions: z.array(
      z.object({
        version: z.int(),
        ...thresholds,
        set_by: person.nullable(),
        set_at: at,
        reason: z.string(),
      }),
    ),
    /** Path of the records a computed one is counted from. */
    records: z.string().nullable(),
  }),
})
export const createIndicator = endpoint({
  name: 'indicators.indicator.create',
  method: 'POST',
  path: '/api/indicators',
  guard: 'indicators.indicator.edit',
  summary: 'Defines an indicator that is entered by hand or imported, with its first warning values.',
  body: z.object({
    ...definition,
    source: z.enum(['entered', 'imported']),
    starts_on: z.iso.date(),
    ...thresholds,
  }),
  returns: z.object({ id: z.uuid() }),
})
export const setThresholds = endpoint({
  name: 'indicators.indicator.set_thresholds',
  method: 'POST',
  path: '/api/indicators/:id/thresholds',
  guard: 'indicators.indicator.edit',
  summary: 'Sets new warning values; values entered before keep those they were judged by.',
  params: byId,
  body: seen.extend({ ...thresholds, reason: words(500) }),
})

export const indicatorValue = z.object({
  id: z.uuid(),
  indicator: z.object({
    id: z.uuid(),
    ...titled,
    unit: z.enum(indicatorUnits),
  }),
  /** Path of the records a computed one was counted from. */
  records: z.string().nullable(),
  /** May be corrected by the reader. */
  correctable: z.boolean(),
  organisation: namedOrganisation,
  period: z.string(),
  value: z.number(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  level: z.enum(levels),
  ...thresholds,
  threshold_version: z.int(),
  revision: z.int(),
  /** Why it was corrected, came late, or was counted anew. */
  reason: z.string().nullable(),
  /** Its period's end and grace were over when the first value came. */
  late: z.boolean(),
  /** When another revision took its place. */
  superseded_at: at.nullable(),
  entered_by: person.nullable(),
  entered_at: at,
})
export type IndicatorValue = z.infer<typeof indicatorValue>

export const standingOf = z.object({
  id: z.uuid(),
  organisation: namedOrganisation,
  level: z.enum(shownLevels),
  period: z.string().nullable(),
  value: z.number().nullable(),
  /** It came when the period's end and the grace were over. */
  late: z.boolean(),
  /** The last twelve periods with a value, the earliest first. */
  trend: z.array(z.object({ period: z.string(), value: z.number(), level: z.enum(levels) })),
})
export type IndicatorStanding = z.infer<typeof standingOf>

export const listIndicatorStanding = endpoint({
  name: 'indicators.value.standing',
  method: 'GET',
  path: '/api/indicators/:id/standing',
  guard: 'indicators.indicator.read',
  summary: 'Where every organisation within reach stands on an indicator; what is stale is shown apart.',
  params: byId,
  query: paging.extend({ level: z.enum(shownLevels).optional(), under: z.uuid().optional() }),
  returns: pageOf(standingOf),
})
export const listValues = endpoint({
  name: 'indicators.value.list',
  method: 'GET',
  path: '/api/indicators/values',
  guard: 'indicators.indicator.read',
  summary: 'Values within reach, the latest period first; superseded ones only when asked for.',
  query: paging.extend({
    indicator_id: z.uuid().optional(),
    level: z.enum(levels).optional(),
    under: z.uuid().optional(),
    organisation_id: z.uuid().optional(),
    period: period.optional(),
    superseded: z.enum(['true']).optional(),
    late: z.enum(['true']).optional(),
  }),
  returns: pageOf(indicatorValue),
})
export const exportValues = sheetOf(listValues)

/** Asked for once the period's end and the grace are over; whoever enters then may also correct values. */
const whyLate = z.string().trim().max(500).optional()

export const enterValue = endpoint({
  name: 'indicators.value.enter',
  method: 'POST',
  path: '/api/indicators/:id/values',
  guard: 'indicators.value.enter',
  summary: 'Enters the value of a period that is over, once.',
  params: byId,
  body: z.object({
    org_id: z.uuid(),
    /** `2026-10` or `2026-Q3`, as the indicator’s frequency is. */
    period: z.string().trim().max(10),
    value: z.number(),
    reason: whyLate,
  }),
  returns: z.object({ id: z.uuid(), level: z.enum(levels) }),
})
/** One line of what is brought in, and what comes of it. */
export const broughtRow = z.object({
  line: z.int(),
  code: z.string(),
  /** By name, where the code is one within reach. */
  organisation: z.object({ name: z.string(), name_en: z.string().nullable() }).nullable(),
  period: z.string(),
  /** As it stands there. */
  written: z.string(),
  value: z.number().nullable(),
  /** The period's end and the grace are over: it comes in by whoever may correct values, with a reason. */
  late: z.boolean(),
  /** `same`: there already with this value. `fault`: not taken. */
  standing: z.enum(['new', 'same', 'fault']),
  /** Why not, as a sentence. */
  fault: z.string().nullable(),
})
export type BroughtRow = z.infer<typeof broughtRow>

const brought = z.object({
  /** CSV or copied from a sheet: organisation code, period, value; with a header in any order. */
  text: z.string().min(1, 'indicators.errors.bring_in_empty').max(1_000_000),
  reason: whyLate,
})
export const checkBroughtIn = endpoint({
  name: 'indicators.value.check',
  method: 'POST',
  path: '/api/indicators/:id/values/check',
  guard: 'indicators.value.enter',
  summary: 'Says line by line what bringing these values in would do; changes nothing.',
  params: byId,
  body: brought,
  returns: z.object({
    counts: z.object({ new: z.int(), same: z.int(), fault: z.int() }),
    rows: z.array(broughtRow),
  }),
})
export const bringInValues = endpoint({
  name: 'indicators.value.bring_in',
  method: 'POST',
  path: '/api/indicators/:id/values/bring-in',
  guard: 'indicators.value.enter',
  summary: 'Brings in many values of periods that are over, all of them or none.',
  params: byId,
  body: brought,
  returns: z.object({ brought: z.int(), same: z.int() }),
})
export const correctValue = endpoint({
  name: 'indicators.value.correct',
  method: 'POST',
  path: '/api/indicators/values/:id/correct',
  guard: 'indicators.value.correct',
  summary: 'Replaces a value that was entered; the old one and the reason stay.',
  params: byId,
  body: z.object({ value: z.number(), reason: words(500) }),
  returns: z.object({ id: z.uuid(), level: z.enum(levels) }),
})

export const indicatorWarning = z.object({
  id: z.uuid(),
  indicator: z.object({ id: z.uuid(), ...titled, unit: z.enum(indicatorUnits) }),
  organisation: namedOrganisation,
  level: z.enum(['amber', 'red']),
  period: z.string(),
  value: z.number(),
  raised_at: at,
  escalated: z.int(),
  response: z.string().nullable(),
  responded_by: person.nullable(),
  responded_at: at.nullable(),
  rearmed_at: at.nullable(),
  version: z.int(),
})
export type IndicatorWarning = z.infer<typeof indicatorWarning>

export const warningStates = ['open', 'responded', 'over'] as const
export const listWarnings = endpoint({
  name: 'indicators.warning.list',
  method: 'GET',
  path: '/api/indicators/warnings',
  guard: 'indicators.indicator.read',
  summary: 'Warnings within reach, the latest first: open, responded to, or over.',
  query: paging.extend({
    state: z.enum(warningStates).optional(),
    level: z.enum(['amber', 'red']).optional(),
    indicator_id: z.uuid().optional(),
    under: z.uuid().optional(),
    /** This organisation alone. */
    organisation_id: z.uuid().optional(),
    ...countedFilters.shape,
  }),
  returns: pageOf(indicatorWarning),
})
export const respondWarning = endpoint({
  name: 'indicators.warning.respond',
  method: 'POST',
  path: '/api/indicators/warnings/:id/respond',
  guard: 'indicators.warning.respond',
  summary: 'Says what is done about a warning; it is no longer escalated.',
  params: byId,
  body: seen.extend({ response: words(2000) }),
})
