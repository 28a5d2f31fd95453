import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  DownOutlined,
  RightOutlined,
} from '@ant-design/icons'
import { Button } from 'antd'
import { useWords } from '../../../language/web/words.tsx'
import type { FlowStep } from '../../flow/contract.ts'
import { useModeText, useTitle } from '../request-words.ts'
import type { FlowShown } from './flow-outline.tsx'
import { StepFields } from './step-fields.tsx'

type Props = {
  step: FlowStep
  index: number
  count: number
  flow: FlowShown
  open: boolean
  faultsAt: (path: string) => string[]
  onOpen: (open: boolean) => void
  onChange: (part: Partial<FlowStep>) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

/** A step of the flow being written: its head says what it is, opened it shows every setting. */
export function StepEditor(props: Props) {
  const { step, index, count, flow, open, faultsAt, onOpen, onChange, onMove, onRemove } = props
  const { t } = useWords()
  const title = useTitle()
  const mode = useModeText()
  const faults = faultsAt('').length
  const name = title(step) || t('approvals.edit.untitled')
  return (
    <li className={`step-editor card${faults > 0 ? ' is-faulty' : ''}`} id={`step-${step.key}`}>
      <header>
        <button
          type="button"
          className="plain-button step-editor-head"
          aria-expanded={open}
          onClick={() => onOpen(!open)}
        >
          {open ? <DownOutlined aria-hidden="true" /> : <RightOutlined aria-hidden="true" />}
          <span className="faint number">{index + 1}</span>
          <strong>{name}</strong>
          {step.matter !== 'ordinary' && (
            <span className="matter-mark">{t(`approvals.flow.matter.${step.matter}`)}</span>
          )}
          <span className="muted step-editor-mode">{mode(step.mode)}</span>
        </button>
        {faults > 0 && (
          <span className="step-editor-faults">{t('approvals.edit.faulty', { count: faults })}</span>
        )}
        <span className="step-editor-tools">
          <Button
            type="text"
            icon={<ArrowUpOutlined aria-hidden="true" />}
            disabled={index === 0}
            aria-label={t('approvals.edit.up')}
            onClick={() => onMove(-1)}
          />
          <Button
            type="text"
            icon={<ArrowDownOutlined aria-hidden="true" />}
            disabled={index === count - 1}
            aria-label={t('approvals.edit.down')}
            onClick={() => onMove(1)}
          />
          <Button
            type="text"
            danger
            icon={<DeleteOutlined aria-hidden="true" />}
            disabled={count === 1}
            aria-label={t('approvals.edit.remove')}
            onClick={onRemove}
          />
        </span>
      </header>
      {open && <StepFields step={step} flow={flow} faultsAt={faultsAt} onChange={onChange} />}
    </li>
  )
}
