import { Link } from '@tanstack/react-router'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { StateChip } from '../../../../kernel/web/pieces/state-chip.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { licences } from '../../registers/licences.ts'

/** Days before its end from which a licence is marked. */
const soon = 30

/** The licences an organisation holds, the first to end on top. */
export function LicencesSection({ org_id }: { org_id: string }) {
  const { t } = useWords()
  const query = useCall(licences.endpoints.list, { query: { org_id, limit: 20 } })
  return (
    <Loaded of={query} kind="rows" rows={2}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="faint">{t('establishment.registry.licences_none')}</p>
        ) : (
          <ul className="registry-lines">
            {items.map(({ id, kind, number, expires_on, days_left }) => (
              <li key={id}>
                <Link to={`/${licences.path}/${id}` as string}>
                  {t(`establishment.licences.kinds.${kind}` as 'establishment.licences.kinds.other')}{' '}
                  <span className="number">{String(number)}</span>
                </Link>
                <Until day={expires_on as string | null} left={days_left.expires_on ?? null} />
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}

function Until({ day, left }: { day: string | null; left: number | null }) {
  const { t, formats } = useWords()
  if (day === null) return <span className="faint">{t('establishment.registry.licence_open')}</span>
  return (
    <span className="registry-end">
      {left !== null && left < 0 && (
        <StateChip plain tone="overdue" word={t('establishment.registry.licence_over')} />
      )}
      {left !== null && left >= 0 && left <= soon && (
        <StateChip plain tone="waiting" word={t('establishment.registry.licence_soon')} />
      )}
      <span className="number">{t('establishment.registry.licence_until', { day: formats.date(day) })}</span>
    </span>
  )
}
