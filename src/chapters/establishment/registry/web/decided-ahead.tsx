import { Link } from '@tanstack/react-router'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { readChange } from '../../change/contract.ts'
import { type ChangeField, useChangeValue } from '../../change/web/change-words.tsx'
import type { useOfferedChanges } from '../../change/web/use-offered-changes.ts'

type Offered = ReturnType<typeof useOfferedChanges>
type Open = Offered['open']
type Props = Pick<Offered, 'standing' | 'open'> & { on: string }

/** What is approved and holds by a day ahead, which nobody's record tells yet: what becomes different, from when, and the way to it. */
export function DecidedAhead({ standing, open, on }: Props) {
  const { t } = useWords()
  if (standing === 'hidden') return <p>{t('establishment.registry.ahead_hidden')}</p>
  if (standing === 'asked') return null
  const from = ({ effective_on }: Open[number]) => effective_on ?? ''
  const decided = open
    .filter((one) => ['approved', 'in_handover'].includes(one.state) && from(one) && from(one) <= on)
    .sort((one, other) => from(one).localeCompare(from(other)))
  if (decided.length === 0) return <p>{t('establishment.registry.ahead_none')}</p>
  return (
    <section className="decided-ahead" aria-label={t('establishment.registry.ahead')}>
      <p>
        <strong>{t('establishment.registry.ahead')}</strong>
      </p>
      <ul>
        {decided.map((change) => (
          <Decided key={change.id} change={change} />
        ))}
      </ul>
    </section>
  )
}

function Decided({ change: { id, number, kind, state, effective_on } }: { change: Open[number] }) {
  const { t, formats } = useWords()
  const say = useChangeValue()
  const { data } = useCall(readChange, { params: { id } })
  return (
    <li>
      <Link to={`/establishment/changes/${id}` as string}>
        {t(`establishment.change.kind.${kind}`)} {number}
      </Link>{' '}
      {effective_on && t('establishment.registry.filing_from', { day: formats.date(effective_on) })}
      {state === 'in_handover' && ` · ${t('establishment.change.state.in_handover')}`}
      {data?.lines.map(({ field, before, after }) => (
        <span key={field} className="decided-line">
          {t('establishment.registry.ahead_line', {
            field: t(`establishment.change.field.${field as ChangeField}`),
            before: String(say(field, before)),
            after: String(say(field, after)),
          })}
        </span>
      ))}
    </li>
  )
}
