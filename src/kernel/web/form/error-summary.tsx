import { useEffect, useRef } from 'react'
import { useWords } from '../../language/web/words.tsx'
import type { CallProblem, FieldFault } from '../call-problem.ts'
import { ProblemLink } from '../pieces/problem-link.tsx'
import { useProblemText } from '../pieces/problem-text.ts'
import type { HouseForm } from './use-form.ts'
import './error-summary.css'

type Props = {
  form: Pick<HouseForm, 'antd' | 'faults' | 'labels'>
  /** What the server said about the whole. */
  problem?: CallProblem | undefined
}

/** On top of a form that could not be sent: every fault as a link to its field. Takes the focus when it appears. */
export function ErrorSummary({ form, problem }: Props) {
  const { t } = useWords()
  const problemText = useProblemText()
  const place = useRef<HTMLDivElement>(null)
  const faults = form.faults.filter(isFirst)
  const labelOf = useLabelOf(form.labels)
  useEffect(() => {
    if (form.faults.length === 0 && !problem) return
    place.current?.focus({ preventScroll: true })
    place.current?.scrollIntoView({ block: 'center' })
  }, [form.faults, problem])
  if (faults.length === 0 && !problem) return null
  return (
    <div className="error-summary" role="alert" tabIndex={-1} ref={place}>
      <h2>{faults.length > 0 ? t('web.form.faults', { count: faults.length }) : t('web.form.not_sent')}</h2>
      {problem && !faults.some(({ message }) => message === problemText(problem)) && (
        <p>
          {problemText(problem)} <ProblemLink problem={problem} />
        </p>
      )}
      <ul>
        {faults.map((fault) => (
          <li key={fault.path.join('.')}>
            <button type="button" className="plain-button" onClick={() => jump(form.antd, fault)}>
              {labelOf(fault)}
            </button>
            <span>{fault.message}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What is said of one field twice, here and by the server, stands once. */
const isFirst = ({ path, message }: FieldFault, at: number, all: FieldFault[]) =>
  all.findIndex((other) => other.message === message && other.path.join('.') === path.join('.')) === at

/** The label of the field; of a cell: list, line and column. */
function useLabelOf(labels: Map<string, string>): (fault: FieldFault) => string {
  const { t } = useWords()
  return ({ path }) => {
    const own = labels.get(path.join('.'))
    if (own) return own
    const at = path.findIndex((part) => typeof part === 'number')
    const list = labels.get(path.slice(0, at).join('.'))
    if (at < 0 || !list) return path.join(' › ')
    const column = labels.get(path.map((part) => (typeof part === 'number' ? '*' : part)).join('.'))
    return t('web.form.lines.place', { list, line: Number(path[at]) + 1, title: column ?? '' }).trim()
  }
}

function jump(antd: HouseForm['antd'], { path }: FieldFault) {
  antd.scrollToField(path, { block: 'center', focus: true })
  if (antd.getFieldInstance(path)) return
  const ids = [`form_${path.join('_')}`, `form_${path[0]}`, String(path[0])]
  const element = ids.map((id) => document.getElementById(id)).find((found) => found !== null)
  element?.scrollIntoView({ block: 'center' })
  element?.querySelector<HTMLElement>('input, textarea, button')?.focus()
}
