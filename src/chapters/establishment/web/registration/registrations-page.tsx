import { useControlFilters } from '../../../../kernel/controls/web/use-control-filters.tsx'
import { nameIn } from '../../../../kernel/language/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { organisationFilter } from '../../../../kernel/org/web/organisation-filter.tsx'
import type { Column } from '../../../../kernel/web/list/column.ts'
import type { Filter } from '../../../../kernel/web/list/filter.ts'
import { ListPage } from '../../../../kernel/web/list/list-page.tsx'
import { OrgTag } from '../../../../kernel/web/pieces/org-tag.tsx'
import { StateChip } from '../../../../kernel/web/pieces/state-chip.tsx'
import { When } from '../../../../kernel/web/pieces/when.tsx'
import {
  exportRegistrations,
  type ListedRegistration,
  listRegistrations,
  registrationStandings,
} from '../../application/registration/list/contract.ts'
import { registrationTones } from './tones.ts'

/** Every registration that an approval asked for, across the network. */
export function RegistrationsPage() {
  const { t } = useWords()
  return (
    <ListPage
      name="establishment.registrations"
      title={t('establishment.registrations.title')}
      endpoint={listRegistrations}
      sheet={exportRegistrations}
      columns={useColumns()}
      filters={useFilters()}
      searchHint={t('establishment.registrations.search')}
      to={({ application }) => `/establishment/applications/${application.id}`}
      empty={{
        title: t('establishment.registrations.empty'),
        text: t('establishment.registrations.purpose'),
      }}
    />
  )
}

function useFilters(): Filter[] {
  const { t } = useWords()
  return [
    organisationFilter('under', t('establishment.registrations.organisation')),
    {
      key: 'standing',
      kind: 'choice',
      title: t('establishment.registrations.state'),
      options: registrationStandings.map((value) => ({
        value,
        word: t(`establishment.registrations.standings.${value}`),
      })),
    },
    { key: 'due', kind: 'days', title: t('establishment.registrations.due_on') },
    ...useControlFilters(),
  ]
}

function useColumns(): Column<ListedRegistration>[] {
  const { t, formats, language } = useWords()
  return [
    {
      key: 'title',
      title: t('establishment.registrations.registration'),
      render: ({ title }) => title,
      card: 'title',
    },
    {
      key: 'name',
      title: t('establishment.applications.column.name'),
      width: 168,
      render: ({ application: { name, name_en } }) => (name ? nameIn(language, { name, name_en }) : '—'),
    },
    {
      key: 'state',
      title: t('establishment.registrations.state'),
      width: 120,
      render: ({ state }) => (
        <StateChip
          plain
          tone={registrationTones[state]}
          word={t(`establishment.record.registration.state.${state}`)}
        />
      ),
      card: 'chip',
    },
    {
      key: 'organisation',
      title: t('establishment.registrations.organisation'),
      width: 150,
      render: ({ organisation }) => <OrgTag plain organisation={organisation} />,
    },
    {
      key: 'application',
      title: t('establishment.registrations.application'),
      width: 144,
      render: ({ application }) => <span className="number">{application.number}</span>,
    },
    {
      key: 'due_on',
      title: t('establishment.registrations.due_on'),
      width: 132,
      render: ({ due_on }) => formats.date(due_on),
    },
    {
      key: 'filed_at',
      title: t('establishment.registrations.filed_at'),
      width: 150,
      render: ({ filed_at }) => (filed_at ? <When at={filed_at} table /> : '—'),
    },
    {
      key: 'number',
      title: t('establishment.registrations.number'),
      width: 140,
      render: ({ number }) => (number ? <span className="number">{number}</span> : '—'),
    },
  ]
}
