import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { Condition } from '../../application/review/contract.ts'

type Props = { condition: Condition; clause: string; children?: ReactNode }

/** A condition by its clause, which leads to the regulation. */
export function ConditionHead({ condition, clause, children }: Props) {
  const { t } = useWords()
  return (
    <header className="sheet-head">
      <h3>
        <Link to={'/regulation' as string} hash={clause} className="number">
          {t('establishment.sheet.clause', { clause })}
        </Link>{' '}
        {t(`establishment.sheet.condition.${condition}`)}
      </h3>
      <div className="sheet-result">{children}</div>
    </header>
  )
}
