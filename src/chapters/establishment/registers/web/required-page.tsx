import { useControlFilters } from '../../../../kernel/controls/web/use-control-filters.tsx'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { organisationFilter } from '../../../../kernel/org/web/organisation-filter.tsx'
import type { Column } from '../../../../kernel/web/list/column.ts'
import type { Filter } from '../../../../kernel/web/list/filter.ts'
import { ListPage } from '../../../../kernel/web/list/list-page.tsx'
import { OrgTag } from '../../../../kernel/web/pieces/org-tag.tsx'
import { StateChip, type Tone } from '../../../../kernel/web/pieces/state-chip.tsx'
import { licenceKinds } from '../expiry/contract.ts'
import {
  exportRequired,
  listRequired,
  type RequiredLicence,
  requiredStandings,
} from '../required/contract.ts'

const tones: Record<RequiredLicence['standing'], Tone> = {
  in_force: 'done',
  ended: 'overdue',
  missing: 'refused',
}

/** What every organisation at work has to hold, also where there is none. */
export function RequiredPage() {
  const { t } = useWords()
  return (
    <ListPage
      name="establishment.licences_required"
      title={t('establishment.licences_required.title')}
      endpoint={listRequired}
      sheet={exportRequired}
      columns={useColumns()}
      filters={useFilters()}
      searchHint={t('establishment.licence_expiry.search')}
      to={({ licence, organisation }) =>
        licence ? `/establishment/licences/${licence.id}` : `/organisations/${organisation.id}`
      }
      empty={{
        title: t('establishment.licences_required.empty'),
        text: t('establishment.licences_required.purpose'),
      }}
    />
  )
}

function useFilters(): Filter[] {
  const { t } = useWords()
  return [
    organisationFilter('under', t('establishment.licence_expiry.organisation')),
    {
      key: 'standing',
      kind: 'choice',
      title: t('establishment.licence_expiry.standing'),
      options: requiredStandings.map((value) => ({
        value,
        word: t(`establishment.licences_required.standings.${value}`),
      })),
    },
    {
      key: 'kind',
      kind: 'choice',
      multiple: true,
      title: t('establishment.licences.kind'),
      options: licenceKinds.map((value) => ({ value, word: t(`establishment.licences.kinds.${value}`) })),
    },
    ...useControlFilters(),
  ]
}

function useColumns(): Column<RequiredLicence>[] {
  const { t, formats } = useWords()
  return [
    {
      key: 'organisation',
      title: t('establishment.licence_expiry.organisation'),
      width: 200,
      render: ({ organisation }) => <OrgTag plain organisation={organisation} />,
    },
    {
      key: 'kind',
      title: t('establishment.licences.kind'),
      render: ({ kind }) => t(`establishment.licences.kinds.${kind}`),
      card: 'title',
    },
    {
      key: 'standing',
      title: t('establishment.licence_expiry.standing'),
      width: 150,
      render: ({ standing }) => (
        <StateChip
          plain
          tone={tones[standing]}
          word={t(`establishment.licences_required.standings.${standing}`)}
        />
      ),
      card: 'chip',
    },
    {
      key: 'number',
      title: t('establishment.licences.number'),
      width: 220,
      render: ({ licence }) => (licence ? <span className="number">{licence.number}</span> : '—'),
    },
    {
      key: 'expires_on',
      title: t('establishment.licences.expires_on'),
      width: 152,
      render: ({ licence }) => (licence?.expires_on ? formats.date(licence.expires_on) : '—'),
    },
  ]
}
