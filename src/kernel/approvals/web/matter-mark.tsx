import { useWords } from '../../language/web/words.tsx'
import type { FlowStep } from '../flow/contract.ts'
import './matter-mark.css'

/** What a step is about, where that is more than ordinary. */
export function MatterMark({ matter }: Pick<FlowStep, 'matter'>) {
  const { t } = useWords()
  return matter === 'ordinary' ? null : (
    <span className="matter-mark">{t(`approvals.flow.matter.${matter}`)}</span>
  )
}
