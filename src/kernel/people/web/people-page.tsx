import { Link } from '@tanstack/react-router'
import { useWords } from '../../language/web/words.tsx'
import { organisationFilter } from '../../org/web/organisation-filter.tsx'
import type { Column } from '../../web/list/column.ts'
import type { Filter } from '../../web/list/filter.ts'
import { ListPage } from '../../web/list/list-page.tsx'
import { GoButton } from '../../web/pieces/go-button.tsx'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import { PersonTag } from '../../web/pieces/person-tag.tsx'
import { StateChip } from '../../web/pieces/state-chip.tsx'
import { When } from '../../web/pieces/when.tsx'
import { useMay } from '../../web/session.tsx'
import { assignmentKinds, exportPeople, type ListedPerson, listPeople } from '../contract.ts'

/** The people of the organisations within reach: who does what, where, since when. */
export function PeoplePage() {
  const { t } = useWords()
  const may = useMay()
  const filters: Filter[] = [
    {
      key: 'state',
      title: t('people.people.state'),
      kind: 'choice',
      options: (['now', 'left'] as const).map((value) => ({
        value,
        word: t(`people.people.states.${value}`),
      })),
    },
    {
      key: 'kind',
      title: t('people.people.kind'),
      kind: 'choice',
      multiple: true,
      options: assignmentKinds.map((value) => ({ value, word: t(`people.people.kinds.${value}`) })),
    },
    organisationFilter('under', t('people.people.organisation')),
  ]
  return (
    <ListPage
      name="people.people"
      title={t('people.people.title')}
      endpoint={listPeople}
      sheet={exportPeople}
      query={{ state: 'any' }}
      columns={useColumns()}
      filters={filters}
      searchHint={t('people.people.search')}
      views={[
        { key: 'now', title: t('people.people.states.now'), filters: { state: 'now' } },
        { key: 'heads', title: t('people.people.views.heads'), filters: { kind: 'head' } },
        { key: 'seconded', title: t('people.people.views.seconded'), filters: { kind: 'secondment' } },
        { key: 'left', title: t('people.people.states.left'), filters: { state: 'left' } },
      ]}
      to={({ id }) => `/people/${id}`}
      create={
        may('people.person.create') && (
          <GoButton type="primary" to="/people/new">
            {t('people.people.enter')}
          </GoButton>
        )
      }
      empty={{ title: t('people.people.empty_title'), text: t('people.people.empty_text') }}
    />
  )
}

function useColumns(): Column<ListedPerson>[] {
  const { t, formats } = useWords()
  return [
    {
      key: 'name',
      title: t('people.people.name'),
      width: 180,
      card: 'title',
      sort: 'name',
      render: (row) => (
        <Link to={`/people/${row.id}` as string}>
          <PersonTag person={row} />
        </Link>
      ),
    },
    {
      key: 'post',
      title: t('people.people.post'),
      width: 180,
      render: ({ assignments: [first] }) => first?.post,
    },
    {
      key: 'organisation',
      title: t('people.people.organisation'),
      render: ({ assignments: [first] }) => first && <OrgTag organisation={first.organisation} />,
    },
    {
      key: 'kind',
      title: t('people.people.kind'),
      width: 120,
      card: 'chip',
      render: ({ assignments: [first] }) =>
        first ? (
          t(`people.people.kinds.${first.kind}`)
        ) : (
          <StateChip plain tone="closed" word={t('people.people.states.left')} />
        ),
    },
    {
      key: 'others',
      title: t('people.people.other_posts'),
      width: 220,
      card: 'none',
      render: ({ assignments: [, ...others] }) =>
        others.length > 0 ? formats.list(others.map(({ post }) => post)) : null,
    },
    {
      key: 'since',
      title: t('people.people.since'),
      width: 120,
      card: 'none',
      render: ({ assignments: [first] }) => first && <When at={first.starts_on} table />,
    },
  ]
}
