import { useMemo } from 'react'
import { useControlFilters } from '../../../../../kernel/controls/web/use-control-filters.tsx'
import { useWords } from '../../../../../kernel/language/web/words.tsx'
import { organisationFilter } from '../../../../../kernel/org/web/organisation-filter.tsx'
import type { Filter, View } from '../../../../../kernel/web/list/filter.ts'
import { changeStates } from '../../contract.ts'
import { changeKinds } from '../../kinds/contract.ts'

export function useChangeFilters(): { filters: Filter[]; views: View[] } {
  const { t } = useWords()
  const counted = useControlFilters()
  return useMemo(() => {
    const filters: Filter[] = [
      {
        key: 'state',
        title: t('establishment.changes.state'),
        kind: 'choice',
        multiple: true,
        options: changeStates.map((value) => ({ value, word: t(`establishment.change.state.${value}`) })),
      },
      {
        key: 'kind',
        title: t('establishment.changes.kind'),
        kind: 'choice',
        multiple: true,
        options: changeKinds.map((value) => ({ value, word: t(`establishment.change.kind.${value}`) })),
      },
      organisationFilter('under', t('establishment.changes.under')),
      {
        key: 'due',
        title: t('establishment.changes.due'),
        kind: 'choice',
        options: (['overdue', 'week'] as const).map((value) => ({
          value,
          word: t(`establishment.changes.due_in.${value}`),
        })),
      },
      {
        key: 'mine',
        title: t('establishment.changes.mine'),
        kind: 'choice',
        options: [{ value: 'applied', word: t('establishment.changes.view.applied') }],
      },
      ...counted,
    ]
    const views = (Object.keys(viewFilters) as (keyof typeof viewFilters)[]).map((key) => ({
      ...{ key, title: t(`establishment.changes.view.${key}`), filters: viewFilters[key] },
    }))
    return { filters, views }
  }, [t, counted])
}

const viewFilters = {
  applied: { mine: 'applied' },
  deciding: { state: ['in_review', 'more_wanted'] },
  handing: { state: ['in_handover'] },
  waiting: { state: ['approved'] },
  overdue: { due: 'overdue' },
}
