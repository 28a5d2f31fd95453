import type { Answers, FormJson } from '../../../../kernel/forms/contract.ts'
import { makeSurvey } from '../../../../kernel/forms/web/make-survey.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { ConflictDialog } from '../../../../kernel/web/form/conflict-dialog.tsx'
import type { VisitConflict } from './use-visit-draft.ts'

type Row = Record<string, unknown>
type Props = {
  form: FormJson
  conflict: VisitConflict
  settle: (chosen: { answers: Answers; note: string }) => void
  leave: () => void
}

/** Two of the team answered the same questions differently: each is chosen. */
export function VisitConflictDialog({ form, conflict, settle, leave }: Props) {
  const { t } = useWords()
  const { base, mine, theirs } = conflict
  const clashes = conflict.clashes.filter((name) => name !== 'note')
  const survey = makeSurvey(form, {})
  const words = (name: string, value: unknown) => {
    const question = survey.getQuestionByName(name)
    if (!question || value === undefined || value === null) return '—'
    question.value = value
    return String(question.displayValue)
  }
  const row = ({ answers, note }: typeof mine): Row => ({
    ...Object.fromEntries(clashes.map((name) => [name, answers[name]])),
    note,
  })
  return (
    <ConflictDialog
      base={row(base)}
      mine={row(mine)}
      theirs={row(theirs)}
      fields={[
        ...clashes.map((name) => ({
          key: name,
          word: survey.getQuestionByName(name)?.title ?? name,
          show: (value: unknown) => words(name, value),
        })),
        { key: 'note', word: t('establishment.visit_page.note') },
      ]}
      onChoose={({ note, ...answers }) =>
        settle({ answers: { ...mine.answers, ...answers }, note: String(note ?? '') })
      }
      onCancel={leave}
    />
  )
}
