import type { Question } from 'survey-core'
import type { Answers, FormJson, Score } from './contract.ts'
import { askedQuestions, choicesOf, isCritical, openSurvey } from './survey/contract.ts'

/**
 * What answers are worth. A question counts when it is asked and a choice of it carries a score:
 * its best choices make its part of `max`, the chosen ones its part of `score`, and a chosen answer without a score
 * ("not applicable") leaves both. Unanswered counts as nothing of its `max`.
 * `failed_critical` names the critical questions whose answer is worth 0.
 */
export function scoreResponse(json: FormJson, answers: Answers): Score {
  const total: Score = { score: 0, max: 0, failed_critical: [] }
  for (const question of askedQuestions(openSurvey(json, answers))) {
    const worth = worthOf(question)
    if (worth === undefined) continue
    total.score += worth.score
    total.max += worth.max
    if (isCritical(question) && !question.isEmpty() && worth.score <= 0)
      total.failed_critical.push(question.name)
  }
  return total
}

function worthOf(question: Question): { score: number; max: number } | undefined {
  const scored = choicesOf(question).filter((choice) => choice.score !== undefined)
  if (scored.length === 0) return undefined
  const chosen: unknown[] = question.isEmpty() ? [] : [question.value].flat()
  const hits = scored
    .filter((choice) => chosen.includes(choice.value))
    .map((choice) => choice.score as number)
  if (chosen.length > 0 && hits.length === 0) return undefined
  const scores = scored.map((choice) => choice.score as number)
  const several = ['checkbox', 'tagbox'].includes(question.getType())
  const max = several ? sum(scores.filter((score) => score > 0)) : Math.max(...scores)
  return { score: Math.max(0, sum(hits)), max }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, n) => total + n, 0)
}
