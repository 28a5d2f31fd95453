import { z } from 'zod'
import { endpoint } from '../http/contract.ts'
import { languages } from '../language/contract.ts'

const day = z.iso.date()
const parameterKey = z.string().regex(/^[a-z][a-z_]*$/)

/** A stretch of a sentence; with `parameter` it is a number in force. */
export const piece = z.object({ text: z.string(), parameter: parameterKey.optional() })
export type SentencePiece = z.infer<typeof piece>

/** A number of the regulation as it is said: 投诉办结时限 / 15日. */
export const saidNumber = z.object({ parameter: parameterKey, label: z.string(), value: z.string() })
export type SaidNumber = z.infer<typeof saidNumber>

export const clause = z.object({
  id: z.string(),
  pieces: z.array(piece),
  /** Not of the source regulation, but what regulations of this type go on to ask. */
  supplementary: z.boolean(),
  numbers: z.array(saidNumber),
  controls: z.array(z.object({ key: z.string(), measure: z.string() })),
})
export type ReadClause = z.infer<typeof clause>

export const section = z.object({ id: z.string(), title: z.string(), clauses: z.array(clause) })
export const chapter = z.object({ id: z.string(), title: z.string(), sections: z.array(section) })
export type ReadChapter = z.infer<typeof chapter>

export const edition = z.object({ number: z.int(), effective_on: day, hash: z.string() })
export type Edition = z.infer<typeof edition>

export const regulationPage = z.object({
  language: z.enum(languages),
  company: z.string(),
  title: z.string(),
  short_title: z.string(),
  /** The day it is read for. */
  on: day,
  edition,
  chapters: z.array(chapter),
  numbers: z.array(saidNumber.extend({ clauses: z.array(z.string()) })),
  can: z.array(z.enum(['set_numbers'])),
})
export type RegulationPage = z.infer<typeof regulationPage>

const reading = z.object({ language: z.enum(languages).optional(), on: day.optional() })

export const readRegulation = endpoint({
  name: 'regulation.regulation.read',
  method: 'GET',
  path: '/api/regulation',
  guard: 'signed_in',
  summary: 'The regulation as it holds on a day, with the company and the numbers in force filled in.',
  query: reading,
  returns: regulationPage,
})

export const exportRegulation = endpoint({
  name: 'regulation.regulation.export',
  method: 'GET',
  path: '/api/regulation/export.docx',
  guard: 'signed_in',
  summary: 'The same as a Word document.',
  query: reading,
  carries: 'file',
})

export const listEditions = endpoint({
  name: 'regulation.edition.list',
  method: 'GET',
  path: '/api/regulation/editions',
  guard: 'signed_in',
  summary: 'Every edition of the regulation, the latest first.',
  returns: z.object({
    items: z.array(
      edition.extend({ published_at: z.iso.datetime(), published_by_name: z.string().nullable() }),
    ),
  }),
})

export const parameterValue = z.union([z.int(), z.string().max(40), z.array(z.int()).max(10)])
export type ParameterValue = z.infer<typeof parameterValue>

/** A value from a day on. */
const setValue = z.object({
  value: parameterValue,
  said: z.string(),
  effective_on: day,
  version: z.int(),
  set_at: z.iso.datetime(),
  set_by_name: z.string().nullable(),
  reason: z.string().nullable(),
})
export type SetValue = z.infer<typeof setValue>

export const parameterShape = z.object({
  key: parameterKey,
  label: z.string(),
  clauses: z.array(z.string()),
  kind: z.enum(['number', 'choice', 'list']),
  min: z.int().nullable(),
  max: z.int().nullable(),
  /** What may be chosen, or what a number is called when it has a name of its own (months). */
  options: z.array(z.object({ value: z.union([z.int(), z.string()]), label: z.string() })),
  /** What each number of a list is for. */
  items: z.array(z.string()),
  /** Said around a number: 次月第 … 个工作日. */
  unit: z.object({ before: z.string(), after: z.string() }),
  default: parameterValue,
  in_force: setValue,
  /** Values that will hold from a later day on, in the order of the days. */
  scheduled: z.array(setValue),
  /** Highest version of any value of this number: what an update names. */
  version: z.int(),
  can: z.array(z.enum(['set'])),
})
export type ReadParameter = z.infer<typeof parameterShape>

export const listParameters = endpoint({
  name: 'regulation.parameter.list',
  method: 'GET',
  path: '/api/regulation/parameters',
  guard: 'regulation.parameter.read',
  summary: "The regulation's own numbers: what holds today, what will hold, and what may be set.",
  query: z.object({ language: z.enum(languages).optional() }),
  returns: z.object({ today: day, items: z.array(parameterShape) }),
})

export const readParameterHistory = endpoint({
  name: 'regulation.parameter.history',
  method: 'GET',
  path: '/api/regulation/parameters/:key/history',
  guard: 'regulation.parameter.read',
  summary: 'Every value a number of the regulation was ever given, the latest first.',
  params: z.object({ key: parameterKey }),
  query: z.object({ language: z.enum(languages).optional() }),
  returns: z.object({ items: z.array(setValue) }),
})

export const setParameter = endpoint({
  name: 'regulation.parameter.set',
  method: 'PUT',
  path: '/api/regulation/parameters/:key',
  guard: 'regulation.parameter.set',
  summary: 'Sets a number of the regulation from a day on, today or later, and publishes a new edition.',
  params: z.object({ key: parameterKey }),
  body: z.object({
    version: z.int().min(1),
    value: parameterValue,
    effective_on: day,
    reason: z.string().trim().min(1).max(500),
  }),
  returns: parameterShape,
})
