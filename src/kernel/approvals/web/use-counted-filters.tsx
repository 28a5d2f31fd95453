import { Button } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { personFilter } from '../../people/web/person-filter.tsx'
import type { Filter } from '../../web/list/filter.ts'
import { useMay } from '../../web/session.tsx'
import { useCall } from '../../web/use-call.ts'
import { listFlows } from '../flow/contract.ts'
import { useTitle } from './request-words.ts'

/** Filters by which the list shows what a number of the statistics was counted from. */
export function useCountedFilters(): Filter[] {
  const { t } = useWords()
  const title = useTitle()
  const readsFlows = useMay()('approvals.flow.read')
  const flows = useCall(listFlows, undefined, { enabled: readsFlows })
  const yes = [{ value: 'true', word: t('approvals.statistics.yes') }]
  return [
    { key: 'closed', title: t('approvals.statistics.closed'), kind: 'days' },
    {
      key: 'flow',
      title: t('approvals.statistics.flow'),
      kind: 'choice',
      options: flows.data?.items.map((flow) => ({ value: flow.id, word: title(flow) })) ?? [],
    },
    {
      key: 'step',
      title: t('approvals.statistics.step_filter'),
      kind: 'own',
      render: (value, set) =>
        value && <Button onClick={() => set(undefined)}>{t('approvals.statistics.one_step')} ×</Button>,
    },
    personFilter('signer', t('approvals.statistics.signer')),
    { key: 'ended', title: t('approvals.statistics.ended'), kind: 'choice', options: yes },
    { key: 'late', title: t('approvals.statistics.late'), kind: 'choice', options: yes },
    { key: 'urged', title: t('approvals.statistics.urged'), kind: 'choice', options: yes },
  ]
}
