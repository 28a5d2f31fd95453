import { Link } from '@tanstack/react-router'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import {
  exportOrganisations,
  type ListedOrganisation,
  listOrganisations,
  organisationKinds,
  organisationLives,
} from '../../../../kernel/org/contract.ts'
import { LifeChip } from '../../../../kernel/org/web/life-chip.tsx'
import { organisationFilter } from '../../../../kernel/org/web/organisation-filter.tsx'
import { useOrganisationName, useRegions } from '../../../../kernel/org/web/pick-organisation.ts'
import type { Column } from '../../../../kernel/web/list/column.ts'
import type { Filter, View } from '../../../../kernel/web/list/filter.ts'
import { ListPage } from '../../../../kernel/web/list/list-page.tsx'
import { OrgTag } from '../../../../kernel/web/pieces/org-tag.tsx'
import { PersonTag } from '../../../../kernel/web/pieces/person-tag.tsx'
import { OrganisationPreview } from './organisation-preview.tsx'
import { RegistryViews } from './registry-views.tsx'

/** The registry as a table: every organisation within reach. */
export function OrganisationsPage() {
  const { t } = useWords()
  return (
    <ListPage
      name="establishment.organisations"
      title={t('establishment.registry.title')}
      endpoint={listOrganisations}
      sheet={exportOrganisations}
      columns={useColumns()}
      filters={useFilters()}
      views={useSavedViews()}
      searchHint={t('establishment.registry.search')}
      to={({ id }) => `/organisations/${id}`}
      preview={(row) => <OrganisationPreview organisation={row} />}
      create={<RegistryViews here="table" />}
      empty={{
        title: t('establishment.registry.empty_title'),
        text: t('establishment.registry.empty_text'),
      }}
    />
  )
}

function useFilters(): Filter[] {
  const { t } = useWords()
  const regions = useRegions()
  return [
    {
      key: 'kind',
      title: t('establishment.registry.kind'),
      kind: 'choice',
      multiple: true,
      options: organisationKinds.map((value) => ({ value, word: t(`web.org_kind.${value}`) })),
    },
    {
      key: 'life',
      title: t('establishment.registry.life'),
      kind: 'choice',
      multiple: true,
      options: organisationLives.map((value) => ({ value, word: t(`org.life.${value}`) })),
    },
    ...(regions.length > 0
      ? [
          {
            key: 'under',
            title: t('establishment.registry.region'),
            kind: 'choice' as const,
            options: regions,
          },
        ]
      : []),
    { ...organisationFilter('parent_id', t('establishment.registry.parent')), rare: true },
  ]
}

function useSavedViews(): View[] {
  const { t } = useWords()
  const view = (key: string, title: string, filters: View['filters']) => ({ key, title, filters })
  return [
    view('active', t('establishment.registry.saved.active'), { life: 'active' }),
    view('preparing', t('establishment.registry.saved.preparing'), { life: ['proposed', 'preparing'] }),
    view('suspended', t('establishment.registry.saved.suspended'), { life: 'suspended' }),
    view('partners', t('establishment.registry.saved.partners'), { kind: 'partner_point' }),
    view('closed', t('establishment.registry.saved.closed'), { life: 'closed' }),
  ]
}

function useColumns(): Column<ListedOrganisation>[] {
  const { t, formats } = useWords()
  const named = useOrganisationName()
  const day = (value: string | null) => value && formats.date(value, { style: 'table' })
  return [
    {
      key: 'code',
      title: t('establishment.registry.code'),
      width: 120,
      sort: 'code',
      card: 'line',
      render: ({ code }) => <span className="number">{code}</span>,
    },
    {
      key: 'name',
      title: t('establishment.registry.name'),
      sort: 'name',
      card: 'title',
      render: (row) => <OrgTag organisation={row} />,
    },
    {
      key: 'kind',
      title: t('establishment.registry.kind'),
      width: 140,
      render: ({ kind }) => t(`web.org_kind.${kind}`),
    },
    {
      key: 'life',
      title: t('establishment.registry.life'),
      width: 120,
      card: 'chip',
      render: ({ life }) => <LifeChip life={life} plain />,
    },
    {
      key: 'parent',
      title: t('establishment.registry.parent'),
      width: 180,
      render: ({ parent }) => parent && named(parent),
    },
    {
      key: 'head',
      title: t('establishment.registry.head'),
      width: 140,
      render: ({ head }) =>
        head && (
          <Link to={`/people/${head.person_id}` as string}>
            <PersonTag person={head} bare />
          </Link>
        ),
    },
    {
      key: 'credit_code',
      title: t('establishment.registry.credit_code'),
      width: 190,
      optional: true,
      render: ({ credit_code }) => credit_code && <span className="number">{credit_code}</span>,
    },
    {
      key: 'started_on',
      title: t('establishment.registry.started_on'),
      width: 120,
      card: 'none',
      render: ({ started_on }) => day(started_on),
    },
    {
      key: 'closed_on',
      title: t('establishment.registry.closed_on'),
      width: 120,
      optional: true,
      card: 'none',
      render: ({ closed_on }) => day(closed_on),
    },
  ]
}
