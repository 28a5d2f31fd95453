import type { ListSheet } from '../sheet/serve.ts'
import type { ListedIssue } from './contract.ts'
import { listIssues } from './list.ts'

type Filters = Omit<Parameters<typeof listIssues>[1], 'after' | 'limit'>

/** The rectification ledger as a sheet. */
export const issueSheet: ListSheet<ListedIssue, Filters> = {
  title: 'issues.page.title',
  list: listIssues,
  columns: [
    { key: 'number', head: 'issues.page.number', value: ({ number }) => number },
    { key: 'what', head: 'issues.page.what', value: ({ what }) => what },
    { key: 'about', head: 'issues.page.about', value: ({ title }) => title },
    { key: 'clause', head: 'issues.page.clause', value: ({ clause }) => clause },
    {
      key: 'organisation',
      head: 'issues.page.organisation',
      value: ({ organisation }, say) => say.name(organisation),
    },
    {
      key: 'responsible',
      head: 'issues.page.responsible',
      value: ({ responsible }, say) => responsible && say.name(responsible),
    },
    {
      key: 'source',
      head: 'issues.page.source_head',
      value: ({ source }, say) => say.word(`issues.page.source.${source}`),
    },
    {
      key: 'original_due',
      head: 'issues.page.original_due',
      value: ({ original_due_on }, say) => say.day(original_due_on),
    },
    { key: 'due', head: 'issues.page.due', value: ({ due_on }, say) => say.day(due_on) },
    {
      key: 'state',
      head: 'issues.page.state_head',
      value: ({ state }, say) => say.word(`issues.page.state.${state}`),
    },
    {
      key: 'severity',
      head: 'issues.page.severity_head',
      value: ({ severity }, say) => say.word(`issues.page.severity.${severity}`),
    },
    {
      key: 'opened',
      head: 'issues.page.opened',
      value: ({ opened_at, organisation }, say) => say.at(opened_at, organisation.id),
    },
  ],
}
