import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../../language/web/words.tsx'
import type { CallProblem } from '../call-problem.ts'
import { LedgerMark } from './ledger-mark.tsx'
import { ProblemLink } from './problem-link.tsx'
import { useProblemText } from './problem-text.ts'
import './notices.css'

type Props = {
  problem: CallProblem
  retry?: () => void
  /** One line within a page instead of filling the place. */
  inline?: boolean
  /** It is all the page says: its title is the page's. */
  page?: boolean
  action?: ReactNode
}

/** What went wrong, what to do about it, and the number to quote. */
export function ProblemView({ problem, retry, inline, page, action }: Props) {
  const { t } = useWords()
  const text = useProblemText()(problem)
  const again = retry && (
    <Button size={inline ? 'small' : 'middle'} onClick={retry}>
      {t('web.problem.retry')}
    </Button>
  )
  if (inline) {
    return (
      <div className="problem-line" role="alert">
        <span>{text}</span>
        <ProblemLink problem={problem} />
        {again}
        {action}
      </div>
    )
  }
  const Title = page ? 'h1' : 'h2'
  return (
    <div className="notice" role="alert">
      <LedgerMark kind={problem.status === 404 ? 'missing' : 'torn'} />
      <Title>{t(problem.status === 404 ? 'web.problem.missing' : 'web.problem.title')}</Title>
      <p className="notice-text">{text}</p>
      <div className="notice-actions">
        {again}
        <ProblemLink problem={problem} />
        {action}
      </div>
      {problem.request_id && (
        <p className="notice-code">{t('web.problem.quote', { id: problem.request_id })}</p>
      )}
    </div>
  )
}
