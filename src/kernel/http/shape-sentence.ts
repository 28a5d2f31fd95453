import type { z } from 'zod'
import { formatList, type Language } from '../language/contract.ts'
import { translate } from '../language/translate.ts'
import { issueText } from '../web/form/issue-text.ts'

type Issue = z.core.$ZodIssue

/**
 * What is wrong with a field of a request, in the caller's language: what a form would say, and where a form leaves no
 * choice - kinds of values, words of a list, ids - what the API takes. Never the validator's own words. The issue holds
 * its `input`.
 */
export function shapeSentence(issue: Issue, language: Language): string {
  const say = (key: string, params?: Record<string, unknown>) => translate(language, key, params)
  // A message of ours is its key.
  if (/^[a-z_]+(\.[a-z0-9_]+)+$/.test(issue.message)) return say(issue.message)
  if (isMissing(issue.input)) return say('web.form.issues.required')
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'int' && typeof issue.input === 'number'
        ? say('web.form.issues.whole')
        : say(kinds[issue.expected] ?? 'http.shape.wrong')
    case 'invalid_value':
      return say('http.shape.one_of', { options: formatList(language, issue.values.map(String), 'or') })
    case 'invalid_format':
      return say(formats[issue.format] ?? 'http.shape.format')
    case 'unrecognized_keys':
      return say('http.shape.unknown_fields', { fields: formatList(language, issue.keys) })
    case 'invalid_union':
      return say('http.shape.no_form')
    case 'too_small':
      if (isAmount(issue) && !issue.inclusive)
        return say('http.shape.above', { limit: Number(issue.minimum) })
      return issueText(say, issue, issue.input)
    case 'too_big':
      if (isAmount(issue) && !issue.inclusive)
        return say('http.shape.below', { limit: Number(issue.maximum) })
      return issueText(say, issue, issue.input)
    default:
      return say('http.shape.wrong')
  }
}

const isMissing = (input: unknown) => input === undefined || input === null || input === ''
const isAmount = ({ origin }: { origin: string }) => !['string', 'array', 'set', 'file'].includes(origin)

const kinds: Record<string, string> = {
  string: 'http.shape.text',
  number: 'http.shape.number',
  int: 'http.shape.number',
  boolean: 'http.shape.yes_or_no',
  array: 'http.shape.list',
  object: 'http.shape.group',
  record: 'http.shape.group',
}

const formats: Record<string, string> = {
  uuid: 'http.shape.id',
  date: 'http.shape.day',
  datetime: 'http.shape.instant',
  email: 'web.form.issues.email',
  url: 'web.form.issues.url',
}
