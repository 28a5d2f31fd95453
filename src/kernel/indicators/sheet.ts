import type { ListSheet } from '../sheet/serve.ts'
import type { IndicatorValue } from './contract.ts'
import { listValues } from './list.ts'

type Filters = Omit<Parameters<typeof listValues>[1], 'after' | 'limit'>

/** Values as a sheet. */
export const valueSheet: ListSheet<IndicatorValue, Filters> = {
  title: 'indicators.page.values',
  list: listValues,
  columns: [
    {
      key: 'indicator',
      head: 'indicators.page.indicator',
      value: ({ indicator }, say) => say.title(indicator),
    },
    {
      key: 'organisation',
      head: 'indicators.page.organisation',
      value: ({ organisation }, say) => say.name(organisation),
    },
    { key: 'period', head: 'indicators.page.period', value: ({ period }) => period },
    { key: 'value', head: 'indicators.page.value', value: ({ value }) => value },
    {
      key: 'level',
      head: 'indicators.page.level_head',
      value: ({ level }, say) => say.word(`indicators.page.level.${level}`),
    },
    { key: 'amber', head: 'indicators.page.amber', value: ({ amber }) => amber },
    { key: 'red', head: 'indicators.page.red', value: ({ red }) => red },
    { key: 'reason', head: 'indicators.page.reason', value: ({ reason }) => reason },
    {
      key: 'late',
      head: 'indicators.page.late_head',
      value: ({ late }, say) => (late ? say.word('indicators.page.late') : ''),
    },
    {
      key: 'superseded',
      head: 'indicators.page.superseded_head',
      value: ({ superseded_at, organisation }, say) => say.at(superseded_at, organisation.id),
    },
  ],
}
