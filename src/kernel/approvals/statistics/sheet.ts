import type { ListSheet } from '../../sheet/serve.ts'
import type { Measured } from './contract.ts'
import { listStatistics } from './list.ts'

type Filters = Omit<Parameters<typeof listStatistics>[1], 'after' | 'limit'>

/** How long approvals take, as a sheet; times in working minutes. */
export const statisticsSheet: ListSheet<Measured, Filters> = {
  title: 'approvals.statistics.title',
  list: listStatistics,
  columns: [
    {
      key: 'what',
      head: 'approvals.statistics.what',
      value: ({ flow, step, person, request }, say) =>
        request
          ? [request.number, request.title].filter(Boolean).join(' ')
          : person
            ? say.name(person)
            : [say.title(flow), say.title(step)].filter(Boolean).join(' · '),
    },
    { key: 'requests', head: 'approvals.statistics.requests', value: ({ requests }) => requests },
    { key: 'average', head: 'approvals.statistics.average_minutes', value: ({ average }) => average },
    { key: 'median', head: 'approvals.statistics.median_minutes', value: ({ median }) => median },
    { key: 'longest', head: 'approvals.statistics.longest_minutes', value: ({ longest }) => longest },
    { key: 'late', head: 'approvals.statistics.late', value: ({ late }) => late },
    { key: 'urged', head: 'approvals.statistics.urged', value: ({ urged }) => urged },
    { key: 'urges', head: 'approvals.statistics.urges', value: ({ urges }) => urges },
  ],
}
