import { useWords } from '../../../../language/web/words.tsx'
import { usePersonName } from '../../../../web/pieces/person-tag.tsx'
import { useApprovalWords } from '../../use-approval-words.ts'
import type { Mark } from '../canvas/use-cards.ts'
import type { Trial } from './trial-panel.tsx'

type Step = Trial['steps'][number]

/** What a try-out found, in words: in the list and on the canvas alike. */
export function useTrialWords() {
  const { t, formats } = useWords()
  const nameOf = usePersonName()
  const words = useApprovalWords()
  const person = ({ person: one, origin, group, same_person }: Step['people'][number]) => {
    const notes = [
      group,
      origin === 'next_head_up' && words.origin(origin),
      same_person && words.reason('same_person'),
    ].filter((note) => typeof note === 'string' && note !== '')
    return notes.length > 0
      ? t('approvals.trial.person', { name: nameOf(one), notes: formats.list(notes as string[]) })
      : nameOf(one)
  }
  const outcome = ({ outcome: found, skipped, park_reason }: Step): string => {
    if (skipped) return t(`approvals.trial.skipped.${skipped}`)
    if (found === 'parked' && park_reason)
      return t('approvals.trial.parked', { reason: words.parked(park_reason) })
    return t('approvals.trial.taken')
  }
  const notes = ({ passed_over, chosen_by }: Step): string[] => [
    ...(chosen_by ? [t(`approvals.trial.chosen_by.${chosen_by}`)] : []),
    ...passed_over.map(({ person: one, why, rule }) =>
      why === 'barred' && rule
        ? t('approvals.trial.passed_over.barred_by', { name: nameOf(one), rule })
        : t(`approvals.trial.passed_over.${why}`, { name: nameOf(one) }),
    ),
  ]
  /** What each node bears: the way taken, and whom it asks. */
  const marks = (trial: Trial): Map<string, Mark> => {
    const found = new Map<string, Mark>()
    for (const step of trial.steps)
      found.set(`step ${step.key}`, {
        tone: step.outcome === 'skipped' ? 'left' : step.outcome,
        word: outcome(step),
        ...(step.outcome === 'taken'
          ? { text: formats.list(step.people.map((one) => nameOf(one.person))) }
          : {}),
      })
    for (const key of trial.paths)
      found.set(`path ${key}`, { tone: 'taken', word: t('approvals.trial.path_taken') })
    return found
  }
  return { person, outcome, notes, marks }
}
