import { formatTimeZone } from '../../../../kernel/language/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { OrganisationPage } from '../../../../kernel/org/contract.ts'
import { useOrganisationName } from '../../../../kernel/org/web/pick-organisation.ts'
import { lastDay } from '../../../../kernel/people/web/use-span.ts'
import { Facts } from '../../../../kernel/web/pieces/facts.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { type Premises, readPremises } from '../contract.ts'
import './registry.css'

type Props = {
  organisation: OrganisationPage
  /** Of a closed one: who keeps its records, and where. */
  records: { custodian: { name: string; name_en: string | null }; place: string } | null
}

/** What is registered of an organisation, its premises on the day that is shown, and the ones before. */
export function FactsSection({ organisation, records }: Props) {
  const { t, formats, language } = useWords()
  const named = useOrganisationName()
  const query = useCall(readPremises, {
    params: { id: organisation.id },
    query: organisation.on ? { on: organisation.on } : {},
  })
  const day = (value: string | null) => value && formats.date(value)
  return (
    <div className="registry-facts">
      <Facts
        facts={[
          { word: t('establishment.registry.credit_code'), value: organisation.credit_code },
          { word: t('establishment.registry.started_on'), value: day(organisation.started_on) },
          organisation.closed_on !== null && {
            word: t('establishment.registry.closed_on'),
            value: day(organisation.closed_on),
          },
          records !== null && {
            word: t('establishment.registry.records'),
            value: `${named(records.custodian)} · ${records.place}`,
          },
          {
            word: t('establishment.registry.time_zone'),
            value: formatTimeZone(language, organisation.time_zone),
          },
        ]}
      />
      <Loaded of={query} kind="rows" rows={3}>
        {({ current, history }) => (
          <>
            {current ? (
              <PremisesFacts premises={current} />
            ) : (
              <p className="faint">{t('establishment.registry.no_premises')}</p>
            )}
            <Earlier rows={history.filter(({ id }) => id !== current?.id)} />
          </>
        )}
      </Loaded>
    </div>
  )
}

function PremisesFacts({ premises }: { premises: Premises }) {
  const { t, formats } = useWords()
  const { province, city, address, phone, area, lng, lat, scope, starts_on } = premises
  const leftOut = [...new Set([province, city])].filter((place) => place && !address?.includes(place))
  const degrees = (value: number) => formats.number(Math.abs(value), { maximumFractionDigits: 4 })
  const point =
    lng === null || lat === null
      ? null
      : t('establishment.registry.point_of', {
          latitude: t(`establishment.registry.${lat < 0 ? 'south' : 'north'}`, { degrees: degrees(lat) }),
          longitude: t(`establishment.registry.${lng < 0 ? 'west' : 'east'}`, { degrees: degrees(lng) }),
        })
  return (
    <>
      <Facts
        facts={[
          {
            word: t('establishment.registry.address'),
            value: [...leftOut, address].filter(Boolean).join(' '),
            wide: true,
          },
          {
            word: t('establishment.registry.area'),
            value: area !== null && t('establishment.registry.square_metres', { count: area }),
          },
          { word: t('establishment.registry.tenure'), value: <Tenure premises={premises} /> },
          { word: t('establishment.registry.phone'), value: phone },
          { word: t('establishment.registry.point'), value: point },
          { word: t('establishment.registry.scope'), value: scope, wide: true },
        ]}
      />
      <p className="faint">{t('establishment.registry.premises_since', { day: formats.date(starts_on) })}</p>
    </>
  )
}

function Tenure({ premises: { tenure, tenure_until } }: { premises: Premises }) {
  const { t, formats } = useWords()
  if (tenure === null) return '—'
  const word = t(`establishment.registry.tenures.${tenure}`)
  return tenure_until
    ? t('establishment.registry.tenure_until', { tenure: word, day: formats.date(tenure_until) })
    : word
}

function Earlier({ rows }: { rows: Premises[] }) {
  const { t, formats } = useWords()
  if (rows.length === 0) return null
  return (
    <details>
      <summary>{t('establishment.registry.premises_history')}</summary>
      <ul className="registry-lines">
        {rows.map(({ id, starts_on, ends_on, address, scope }) => (
          <li key={id}>
            <span>{address ?? scope ?? '—'}</span>
            <span className="faint number">
              {formats.date(starts_on)}
              {ends_on && ` – ${formats.date(lastDay(ends_on))}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
