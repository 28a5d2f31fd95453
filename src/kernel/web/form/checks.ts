import type { z } from 'zod'

export type Path = (string | number)[]
export type Issue = { path: Path; issue: z.core.$ZodIssue; value: unknown }

/** Every fault of the values by the schema, first one per field. */
export function findIssues(schema: z.ZodType, values: unknown): Issue[] {
  const result = schema.safeParse(values)
  if (result.success) return []
  const seen = new Set<string>()
  return result.error.issues.flatMap((issue) => {
    const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
    const name = path.join('.')
    if (seen.has(name)) return []
    seen.add(name)
    return [{ path, issue, value: valueAt(values, path) }]
  })
}

/** `staffing` covers `staffing.0.number`. */
export const covers = (outer: Path, inner: Path) =>
  outer.every((part, index) => String(part) === String(inner[index]))

export function valueAt(values: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      value && typeof value === 'object' ? (value as Record<string, unknown>)[part] : undefined,
    values,
  )
}

/** What the fields hold, as the endpoint wants it: empty text is no value, and null where the schema asks for null. */
export function tidy(schema: z.ZodType, values: Record<string, unknown>): Record<string, unknown> {
  return tidyValue(schema, values) as Record<string, unknown>
}

function tidyValue(schema: z.ZodType | undefined, value: unknown): unknown {
  const inner = schema && unwrap(schema)
  if (Array.isArray(value)) return value.map((one, index) => tidyValue(inner && step(inner, index), one))
  if (value !== null && typeof value === 'object' && value.constructor === Object) {
    const names = new Set([...Object.keys(value), ...shapeNames(inner)])
    const tidied = [...names].map((name) => {
      const held = (value as Record<string, unknown>)[name]
      return [name, tidyValue(inner && step(inner, name), held)] as const
    })
    return Object.fromEntries(tidied.filter(([, held]) => held !== undefined))
  }
  const empty = value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
  if (!empty) return value
  if (!schema || schema.safeParse(undefined).success)
    return value === undefined || !takesNull(schema) ? undefined : null
  return takesNull(schema) ? null : undefined
}

const takesNull = (schema: z.ZodType | undefined) => schema?.safeParse(null).success === true

const shapeNames = (schema: z.ZodType | undefined) =>
  schema && 'shape' in schema ? Object.keys(schema.shape as object) : []

/** Whether the field may be left empty. */
export function isOptional(schema: z.ZodType, path: Path): boolean {
  let at: z.ZodType | undefined = schema
  for (const part of path) at = at && step(unwrap(at), part)
  return at === undefined || at.safeParse(undefined).success || at.safeParse(null).success
}

function step(schema: z.ZodType, part: string | number): z.ZodType | undefined {
  if ('shape' in schema) return (schema.shape as Record<string, z.ZodType>)[part]
  return 'element' in schema ? (schema.element as z.ZodType) : undefined
}

const wrappers = ['optional', 'nullable', 'default', 'prefault', 'nonoptional', 'readonly', 'catch']

/** The schema inside optional(), nullable(), default(). */
function unwrap(schema: z.ZodType): z.ZodType {
  if (!wrappers.includes(schema.def.type) || !('innerType' in schema.def)) return schema
  return unwrap(schema.def.innerType as z.ZodType)
}
