import { Link } from '@tanstack/react-router'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { StateChip } from '../../../../kernel/web/pieces/state-chip.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { listStanding, type StandingLicence } from '../../registers/expiry/contract.ts'
import { licences } from '../../registers/licences.ts'
import { ShownOf } from './shown-of.tsx'

/** Days before its end from which a licence is marked. */
const soon = 30

/** The licences an organisation holds now, the first to end on top; what was renewed is in the register. */
export function LicencesSection({ org_id }: { org_id: string }) {
  const { t } = useWords()
  const query = useCall(listStanding, { query: { org_id, limit: 20 } })
  return (
    <Loaded of={query} kind="rows" rows={2}>
      {(page) =>
        page.items.length === 0 ? (
          <p className="faint">{t('establishment.registry.licences_none')}</p>
        ) : (
          <>
            <ul className="registry-lines">
              {page.items.map(({ id, kind, number, ...rest }) => (
                <li key={id}>
                  <Link to={`/${licences.path}/${id}` as string}>
                    {t(`establishment.licences.kinds.${kind}`)} <span className="number">{number}</span>
                  </Link>
                  <Until {...rest} id={id} />
                </li>
              ))}
            </ul>
            <ShownOf of={page} to="/establishment/licences/expiring" search={{ under: org_id }} />
          </>
        )
      }
    </Loaded>
  )
}

type Ending = Pick<StandingLicence, 'id' | 'expires_on' | 'days_left' | 'issue' | 'can'>

function Until({ id, expires_on: day, days_left: left, issue, can }: Ending) {
  const { t, formats } = useWords()
  if (day === null) return <span className="faint">{t('establishment.registry.licence_open')}</span>
  const near = left !== null && left <= soon
  return (
    <span className="registry-end">
      {left !== null && left < 0 && (
        <StateChip plain tone="overdue" word={t('establishment.registry.licence_over')} />
      )}
      {near && left >= 0 && (
        <StateChip plain tone="waiting" word={t('establishment.registry.licence_soon')} />
      )}
      {issue && <span className="number">{issue.number}</span>}
      <span className="number">{t('establishment.registry.licence_until', { day: formats.date(day) })}</span>
      {near && can.includes('renew') && (
        <Link to={`/${licences.path}/${id}/renew` as string}>{t('establishment.licence_expiry.renew')}</Link>
      )}
    </span>
  )
}
