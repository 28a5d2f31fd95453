import { describe, expect, test } from 'vitest'
import { parts } from '../../src/app/parts.ts'
import type { Field } from '../../src/kernel/register/fields/contract.ts'
import { startApp } from '../support/app.ts'

const app = await startApp()
const registers = parts.flatMap(({ register }) => (register ? [register] : []))

/** Of every register, whatever it holds. */
const common = {
  org_id: ['uuid', 'NO'],
  id: ['uuid', 'NO'],
  version: ['integer', 'NO'],
  created_at: ['timestamp with time zone', 'NO'],
  updated_at: ['timestamp with time zone', 'NO'],
}

const types: Record<Field['kind'], string> = {
  text: 'text',
  choice: 'text',
  day: 'date',
  whole: 'integer',
  file: 'uuid',
}

describe.each(registers.map((one) => [one.name, one] as const))('the register %s', (_name, register) => {
  const { schema, table, fields, name, acts } = register

  test('has the columns of its table, each of its type, and no other', async () => {
    const { rows } = await sqlOf(
      `select column_name, data_type, is_nullable from information_schema.columns
       where table_schema = '${schema}' and table_name = '${table}'`,
    )
    const found = rows.map(({ column_name, data_type, is_nullable }) => [
      column_name,
      [data_type, is_nullable],
    ])
    const declared = Object.entries(fields).map(([key, { kind, optional }]) => [
      key,
      [types[kind], optional ? 'YES' : 'NO'],
    ])
    expect(Object.fromEntries(found)).toEqual({ ...common, ...Object.fromEntries(declared) })
  })

  test('offers the choices its table takes', async () => {
    const { rows } = await sqlOf(
      `select pg_get_constraintdef(oid) as text from pg_constraint
       where conrelid = '${schema}.${table}'::regclass and contype = 'c'`,
    )
    for (const [key, field] of Object.entries(fields)) {
      if (field.kind !== 'choice') continue
      const check = rows.map(({ text }) => text!).find((text) => text.includes(`((${key} = ANY`))
      const taken = [...(check?.matchAll(/'([^']+)'::text/g) ?? [])].map(([, value]) => value)
      expect(taken.sort(), key).toEqual(Object.keys(field.options).sort())
    }
  })

  test('names what the trail says of it', () => {
    const [chapter, thing] = name.split('.')
    for (const [act, key] of Object.entries(acts)) expect(key).toBe(`${chapter}.trail.${thing}_${act}`)
  })
})

async function sqlOf(text: string) {
  const { sql } = await import('kysely')
  return sql.raw<Record<string, string>>(text).execute(app.owner)
}
