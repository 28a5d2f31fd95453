import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { ChangePage } from '../contract.ts'
import { type ChangeField, useChangeValue } from './change-words.tsx'
import '../../web/plan/plan.css'

/** What held, and what is to hold. */
export function ChangeLines({ change: { lines, state, kind } }: { change: ChangePage }) {
  const { t } = useWords()
  const say = useChangeValue()
  const corrects = kind === 'correction'
  const done = state === 'completed' ? 'before' : 'now'
  const before = t(`establishment.change.page.${corrects ? 'filed' : done}`)
  const after = t(`establishment.change.page.${corrects ? 'right' : 'after'}`)
  return (
    <table className="plan-table" aria-label={t('establishment.change.page.lines')}>
      <thead>
        <tr>
          <th scope="col">{t('establishment.change.page.field')}</th>
          <th scope="col">{before}</th>
          <th scope="col">{after}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.field}>
            <td data-title={t('establishment.change.page.field')}>
              {t(`establishment.change.field.${line.field as ChangeField}`)}
            </td>
            <td data-title={before}>{say(line.field, line.before)}</td>
            <td data-title={after}>
              <strong>{say(line.field, line.after)}</strong>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
