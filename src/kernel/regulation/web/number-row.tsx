import { Button } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { GoButton } from '../../web/pieces/go-button.tsx'
import type { ReadParameter } from '../contract.ts'

type Props = { number: ReadParameter; onSet: () => void }

export function NumberRow({ number, onSet }: Props) {
  const { t, formats } = useWords()
  const { key, label, clauses, in_force, items, scheduled, can } = number
  const values = Array.isArray(in_force.value) ? in_force.value : []
  return (
    <li id={key} className="number-row">
      <div className="number-row-label">
        <span>{label}</span>
        <span className="number-row-clauses">
          {clauses.map((id) => (
            <GoButton key={id} to={`/regulation#${id}`} type="link" size="small">
              {id}
            </GoButton>
          ))}
        </span>
      </div>
      <div className="number-row-value">
        <strong>{in_force.said}</strong>
        {in_force.set_by_name && (
          <span className="faint">
            {t('regulation.numbers.since', {
              on: formats.date(in_force.effective_on),
              name: in_force.set_by_name,
            })}
          </span>
        )}
        {items.length > 0 && (
          <ol className="number-row-items">
            {items.map((item, i) => (
              <li key={item}>
                {item} <span className="number">{values[i]}</span>
              </li>
            ))}
          </ol>
        )}
        {scheduled.map((later) => (
          <span key={later.version} className="number-row-later">
            {t('regulation.numbers.later', { on: formats.date(later.effective_on), value: later.said })}
          </span>
        ))}
      </div>
      {can.includes('set') && (
        <Button onClick={onSet} aria-label={t('regulation.numbers.set_label', { label })}>
          {t('regulation.numbers.set')}
        </Button>
      )}
    </li>
  )
}
