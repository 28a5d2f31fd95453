import { useWords } from '../../language/web/words.tsx'
import { StateChip, type Tone } from '../../web/pieces/state-chip.tsx'
import type { IssueState, ListedIssue } from '../contract.ts'

const tones: Record<IssueState, Tone> = {
  found: 'draft',
  notified: 'waiting',
  planned: 'progress',
  rectifying: 'progress',
  submitted: 'waiting',
  verified: 'progress',
  closed: 'done',
  returned: 'refused',
  reopened: 'waiting',
}

/** Overdue takes the state's tone: it is what matters. */
export function useIssueChip(): (issue: Pick<ListedIssue, 'state' | 'overdue'>) => {
  tone: Tone
  word: string
} {
  const { t } = useWords()
  return ({ state, overdue }) => {
    const word = t(`issues.page.state.${state}`)
    return overdue
      ? { tone: 'overdue', word: t('issues.page.overdue_state', { state: word }) }
      : { tone: tones[state], word }
  }
}

type Props = { issue: Pick<ListedIssue, 'state' | 'overdue'>; plain?: boolean }

export function IssueChip({ issue, plain = false }: Props) {
  return <StateChip plain={plain} {...useIssueChip()(issue)} />
}
