import { useWords } from '../../language/web/words.tsx'
import { organisationFilter } from '../../org/web/organisation-filter.tsx'
import { personFilter } from '../../people/web/person-filter.tsx'
import type { Filter, View } from '../../web/list/filter.ts'
import { ListPage } from '../../web/list/list-page.tsx'
import { useSession } from '../../web/session.tsx'
import { dueTimes, exportIssues, issueStates, listIssues } from '../contract.ts'
import { IssuePreview } from './issue-preview.tsx'
import { useIssueColumns } from './use-issue-columns.tsx'

/** The ledger of what is to be put right; a row leads to what it is about. */
export function IssuesPage() {
  const { t } = useWords()
  return (
    <ListPage
      name="issues.issues"
      title={t('issues.page.title')}
      endpoint={listIssues}
      sheet={exportIssues}
      columns={useIssueColumns()}
      to={({ link }) => link}
      searchHint={t('issues.page.search')}
      filters={useFilters()}
      views={useViews()}
      preview={(issue) => <IssuePreview issue={issue} />}
      empty={{ title: t('issues.page.empty_title'), text: t('issues.page.empty_text') }}
    />
  )
}

function useFilters(): Filter[] {
  const { t } = useWords()
  const clause = t('issues.page.clause')
  return [
    {
      key: 'state',
      title: t('issues.page.state_head'),
      kind: 'choice',
      options: issueStates.map((value) => ({ value, word: t(`issues.page.state.${value}`) })),
    },
    {
      key: 'due',
      title: t('issues.page.due'),
      kind: 'choice',
      options: dueTimes.map((value) => ({ value, word: t(`issues.page.due_times.${value}`) })),
    },
    organisationFilter('under', t('issues.page.organisation')),
    personFilter('responsible_id', t('issues.page.responsible')),
    {
      key: 'clause',
      title: clause,
      kind: 'own',
      render: (value) => value && <span className="number">{`${clause} ${value}`}</span>,
    },
  ]
}

function useViews(): View[] {
  const { t } = useWords()
  const { person_id } = useSession()
  return [
    { key: 'open', title: t('issues.page.state.open'), filters: { state: 'open' } },
    { key: 'overdue', title: t('issues.page.overdue'), filters: { due: 'overdue' } },
    ...(person_id
      ? [
          {
            key: 'mine',
            title: t('issues.page.mine'),
            filters: { state: 'open', responsible_id: person_id },
          },
        ]
      : []),
  ]
}
