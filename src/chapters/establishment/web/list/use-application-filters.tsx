import { useMemo } from 'react'
import { useControlFilters } from '../../../../kernel/controls/web/use-control-filters.tsx'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { organisationFilter } from '../../../../kernel/org/web/organisation-filter.tsx'
import type { Filter, View } from '../../../../kernel/web/list/filter.ts'
import { applicationStates } from '../../application/contract.ts'
import { kinds } from '../../application/plan/contract.ts'

export function useApplicationFilters(): { filters: Filter[]; views: View[] } {
  const { t } = useWords()
  const counted = useControlFilters()
  return useMemo(() => {
    const filters: Filter[] = [
      {
        key: 'state',
        title: t('establishment.applications.state_head'),
        kind: 'choice',
        multiple: true,
        options: applicationStates.map((value) => ({
          value,
          word: t(`establishment.applications.state.${value}`),
        })),
      },
      {
        key: 'kind',
        title: t('establishment.applications.column.kind'),
        kind: 'choice',
        multiple: true,
        options: kinds.map((value) => ({ value, word: t(`web.org_kind.${value}`) })),
      },
      organisationFilter('region', t('establishment.applications.region')),
      {
        key: 'mine',
        title: t('establishment.applications.mine.title'),
        kind: 'choice',
        options: (['applied', 'review', 'any'] as const).map((value) => ({
          value,
          word: t(`establishment.applications.mine.${value}`),
        })),
      },
      ...counted,
    ]
    const view = (key: View['key'] & keyof typeof viewFilters): View => ({
      key,
      title: t(`establishment.applications.view.${key}`),
      filters: viewFilters[key],
    })
    return {
      filters,
      views: (Object.keys(viewFilters) as (keyof typeof viewFilters)[]).map(view),
    }
  }, [t, counted])
}

const viewFilters = {
  applied: { mine: 'applied' },
  review: { mine: 'review' },
  waiting: { state: ['submitted', 'in_review', 'more_wanted'] },
  deciding: { state: ['recommended', 'not_recommended'] },
  registering: { state: ['approved', 'issued'] },
}
