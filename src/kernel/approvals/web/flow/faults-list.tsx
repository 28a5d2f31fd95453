import { useWords } from '../../../language/web/words.tsx'
import type { FlowDefinition } from '../../flow/contract.ts'
import type { Chosen } from './canvas/change-flow.ts'
import type { Fault } from './use-draft.ts'

type Props = {
  faults: Fault[]
  warnings: Fault[]
  definition: FlowDefinition
  onJump: (chosen: Chosen | undefined) => void
}

/**
 * What keeps the draft from being published, and what is likely to go wrong with it; each line leads to where it is. One line high whatever it holds, the list
 * above the canvas: a fault that comes or goes moves nothing.
 */
export function FaultsList({ faults, warnings, definition, onJump }: Props) {
  const { t } = useWords()
  if (faults.length + warnings.length === 0)
    return <p className="flow-faults is-none">{t('approvals.flow.no_faults')}</p>
  const line = ({ path, message }: Fault) => (
    <li key={`${path} ${message}`}>
      <button
        type="button"
        className="plain-button"
        onClick={({ currentTarget }) => {
          // It lies above what it leads to.
          currentTarget.closest('details')?.removeAttribute('open')
          onJump(placeOf(path, definition))
        }}
      >
        {message}
      </button>
    </li>
  )
  return (
    <details className={`flow-faults${faults.length === 0 ? ' is-warning' : ''}`}>
      <summary>
        {faults.length > 0
          ? t('approvals.flow.faults', { count: faults.length })
          : t('approvals.flow.warnings', { count: warnings.length })}{' '}
        {(faults[0] ?? warnings[0])?.message}
      </summary>
      <div>
        {faults.length > 0 && <ul>{faults.map(line)}</ul>}
        {faults.length > 0 && warnings.length > 0 && <p>{t('approvals.flow.mind')}</p>}
        {warnings.length > 0 && <ul>{warnings.map(line)}</ul>}
      </div>
    </details>
  )
}

/** The node a path into the definition leads to; undefined: the flow as a whole. */
export function placeOf(path: string, { steps, branchings = [] }: FlowDefinition): Chosen | undefined {
  const [list, first, within, second] = path.split('.')
  const branching = list === 'branchings' ? branchings[Number(first)] : undefined
  const key =
    list === 'steps'
      ? steps[Number(first)]?.key
      : within === 'paths'
        ? branching?.paths[Number(second)]?.key
        : branching?.key
  if (key === undefined) return undefined
  return { kind: list === 'steps' ? 'step' : within === 'paths' ? 'path' : 'branching', key }
}
