import type { FieldFault } from '../errors/problem.ts'
import type { FormJson } from './contract.ts'
import { choicesOf, isCritical, openSurvey } from './survey/contract.ts'

/** Question types a form may use. Left out on purpose: `html` and `image` (foreign content), `file` (files have their own door). */
export const questionTypes = [
  'text',
  'comment',
  'radiogroup',
  'dropdown',
  'checkbox',
  'tagbox',
  'rating',
  'boolean',
  'ranking',
  'expression',
] as const

/** Properties that would fetch from, lead to or show something foreign. Looked for before SurveyJS sees the form. */
const foreign = [
  'choicesByUrl',
  'navigateToUrl',
  'navigateToUrlOnCondition',
  'completedHtml',
  'loadingHtml',
  'logo',
]

/** Everything that keeps a form from being published; empty when it is sound. */
export function faultsOfForm(json: FormJson): FieldFault[] {
  const outside = foreign.filter((key) => mentions(json, key))
  if (outside.length > 0) {
    return outside.map((property) => fault('json', 'from_outside', { property }))
  }
  const survey = openSurvey(json, {})
  const questions = survey.getAllQuestions()
  if (questions.length === 0) return [fault('json', 'no_questions')]

  const faults = (survey.jsonErrors ?? []).map((e) => fault('json', 'not_understood', { reason: e.message }))
  const seen = new Set<string>()
  for (const question of questions) {
    const about = (code: string) =>
      faults.push(fault(`json.${question.name}`, code, { question: question.name }))
    if (seen.has(question.name)) about('name_twice')
    seen.add(question.name)
    if (!questionTypes.some((type) => type === question.getType())) about('type_not_allowed')
    const scores = choicesOf(question).flatMap((choice) => choice.score ?? [])
    const canFailAndPass = scores.some((score) => score <= 0) && scores.some((score) => score > 0)
    if (isCritical(question) && !canFailAndPass) about('critical_cannot_fail')
  }
  return faults
}

function mentions(part: unknown, key: string): boolean {
  if (typeof part !== 'object' || part === null) return false
  return Object.hasOwn(part, key) || Object.values(part).some((inner) => mentions(inner, key))
}

function fault(path: string, code: string, params: Record<string, unknown> = {}): FieldFault {
  return { path, code: `forms.errors.${code}`, params }
}
