import { useMemo } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { organisationFilter } from '../../org/web/organisation-filter.tsx'
import { listPeople } from '../../people/contract.ts'
import { call } from '../../web/call.ts'
import type { Found } from '../../web/form/search-select.tsx'
import type { Column } from '../../web/list/column.ts'
import type { Filter } from '../../web/list/filter.ts'
import { ListPage } from '../../web/list/list-page.tsx'
import { SearchFilter } from '../../web/list/search-filter.tsx'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import { PersonTag } from '../../web/pieces/person-tag.tsx'
import { When } from '../../web/pieces/when.tsx'
import { exportTrail, readTrail, type TrailEntryShown } from '../contract.ts'
import { ChainLine } from './chain-line.tsx'
import { SubjectLink } from './subject-link.tsx'
import { TrailEntryView } from './trail-entry-view.tsx'
import { useActionWord, useActorName } from './use-trail-words.ts'
import './trail-page.css'

/** Everything that happened within reach, for administrators and auditors. */
export function TrailPage() {
  const { t } = useWords()
  return (
    <ListPage
      name="trail.entries"
      title={t('trail.page.title')}
      endpoint={readTrail}
      sheet={exportTrail}
      columns={useColumns()}
      filters={useFilters()}
      searchHint={t('trail.page.search')}
      preview={(entry) => <TrailEntryView entry={entry} />}
      above={<ChainLine />}
      empty={{ title: t('trail.page.empty_title'), text: t('trail.page.empty_text') }}
    />
  )
}

function useColumns(): Column<TrailEntryShown>[] {
  const { t } = useWords()
  const actionWord = useActionWord()
  const actorName = useActorName()
  return [
    {
      key: 'at',
      title: t('trail.page.at'),
      width: 170,
      render: ({ at }) => <When at={at} table />,
      card: 'chip',
    },
    {
      key: 'who',
      title: t('trail.page.who'),
      width: 150,
      render: ({ actor }) => <PersonTag person={actorName(actor)} />,
    },
    {
      key: 'what',
      title: t('trail.page.what'),
      width: 220,
      render: (entry) => <span title={entry.action}>{actionWord(entry)}</span>,
      card: 'title',
    },
    {
      key: 'subject',
      title: t('trail.page.subject'),
      render: ({ subject }) => <SubjectLink subject={subject} />,
    },
    {
      key: 'organisation',
      title: t('trail.page.organisation'),
      width: 180,
      render: ({ organisation }) => <OrgTag organisation={{ ...organisation, kind: null }} plain />,
    },
    {
      key: 'seq',
      title: t('trail.page.seq'),
      width: 110,
      align: 'end',
      optional: true,
      render: ({ seq }) => <span className="number">{seq}</span>,
    },
    {
      key: 'hash',
      title: t('trail.page.hash'),
      width: 180,
      optional: true,
      render: ({ hash }) => <code title={hash}>{hash.slice(0, 16)}</code>,
    },
  ]
}

function useFilters(): Filter[] {
  const { t } = useWords()
  return useMemo<Filter[]>(
    () => [
      { key: 'at', kind: 'days', title: t('trail.page.at') },
      organisationFilter('under', t('trail.page.organisation')),
      {
        key: 'actor',
        kind: 'own',
        title: t('trail.page.who'),
        render: (value, set) => (
          <SearchFilter
            name="people.person.trail"
            search={findPeople}
            title={t('trail.page.who')}
            value={[value].flat()[0]}
            set={(next) => set(next)}
          />
        ),
      },
    ],
    [t],
  )
}

async function findPeople(q: string, signal: AbortSignal): Promise<Found[]> {
  const { items } = await call(listPeople, { query: { q, limit: 20 } }, { signal })
  return items.map(({ id, name, assignments }) => ({ value: id, word: name, hint: assignments[0]?.post }))
}
