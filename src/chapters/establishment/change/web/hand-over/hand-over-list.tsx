import { nameIn } from '../../../../../kernel/language/contract.ts'
import { useWords } from '../../../../../kernel/language/web/words.tsx'
import { PathLink } from '../../../../../kernel/web/pieces/path-link.tsx'
import type { HandOverItem } from '../../hand-over/contract.ts'
import '../../../web/plan/plan.css'

/** What is handed over, and to whom; what was counted leads to where it is. */
export function HandOverList({ items }: { items: HandOverItem[] }) {
  const { t, language } = useWords()
  if (items.length === 0) return <p className="faint">{t('establishment.hand_over.none')}</p>
  const [item, receiver, remark] = [
    t('establishment.hand_over.item'),
    t('establishment.hand_over.receiver'),
    t('establishment.hand_over.remark'),
  ]
  return (
    <table className="plan-table" aria-label={t('establishment.hand_over.list')}>
      <thead>
        <tr>
          <th scope="col">{item}</th>
          <th scope="col">{receiver}</th>
          <th scope="col">{remark}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((one) => (
          <tr key={one.id}>
            <td data-title={item}>{one.link ? <PathLink to={one.link}>{one.title}</PathLink> : one.title}</td>
            <td data-title={receiver}>{one.receiver ? nameIn(language, one.receiver) : '—'}</td>
            <td data-title={remark}>{one.remark ?? '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
