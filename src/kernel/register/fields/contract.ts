import { z } from 'zod'
import type { MessageKey } from '../../language/messages/contract.ts'

type Common = { title: MessageKey; help?: MessageKey; optional?: true }

/** What a record may hold. The key of a field is its column, its JSON field and its form field. */
export type Field =
  | (Common & { kind: 'text'; max?: number; long?: true })
  /** One of a few: the value kept → its word. */
  | (Common & { kind: 'choice'; options: Record<string, MessageKey> })
  /** `until`: the record holds until the end of this day; lists tell and filter what runs out. `after`: not before that field. */
  | (Common & { kind: 'day'; until?: true; after?: string })
  | (Common & { kind: 'whole'; max?: number })
  /** An attachment of the record's organisation; its value is the file's id. */
  | (Common & { kind: 'file'; optional: true })

export type Fields = Record<string, Field>

/** A field's value as it travels. What is optional may be null. */
export function shapeOf(field: Field): z.ZodType {
  const shape = bareShapeOf(field)
  return field.optional ? shape.nullable().default(null) : shape
}

function bareShapeOf(field: Field): z.ZodType {
  if (field.kind === 'text')
    return z
      .string()
      .trim()
      .min(1)
      .max(field.max ?? 200)
  if (field.kind === 'choice') return z.enum(Object.keys(field.options))
  if (field.kind === 'day') return z.iso.date()
  if (field.kind === 'whole')
    return z
      .int()
      .min(0)
      .max(field.max ?? 2_000_000_000)
  return z.uuid()
}

export function shapesOf(fields: Fields): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, shapeOf(field)]))
}

/** The query parameters a list takes for its fields: choices by value, days from, to and, where it holds until then, within. */
export function filtersOf(fields: Fields): Record<string, z.ZodType> {
  const all = Object.entries(fields).flatMap(([key, field]): [string, z.ZodType][] => {
    if (field.kind === 'choice') {
      const one = z.enum(Object.keys(field.options))
      return [[key, z.union([one, z.array(one).max(50)]).optional()]]
    }
    if (field.kind !== 'day') return []
    const day = z.iso.date().optional()
    const within = z.coerce.number().int().min(-1).max(3650).optional()
    const range: [string, z.ZodType][] = [
      [`${key}_from`, day],
      [`${key}_to`, day],
    ]
    return field.until ? [...range, [`${key}_within`, within]] : range
  })
  return Object.fromEntries(all)
}

/** Whether the days stand in order: a field with `after` is not before the one it names. */
export function firstDayTooEarly(fields: Fields, values: Record<string, unknown>): string | undefined {
  for (const [key, field] of Object.entries(fields)) {
    if (field.kind !== 'day' || !field.after) continue
    const [day, earlier] = [values[key], values[field.after]]
    if (typeof day === 'string' && typeof earlier === 'string' && day < earlier) return key
  }
  return undefined
}
