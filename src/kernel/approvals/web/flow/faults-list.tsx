import { useWords } from '../../../language/web/words.tsx'
import type { FlowDefinition } from '../../flow/contract.ts'
import type { Chosen } from './canvas/change-flow.ts'
import type { Fault, Standing } from './use-draft.ts'

type Props = {
  faults: Fault[]
  warnings: Fault[]
  /** Until the draft was checked as it is now, nothing is said to be in order. */
  standing: Standing
  definition: FlowDefinition
  onJump: (chosen: Chosen | undefined) => void
}

/**
 * What keeps the draft from being published, and what is likely to go wrong with it; each line leads to where it is. One line high whatever it holds, the list
 * above the canvas: a fault that comes or goes moves nothing.
 */
export function FaultsList({ faults, warnings, standing, definition, onJump }: Props) {
  const { t } = useWords()
  const said = useFaultLine(definition, [...faults, ...warnings])
  const pending = standing === 'checked' ? '' : ' is-pending'
  if (faults.length + warnings.length === 0)
    return (
      <p className={`flow-faults is-none${pending}`} aria-busy={standing === 'checking'}>
        {t(standing === 'checked' ? 'approvals.flow.no_faults' : `approvals.flow.${standing}`)}
      </p>
    )
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
        {said({ path, message })}
      </button>
    </li>
  )
  const [first] = [...faults, ...warnings]
  const [sort, count] =
    faults.length > 0 ? (['faults', faults.length] as const) : (['warnings', warnings.length] as const)
  return (
    <details
      className={`flow-faults${faults.length === 0 ? ' is-warning' : ''}${pending}`}
      aria-busy={standing === 'checking'}
    >
      <summary>
        {standing === 'checked'
          ? t(`approvals.flow.${sort}`, { count })
          : `${t(`approvals.flow.${standing}`)} ${t(`approvals.flow.last_${sort}`, { count })}`}{' '}
        {first && said(first)}
      </summary>
      <div>
        {faults.length > 0 && <ul>{faults.map(line)}</ul>}
        {faults.length > 0 && warnings.length > 0 && <p>{t('approvals.flow.mind')}</p>}
        {warnings.length > 0 && <ul>{warnings.map(line)}</ul>}
      </div>
    </details>
  )
}

/** A fault in words; where the same is said of several steps, with the number of its step. */
function useFaultLine({ steps }: FlowDefinition, all: Fault[]) {
  const { t } = useWords()
  return ({ path, message }: Fault) => {
    const [list, at] = path.split('.')
    const step = list === 'steps' && steps[Number(at)] !== undefined ? Number(at) : undefined
    const again = all.some((other) => other.message === message && other.path.split('.')[1] !== at)
    return step !== undefined && again
      ? t('approvals.flow.fault_of_step', { number: step + 1, fault: message })
      : message
  }
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
