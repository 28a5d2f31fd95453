import { z } from 'zod'

/** A sentence as its author wrote it. `tw` only where the derived Traditional Chinese is wrong. */
const text = z.strictObject({
  zh: z.string().min(1),
  en: z.string().min(1),
  tw: z.string().min(1).optional(),
})

const chapterId = z.string().regex(/^[1-9]$/)
const sectionId = z.string().regex(/^[1-9]\.[1-9]\d?$/)
const clauseId = z.string().regex(/^[1-9]\.[1-9]\d?(\.[1-9]\d?)?$/)
const parameterKey = z.string().regex(/^[a-z][a-z_]*$/)

const control = z.strictObject({
  key: z.string().regex(/^[a-z]+\.[a-z][a-z_]*$/),
  measure: text,
})

const clause = text.extend({
  id: clauseId,
  supplementary: z.boolean().default(false),
  controls: z.array(control).default([]),
})

const section = z.strictObject({ id: sectionId, title: text, clauses: z.array(clause).min(1) })

/** One file of `chapters/`. */
export const chapterShape = z.strictObject({ id: chapterId, title: text, sections: z.array(section).min(1) })

/** `regulation.yaml`. */
export const titleShape = z.strictObject({ title: text, short_title: text })

const forms = z.strictObject({
  ordinal: z.boolean().default(false),
  one: z.string().optional(),
  two: z.string().optional(),
  few: z.string().optional(),
  other: z.string(),
})
const names = z.strictObject({ names: z.array(z.string()).length(12) })
const numberUnit = z.strictObject({
  zh: z.string().includes('{n}'),
  tw: z.string().includes('{n}').optional(),
  en: z.union([forms, names]),
})
const choiceUnit = z.strictObject({ options: z.record(z.string(), text) })

/** `units.yaml`. */
export const unitsShape = z.record(z.string(), z.union([numberUnit, choiceUnit]))

const belonging = { label: text, unit: z.string(), clauses: z.array(clauseId).min(1) }
const range = { min: z.int(), max: z.int() }

const parameter = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('number'), ...belonging, ...range, default: z.int() }),
  z.strictObject({ kind: z.literal('choice'), ...belonging, default: z.string() }),
  z.strictObject({
    kind: z.literal('list'),
    ...belonging,
    ...range,
    items: z.array(text).min(2),
    default: z.array(z.int()),
  }),
])

/** `parameters.yaml`. */
export const parametersShape = z.record(parameterKey, parameter)

export type ChapterFile = z.infer<typeof chapterShape>
export type TitleFile = z.infer<typeof titleShape>
export type UnitsFile = z.infer<typeof unitsShape>
export type ParametersFile = z.infer<typeof parametersShape>
