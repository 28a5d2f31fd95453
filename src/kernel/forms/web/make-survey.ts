import type { Question, QuestionRadiogroupModel, SurveyModel } from 'survey-core'
import type { Answers, FormJson } from '../contract.ts'
import { choicesOf, isCritical, openSurvey } from '../survey/contract.ts'
import { criticalMark } from './critical-mark.tsx'

/** A form as our pages show it: no title or numbers of its own, errors beside the answers, critical questions marked. */
export function makeSurvey(json: FormJson, answers: Answers): SurveyModel {
  const survey = openSurvey(json, answers)
  survey.applyTheme({ themeName: 'default', isPanelless: true })
  survey.showTitle = false
  survey.showQuestionNumbers = false
  survey.widthMode = 'responsive'
  survey.questionErrorLocation = 'bottom'
  survey.progressBarType = 'questions'
  survey.autoFocusFirstQuestion = false
  survey.maxCommentLength = 2000
  for (const question of survey.getAllQuestions()) if (isShortChoice(question)) question.colCount = 0
  survey.onGetQuestionTitleActions.add((_, { question, titleActions = [] }) => {
    if (isCritical(question)) titleActions.push({ id: criticalMark, component: criticalMark } as never)
  })
  return survey
}

/** A handful of choices stand side by side: one look and one touch. */
function isShortChoice(question: Question): question is QuestionRadiogroupModel {
  return question.getType() === 'radiogroup' && choicesOf(question).length <= 5
}
