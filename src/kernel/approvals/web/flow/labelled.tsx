import { cloneElement, type ReactElement, type ReactNode, useId } from 'react'
import './editor.css'

type Props = {
  label: string
  help?: ReactNode
  faults?: string[] | undefined
  /** Over the whole width. */
  wide?: boolean
  children: ReactElement<{ id?: string; 'aria-invalid'?: boolean; status?: 'error' | '' }>
}

/** A labelled control with what is wrong with it below. */
export function Labelled({ label, help, faults = [], wide, children }: Props) {
  const id = useId()
  const wrong = faults.length > 0
  return (
    <div className={`labelled${wide ? ' is-wide' : ''}`}>
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, { id, ...(wrong ? { status: 'error' as const } : {}) })}
      {faults.map((fault) => (
        <p key={fault} className="labelled-fault" role="alert">
          {fault}
        </p>
      ))}
      {help && <p className="labelled-help">{help}</p>}
    </div>
  )
}
