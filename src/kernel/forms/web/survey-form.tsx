import 'survey-core/survey-core.fontless.css'
import { useEffect, useRef, useState } from 'react'
import type { CompletingEvent, SurveyModel } from 'survey-core'
import { Survey } from 'survey-react-ui'
import { useWords } from '../../language/web/words.tsx'
import { usePhone } from '../../web/use-media.ts'
import type { Answers, FormVersion } from '../contract.ts'
import { localeOf } from '../survey/contract.ts'
import { CriticalWord } from './critical-mark.tsx'
import { makeSurvey } from './make-survey.ts'
import './survey-form.css'

type Props = {
  version: Pick<FormVersion, 'id' | 'json'>
  /** What to begin with. Later changes of it are shown only where the form is read; give a `key` to begin anew. */
  answers: Answers
  /** Everything on one page, nothing to press. */
  readOnly?: boolean
  /** Gets all answers after each change; hand it to `useAutosave().change`. */
  onChange?: (answers: Answers) => void
  /** With it the last page has a button to hand the form in; called once every question is answered as it must be. */
  onComplete?: (answers: Answers) => void
}

/** A version of a form to be answered or read, in the reader's language and our look; page by page while answering. */
export function SurveyForm(props: Props) {
  return <OpenSurvey key={props.version.id} {...props} />
}

function OpenSurvey({ version, answers, readOnly = false, ...handlers }: Props) {
  const { t, language } = useWords()
  const phone = usePhone()
  const [survey] = useState(() => makeSurvey(version.json, answers))
  const latest = useRef(handlers)
  latest.current = handlers
  const completable = handlers.onComplete !== undefined

  useEffect(() => {
    survey.locale = localeOf[language]
  }, [survey, language])
  useEffect(() => {
    survey.readOnly = readOnly
    survey.questionsOnPageMode = readOnly ? 'singlePage' : 'standard'
    survey.showProgressBar = !readOnly
    survey.showNavigationButtons = !readOnly
    survey.showCompleteButton = completable
  }, [survey, readOnly, completable])
  useEffect(() => survey.setIsMobile(phone), [survey, phone])
  useEffect(() => {
    if (readOnly) survey.data = structuredClone(answers)
  }, [survey, readOnly, answers])
  useEffect(() => {
    const changed = () => latest.current.onChange?.(answersOf(survey))
    const completing = (_: SurveyModel, options: CompletingEvent) => {
      // What happens next is the page's: the answers stay on the screen until the server has taken them.
      options.allow = false
      latest.current.onComplete?.(answersOf(survey))
    }
    survey.onValueChanged.add(changed)
    survey.onCompleting.add(completing)
    return () => {
      survey.onValueChanged.remove(changed)
      survey.onCompleting.remove(completing)
    }
  }, [survey])

  return (
    <CriticalWord value={t('forms.answer.critical')}>
      <div className={`survey-form${readOnly ? ' is-read' : ''}`}>
        <Survey model={survey} />
      </div>
    </CriticalWord>
  )
}

const answersOf = (survey: SurveyModel): Answers => structuredClone(survey.data) as Answers
