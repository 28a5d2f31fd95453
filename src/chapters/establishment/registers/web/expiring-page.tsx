import { Link } from '@tanstack/react-router'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { organisationFilter } from '../../../../kernel/org/web/organisation-filter.tsx'
import type { Column } from '../../../../kernel/web/list/column.ts'
import type { Filter } from '../../../../kernel/web/list/filter.ts'
import { ListPage } from '../../../../kernel/web/list/list-page.tsx'
import { OrgTag } from '../../../../kernel/web/pieces/org-tag.tsx'
import { StateChip } from '../../../../kernel/web/pieces/state-chip.tsx'
import { exportStanding, licenceKinds, listStanding, type StandingLicence } from '../expiry/contract.ts'

/** Days within which something runs out, as the list offers them; -1: it has. */
const spans = [-1, 10, 30, 60, 90, 180]

/** What runs out across the network, the first on top. */
export function ExpiringPage() {
  const { t } = useWords()
  return (
    <ListPage
      name="establishment.licence_expiry"
      title={t('establishment.licence_expiry.title')}
      endpoint={listStanding}
      sheet={exportStanding}
      columns={useColumns()}
      filters={useFilters()}
      searchHint={t('establishment.licence_expiry.search')}
      to={({ id }) => `/establishment/licences/${id}`}
      empty={{
        title: t('establishment.licence_expiry.empty'),
        text: t('establishment.licence_expiry.purpose'),
      }}
    />
  )
}

function useFilters(): Filter[] {
  const { t } = useWords()
  return [
    organisationFilter('under', t('establishment.licence_expiry.organisation')),
    {
      key: 'within',
      kind: 'choice',
      title: t('establishment.licence_expiry.within'),
      options: spans.map((days) => ({
        value: String(days),
        word: days < 0 ? t('register.list.ended') : t('register.list.within_days', { count: days }),
      })),
    },
    {
      key: 'kind',
      kind: 'choice',
      multiple: true,
      title: t('establishment.licences.kind'),
      options: licenceKinds.map((value) => ({ value, word: t(`establishment.licences.kinds.${value}`) })),
    },
  ]
}

function useColumns(): Column<StandingLicence>[] {
  const { t, formats } = useWords()
  return [
    {
      key: 'organisation',
      title: t('establishment.licence_expiry.organisation'),
      width: 180,
      render: ({ organisation }) => <OrgTag plain organisation={organisation} />,
    },
    {
      key: 'kind',
      title: t('establishment.licences.kind'),
      width: 130,
      render: ({ kind }) => t(`establishment.licences.kinds.${kind}`),
    },
    {
      key: 'number',
      title: t('establishment.licences.number'),
      render: ({ number }) => <span className="number">{number}</span>,
      card: 'title',
    },
    {
      key: 'standing',
      title: t('establishment.licence_expiry.standing'),
      width: 150,
      render: ({ days_left }) => <Standing left={days_left} />,
      card: 'chip',
    },
    {
      key: 'expires_on',
      title: t('establishment.licences.expires_on'),
      width: 152,
      render: ({ expires_on }) => (expires_on ? formats.date(expires_on) : '—'),
    },
    {
      key: 'reminded',
      title: t('establishment.licence_expiry.reminded'),
      width: 160,
      render: ({ reminded }) =>
        reminded.length > 0
          ? t('establishment.licence_expiry.reminded_days', { days: formats.list(reminded.map(String)) })
          : t('establishment.licence_expiry.not_reminded'),
    },
    {
      key: 'issue',
      title: t('establishment.licence_expiry.issue'),
      width: 130,
      render: ({ issue }) => (issue ? <span className="number">{issue.number}</span> : '—'),
    },
    {
      key: 'renew',
      title: t('establishment.licence_expiry.renew'),
      width: 90,
      render: ({ id, can }) =>
        can.includes('renew') ? (
          <Link to={`/establishment/licences/${id}/renew` as string}>
            {t('establishment.licence_expiry.renew')}
          </Link>
        ) : null,
    },
  ]
}

function Standing({ left }: { left: number | null }) {
  const { t } = useWords()
  if (left === null) return <span className="faint">{t('establishment.registry.licence_open')}</span>
  if (left < 0) return <StateChip plain tone="overdue" word={t('establishment.registry.licence_over')} />
  const word = t('establishment.licence_expiry.left', { count: left })
  return left <= 60 ? <StateChip plain tone="waiting" word={word} /> : <span className="number">{word}</span>
}
