import { App } from 'antd'
import { useControlFilters } from '../../controls/web/use-control-filters.tsx'
import { useWords } from '../../language/web/words.tsx'
import { organisationFilter } from '../../org/web/organisation-filter.tsx'
import { personFilter } from '../../people/web/person-filter.tsx'
import type { Choice, Filter, View } from '../../web/list/filter.ts'
import { ListPage } from '../../web/list/list-page.tsx'
import { GoButton } from '../../web/pieces/go-button.tsx'
import { useMay, useSession } from '../../web/session.tsx'
import { useSave } from '../../web/use-save.ts'
import { remindOwners } from '../acts/contract.ts'
import {
  dueTimes,
  exportIssues,
  issueSources,
  type ListedIssue,
  listIssues,
  punctualities,
  severities,
  stateFilters,
} from '../contract.ts'
import { IssuePreview } from './issue-preview.tsx'
import { useIssueColumns } from './use-issue-columns.tsx'

/** The ledger of what is to be put right. */
export function IssuesPage() {
  const { t } = useWords()
  const may = useMay()
  const create = may('issues.issue.open') && (
    <GoButton type="primary" to="/issues/new">
      {t('issues.page.create')}
    </GoButton>
  )
  return (
    <ListPage
      name="issues.issues"
      title={t('issues.page.title')}
      endpoint={listIssues}
      sheet={exportIssues}
      columns={useIssueColumns()}
      to={({ id }) => `/issues/${id}`}
      searchHint={t('issues.page.search')}
      filters={useFilters()}
      views={useViews()}
      bulk={useBulk()}
      preview={(issue) => <IssuePreview issue={issue} />}
      create={create}
      empty={{ title: t('issues.page.empty_title'), text: t('issues.page.empty_text'), action: create }}
    />
  )
}

/** Reminding the owners of the chosen issues, one digest each. */
function useBulk() {
  const { t } = useWords()
  const { message } = App.useApp()
  const { save } = useSave(remindOwners)
  if (!useMay()('issues.issue.remind')) return []
  return [
    {
      key: 'remind',
      word: t('issues.page.remind'),
      question: (rows: ListedIssue[]) => ({
        title: t('issues.page.ask_remind', { count: rows.length }),
        text: t('issues.page.ask_remind_text'),
        verb: t('issues.page.remind'),
      }),
      run: async (rows: ListedIssue[]) => {
        const done = await save({ body: { ids: rows.map(({ id }) => id) } })
        if (!done.ok) return
        const { owners, issues, left_out } = done.answer
        message.success(t('issues.page.reminded', { owners, issues, left_out }))
      },
    },
  ]
}

function useFilters(): Filter[] {
  const { t } = useWords()
  const counted = useControlFilters({ alone: false })
  const choices = <V extends string>(values: readonly V[], word: (value: V) => string): Choice[] =>
    values.map((value) => ({ value, word: word(value) }))
  const clause = t('issues.page.clause')
  const hidden = (key: string, word: string): Filter => ({
    ...{ key, rare: true, title: word, kind: 'own' },
    render: (value) => value && <span>{word}</span>,
  })
  return [
    {
      ...{ key: 'state', title: t('issues.page.state_head'), kind: 'choice' },
      options: choices(stateFilters, (value) => t(`issues.page.state.${value}`)),
    },
    {
      ...{ key: 'due', title: t('issues.page.due'), kind: 'choice' },
      options: choices(dueTimes, (value) => t(`issues.page.due_times.${value}`)),
    },
    organisationFilter('under', t('issues.page.organisation')),
    personFilter('responsible_id', t('issues.page.responsible')),
    {
      ...{ key: 'source', title: t('issues.page.source_head'), kind: 'choice' },
      options: choices(issueSources, (value) => t(`issues.page.source.${value}`)),
    },
    {
      ...{ key: 'severity', rare: true, title: t('issues.page.severity_head'), kind: 'choice' },
      options: choices(severities, (value) => t(`issues.page.severity.${value}`)),
    },
    {
      ...{ key: 'punctuality', rare: true, title: t('issues.page.punctuality_head'), kind: 'choice' },
      options: choices(punctualities, (value) => t(`issues.page.punctuality.${value}`)),
    },
    { key: 'original', rare: true, title: t('issues.page.original_due'), kind: 'days' },
    {
      key: 'clause',
      rare: true,
      title: clause,
      kind: 'own',
      render: (value) => value && <span className="number">{`${clause} ${value}`}</span>,
    },
    hidden('repeat', t('issues.page.repeat')),
    hidden('reopened', t('issues.page.state.reopened')),
    hidden('organisation_id', t('issues.page.one_organisation')),
    ...counted,
  ]
}

function useViews(): View[] {
  const { t } = useWords()
  const { person_id } = useSession()
  const verifies = useMay()('issues.issue.verify')
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
    ...(verifies
      ? [{ key: 'submitted', title: t('issues.page.state.submitted'), filters: { state: 'submitted' } }]
      : []),
  ]
}
