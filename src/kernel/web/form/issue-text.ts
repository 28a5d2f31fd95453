import type { z } from 'zod'
import type { MessageKey } from '../../language/messages/contract.ts'

type Issue = z.core.$ZodIssue
export type Say = (key: MessageKey, params?: Record<string, unknown>) => string

/** What is wrong with a field, as a sentence that says what to do. A message of ours (`establishment.…`) is its key. */
export function issueText(t: Say, issue: Issue, value: unknown): string {
  if (value === undefined || value === null || value === '') return t('web.form.issues.required')
  if (/^[a-z_]+(\.[a-z0-9_]+)+$/.test(issue.message)) return t(issue.message as MessageKey)
  if (issue.code === 'too_small') return tooSmall(t, issue)
  if (issue.code === 'too_big') return tooBig(t, issue)
  if (issue.code === 'invalid_format') return badFormat(t, issue.format)
  if (issue.code === 'not_multiple_of') return t('web.form.issues.whole')
  if (issue.code === 'invalid_value') return t('web.form.issues.choose')
  if (issue.code === 'invalid_type' && issue.expected === 'int') return t('web.form.issues.whole')
  return t('web.form.issues.other')
}

type Bounds = { origin: string; minimum?: number | bigint; maximum?: number | bigint }

function tooSmall(t: Say, { origin, minimum }: Bounds): string {
  if (origin === 'string') {
    return minimum === 1
      ? t('web.form.issues.required')
      : t('web.form.issues.too_short', { count: Number(minimum) })
  }
  if (origin === 'array' || origin === 'set') return t('web.form.issues.too_few', { count: Number(minimum) })
  return t('web.form.issues.at_least', { limit: Number(minimum) })
}

function tooBig(t: Say, { origin, maximum }: Bounds): string {
  if (origin === 'string') return t('web.form.issues.too_long', { count: Number(maximum) })
  if (origin === 'array' || origin === 'set') return t('web.form.issues.too_many', { count: Number(maximum) })
  return t('web.form.issues.at_most', { limit: Number(maximum) })
}

function badFormat(t: Say, format: string): string {
  if (format === 'email') return t('web.form.issues.email')
  if (format === 'url') return t('web.form.issues.url')
  if (format === 'date' || format === 'datetime') return t('web.form.issues.date')
  return t('web.form.issues.format')
}
