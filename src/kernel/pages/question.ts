import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { Problem } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { translate } from '../language/translate.ts'
import { deriveKey } from '../settings/configuration.ts'
import { type Html, html } from './html.ts'
import { limitPublic } from './limit.ts'
import { faultyBy } from './summary.ts'

/** As long as somebody may take to write. */
const minutes = 120

/**
 * A small sum in words that whoever sends a form works out: for people, read aloud as well, without a script and without
 * asking anybody outside; where `fields` hold one already, that one with what was answered. Empty while the setting PUBLIC_QUESTION is off.
 */
export function askSum(
  ctx: Ctx,
  { fields = {}, wrong = false }: { fields?: Record<string, string>; wrong?: boolean } = {},
): Html | false {
  if (!ctx.app.configuration.PUBLIC_QUESTION) return false
  const say = (key: string, params?: Record<string, unknown>) => translate(ctx.language, key, params)
  const before = askedBefore(ctx, fields)
  const [one, other] = before ?? [randomInt(1, 10), randomInt(1, 10)]
  const numbers = say('pages.question.numbers').split(' ')
  const until = ctx.now.getTime() + minutes * 60_000
  const nonce = randomBytes(9).toString('base64url')
  const sum = before ? fields.sum : `${until}.${nonce}.${seal(ctx, { until, nonce, answer: one + other })}`
  const given = before && html` value="${(fields.sum_answer ?? '').slice(0, 10)}"`
  const fault = wrong && html`<p class="fault" id="${sumFault}">${say('pages.question.anew')}</p>`
  return html`<div class="field"><label>${say('pages.question.sum', { one: numbers[one], other: numbers[other] })} <small>${say('pages.question.why')}</small><input id="${sumField}" name="sum_answer"${given}${wrong && faultyBy(sumFault)} required maxlength="10" inputmode="numeric" autocomplete="off"></label>${fault}</div><input type="hidden" name="sum" value="${sum}">`
}

/** Where the sum is answered, by its id. */
export const sumField = 'sum_answer'
const sumFault = 'sum_answer-fault'

/** Two numbers that give what those asked for before gave, so that whoever worked it out needn't again. */
function askedBefore(ctx: Ctx, { sum = '' }: Record<string, string>): [number, number] | undefined {
  const read = readSum(sum)
  if (!(read.until > ctx.now.getTime())) return undefined
  const answer = sums.find((one) => fits(read.given, seal(ctx, { ...read, answer: one })))
  return answer ? [Math.floor(answer / 2), Math.ceil(answer / 2)] : undefined
}
const sums = Array.from({ length: 17 }, (_, at) => at + 2)

function readSum(sum: string) {
  const [until = '', nonce = '', given = ''] = sum.slice(0, 200).split('.')
  return { until: Number(until), nonce, given }
}

function fits(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/**
 * Whether the sum was worked out: in time, and once. That it was used is remembered with the other counts of what is done
 * without an account, across servers.
 */
export async function workedOut(ctx: Ctx, fields: Record<string, string>): Promise<boolean> {
  if (!ctx.app.configuration.PUBLIC_QUESTION) return true
  const { until, nonce, given } = readSum(fields.sum ?? '')
  const answer = Number((fields.sum_answer ?? '').normalize('NFKC').trim() || Number.NaN)
  if (!Number.isInteger(answer) || !(until > ctx.now.getTime())) return false
  if (!fits(given, seal(ctx, { until, nonce, answer }))) return false
  try {
    await limitPublic(ctx, { what: `sum ${nonce}`, times: 1, minutes })
    return true
  } catch (error) {
    if (error instanceof Problem && error.kind === 'limited') return false
    throw error
  }
}

type Sum = { until: number; nonce: string; answer: number }

/** The answer travels only as part of what is signed. */
const seal = ({ app }: Ctx, { until, nonce, answer }: Sum) =>
  createHmac('sha256', deriveKey(app.configuration.secret, 'public sum'))
    .update(`${until} ${nonce} ${answer}`)
    .digest('hex')
