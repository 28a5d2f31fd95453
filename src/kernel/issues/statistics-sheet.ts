import type { ListSheet } from '../sheet/serve.ts'
import type { StatisticsLine } from './contract.ts'
import { listIssueStatistics } from './statistics.ts'

type Filters = Omit<Parameters<typeof listIssueStatistics>[1], 'after' | 'limit'>

/** The numbers as a sheet. */
export const statisticsSheet: ListSheet<StatisticsLine, Filters> = {
  title: 'issues.statistics.title',
  list: listIssueStatistics,
  columns: [
    {
      key: 'what',
      head: 'issues.statistics.what',
      value: ({ id, organisation }, say) => (organisation ? say.name(organisation) : id),
    },
    { key: 'issues', head: 'issues.statistics.issues', value: ({ issues }) => issues },
    { key: 'due', head: 'issues.statistics.due', value: ({ due }) => due },
    { key: 'on_time', head: 'issues.statistics.on_time', value: ({ on_time }) => on_time },
    { key: 'late', head: 'issues.statistics.late', value: ({ late }) => late },
    { key: 'overdue', head: 'issues.statistics.overdue', value: ({ overdue }) => overdue },
    { key: 'repeats', head: 'issues.statistics.repeats', value: ({ repeats }) => repeats },
    { key: 'reopened', head: 'issues.statistics.reopened', value: ({ reopened }) => reopened },
  ],
}
