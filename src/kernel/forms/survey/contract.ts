import 'survey-core/i18n/simplified-chinese'
import 'survey-core/i18n/traditional-chinese'
import { type ItemValue, Model, type Question, Serializer } from 'survey-core'
import type { Language } from '../../language/contract.ts'
import type { Answers, FormJson } from '../contract.ts'

// What a SurveyJS form of ours may say beyond SurveyJS: what a choice is worth, and which question decides alone.
Serializer.addProperty('itemvalue', { name: 'score:number' })
Serializer.addProperty('question', { name: 'critical:boolean', default: false })

/** SurveyJS's names of our languages. */
export const localeOf: Record<Language, string> = { 'zh-CN': 'zh-cn', 'zh-TW': 'zh-tw', en: 'en' }

/** The form with these answers in it, as SurveyJS sees it: visibility and choices are settled. Costs a few milliseconds. */
export function openSurvey(json: FormJson, answers: Answers, language: Language = 'en'): Model {
  const survey = new Model(json)
  survey.locale = localeOf[language]
  survey.data = structuredClone(answers)
  return survey
}

/** The questions someone giving these answers is asked, in order; those inside panels too. */
export function askedQuestions(survey: Model): Question[] {
  return survey.getAllQuestions(true)
}

export type Choice = { value: unknown; score: number | undefined }

/** The choices on offer with what they are worth; empty where the question offers none. */
export function choicesOf(question: Question): Choice[] {
  const items: ItemValue[] = question.visibleChoices ?? question.visibleRateValues ?? []
  return items.map((item) => ({ value: item.value, score: item.getPropertyValue('score') ?? undefined }))
}

/** True for a question that decides alone: failing it fails the whole. */
export function isCritical(question: Question): boolean {
  return question.getPropertyValue('critical') === true
}
