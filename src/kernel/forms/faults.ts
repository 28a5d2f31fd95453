import type { Question } from 'survey-core'
import type { FieldFault } from '../errors/problem.ts'
import type { Language } from '../language/contract.ts'
import type { Answers, FormJson } from './contract.ts'
import { askedQuestions, choicesOf, isCritical, openSurvey } from './survey/contract.ts'

/**
 * What keeps a response from being complete, question by question: unanswered (a critical question must always be
 * answered), not on offer, or against the question's own validators, whose sentence comes in `language`.
 */
export function faultsOfAnswers(json: FormJson, answers: Answers, language: Language): FieldFault[] {
  const survey = openSurvey(json, answers, language)
  const known = new Set(survey.getAllQuestions().map((question) => question.getValueName()))
  const strange = Object.keys(answers)
    .filter((key) => !known.has(key.replace(/-Comment$/, '')))
    .map((key) => fault(key, 'forms.errors.unknown_question'))
  return [...strange, ...askedQuestions(survey).flatMap(faultsOfQuestion)]
}

function faultsOfQuestion(question: Question): FieldFault[] {
  const at = question.getValueName()
  const title = question.processedTitle
  if (question.isEmpty()) {
    const wanted = question.isRequired || isCritical(question)
    return wanted ? [fault(at, 'forms.errors.answer_missing', { title })] : []
  }
  if (!offers(question)) return [fault(at, 'forms.errors.not_on_offer', { title })]
  question.validate(true)
  return question.errors.map((error) =>
    fault(at, 'forms.errors.answer_wrong', { title, reason: error.getText() }),
  )
}

/** False when an answer to a question with choices is none of them. */
function offers(question: Question): boolean {
  const choices = choicesOf(question)
  if (choices.length === 0) return true
  return [question.value].flat().every((answer) => choices.some((choice) => choice.value === answer))
}

function fault(question: string, code: string, params: Record<string, unknown> = {}): FieldFault {
  return { path: `answers.${question}`, code, params: { question, ...params } }
}
