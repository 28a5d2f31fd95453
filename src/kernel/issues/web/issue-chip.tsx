import { useWords } from '../../language/web/words.tsx'
import { StateChip } from '../../web/pieces/state-chip.tsx'
import type { ListedIssue } from '../contract.ts'

type Props = { issue: Pick<ListedIssue, 'state' | 'overdue'>; plain?: boolean }

/** Overdue is said before open: it is what matters. */
export function IssueChip({ issue: { state, overdue }, plain = false }: Props) {
  const { t } = useWords()
  if (state === 'rectified')
    return <StateChip plain={plain} tone="done" word={t('issues.page.state.rectified')} />
  return overdue ? (
    <StateChip plain={plain} tone="overdue" word={t('issues.page.overdue')} />
  ) : (
    <StateChip plain={plain} tone="waiting" word={t('issues.page.state.open')} />
  )
}
