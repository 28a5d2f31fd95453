import type { Parameter } from '../../../regulation/load.ts'
import type { Value } from '../../../regulation/say.ts'
import { personOf } from '../access/actor.ts'
import { dayIn } from '../calendar/working-days.ts'
import { invalid, type Params, stale } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import type { Language } from '../language/contract.ts'
import { subjectOfKey } from '../trail/subject-of-key.ts'
import { readCompany } from './company.ts'
import type { ParameterValue } from './contract.ts'
import { lockRegulation, publishFrom } from './editions.ts'
import { getParameter } from './parameters.ts'
import { valuesOn } from './values.ts'

type Setting = { key: string; version: number; value: ParameterValue; effective_on: string; reason: string }

/** Sets a number from a day on and publishes the edition that says so. What held before that day stays. */
export async function setParameter(
  ctx: Ctx,
  { key, version, value, effective_on, reason }: Setting,
): Promise<void> {
  const one = getParameter(key)
  const checked = checkValue(one, value, ctx.language)
  const company = await readCompany(ctx.tx)
  const today = dayIn(company.time_zone, ctx.now)
  if (effective_on < today) throw fault('effective_on', 'regulation.parameter.errors.past', { today })
  await lockRegulation(ctx.tx)
  const { last } = await ctx.tx
    .selectFrom('kernel.regulation_parameter')
    .select((row) => row.fn.max('version').as('last'))
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  if (last !== version) throw stale()
  const before = (await valuesOn(ctx, effective_on))[one.key]
  const set_by = personOf(ctx.actor)
  await ctx.tx
    .insertInto('kernel.regulation_parameter')
    .values({
      key,
      version: version + 1,
      value: JSON.stringify(checked),
      effective_on,
      reason,
      set_at: ctx.now,
      set_by,
    })
    .execute()
  const [edition] = await publishFrom({ tx: ctx.tx, now: ctx.now, published_by: set_by }, effective_on)
  ctx.record({
    action: 'regulation.parameter.set',
    org_id: company.id,
    subject_type: 'regulation_parameter',
    subject_id: subjectOfKey('regulation_parameter', key),
    number: edition ? `v${edition.number}` : null,
    title: one.label['zh-CN'],
    diff: { [key]: [before, checked], effective_on: [null, effective_on] },
    note: reason,
  })
}

const fault = (path: string, code: string, params: Params = {}) =>
  invalid('errors.invalid', {}, [{ path, code, params }])

/** The value as its kind asks, or 400 naming the range. */
export function checkValue(one: Parameter, value: ParameterValue, language: Language): Value {
  if (one.kind === 'choice') {
    if (!one.options.some((option) => option.value === value))
      throw fault('value', 'regulation.parameter.errors.not_an_option', {
        options: one.options.map((option) => option.label[language]),
      })
    return value as Value
  }
  const numbers = one.kind === 'list' ? value : [value]
  const length = one.kind === 'list' ? one.items.length : 1
  const { min, max } = one
  const whole = Array.isArray(numbers) && numbers.length === length
  if (!whole || numbers.some((n) => typeof n !== 'number' || n < min || n > max))
    throw fault('value', 'regulation.parameter.errors.out_of_range', { min, max, length })
  if (numbers.some((n, i) => n < (numbers[i - 1] ?? min)))
    throw fault('value', 'regulation.parameter.errors.falling')
  return value as Value
}
