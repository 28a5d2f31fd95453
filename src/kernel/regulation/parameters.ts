import type { Parameter } from '../../../regulation/load.ts'
import { regulation } from '../../../regulation/load.ts'
import { sayNumber, sayValue, type Value } from '../../../regulation/say.ts'
import { notFound } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import type { Language } from '../language/contract.ts'
import { companyDay } from './company.ts'
import type { ReadParameter, SetValue } from './contract.ts'

type Row = {
  key: string
  version: number
  value: unknown
  effective_on: string
  reason: string | null
  set_at: string
  name: string | null
  name_en: string | null
}

export async function listParameters(ctx: Ctx, { language = ctx.language }: { language?: Language }) {
  const today = await companyDay(ctx)
  const rows = await readRows(ctx)
  const items = regulation().parameters.map((one) =>
    present(
      one,
      rows.filter((row) => row.key === one.key),
      { ctx, language, today },
    ),
  )
  return { today, items }
}

export async function readParameter(ctx: Ctx, key: string, language = ctx.language): Promise<ReadParameter> {
  const one = getParameter(key)
  return present(one, await readRows(ctx, key), { ctx, language, today: await companyDay(ctx) })
}

export async function readParameterHistory(ctx: Ctx, input: { key: string; language?: Language }) {
  const one = getParameter(input.key)
  const rows = await readRows(ctx, input.key)
  return { items: rows.map((row) => sayRow(one, row, input.language ?? ctx.language)) }
}

export function getParameter(key: string): Parameter {
  const found = regulation().parameters.find((one) => one.key === key)
  if (!found) throw notFound()
  return found
}

/** The latest version first. */
async function readRows(ctx: Ctx, key?: string): Promise<Row[]> {
  let rows = ctx.tx
    .selectFrom('kernel.regulation_parameter as p')
    .leftJoin('kernel.person as who', 'who.id', 'p.set_by')
    .select([
      'p.key',
      'p.version',
      'p.value',
      'p.effective_on',
      'p.reason',
      'p.set_at',
      'who.name',
      'who.name_en',
    ])
    .orderBy('p.key')
    .orderBy('p.version', 'desc')
  if (key !== undefined) rows = rows.where('p.key', '=', key)
  return rows.execute()
}

function present(
  one: Parameter,
  rows: Row[],
  { ctx, language, today }: { ctx: Ctx; language: Language; today: string },
): ReadParameter {
  const byDay = rows.toSorted((a, b) =>
    a.effective_on < b.effective_on ? -1 : a.effective_on > b.effective_on ? 1 : a.version - b.version,
  )
  const inForce = byDay.findLast((row) => row.effective_on <= today)
  if (!inForce) throw new Error(`the number ${one.key} was never seeded`)
  const later = byDay.filter(
    (row, i) => row.effective_on > today && byDay[i + 1]?.effective_on !== row.effective_on,
  )
  return {
    key: one.key,
    label: one.label[language],
    clauses: one.clauses,
    kind: one.kind,
    min: one.kind === 'choice' ? null : one.min,
    max: one.kind === 'choice' ? null : one.max,
    options: optionsOf(one, language),
    items: one.kind === 'list' ? one.items.map((item) => item[language]) : [],
    unit: unitOf(one, language),
    default: one.default,
    in_force: sayRow(one, inForce, language),
    scheduled: later.map((row) => sayRow(one, row, language)),
    version: rows[0]?.version ?? 1,
    can: ctx.holds('regulation.parameter.set') ? ['set'] : [],
  }
}

function sayRow(one: Parameter, row: Row, language: Language): SetValue {
  const { version, effective_on, reason, set_at } = row
  const value = row.value as Value
  const set_by_name = (language === 'en' && row.name_en) || row.name
  return { value, said: sayValue(one, value, language), version, effective_on, reason, set_at, set_by_name }
}

function optionsOf(one: Parameter, language: Language): ReadParameter['options'] {
  if (one.kind === 'choice') return one.options.map(({ value, label }) => ({ value, label: label[language] }))
  if (!('names' in one.say.en)) return []
  return one.say.en.names.map((_, i) => ({ value: i + 1, label: sayNumber(one.say, i + 1, language) }))
}

function unitOf(one: Parameter, language: Language): ReadParameter['unit'] {
  if (one.kind === 'choice' || 'names' in one.say.en) return { before: '', after: '' }
  const pattern = language === 'en' ? one.say.en.other : one.say.zh[language]
  const [before = '', after = ''] = pattern.split('{n}')
  return { before: before.trim(), after: after.trim() }
}
