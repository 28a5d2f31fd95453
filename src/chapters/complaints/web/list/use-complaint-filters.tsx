import { useMemo } from 'react'
import { useControlFilters } from '../../../../kernel/controls/web/use-control-filters.tsx'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { organisationFilter } from '../../../../kernel/org/web/organisation-filter.tsx'
import type { Filter, View } from '../../../../kernel/web/list/filter.ts'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { outcomes } from '../../complaint/contract.ts'
import { channels, complaintStates } from '../../complaint/words/contract.ts'
import { listTerms, type Term, type TermSort } from '../../terms/contract.ts'
import { useTermTitle } from '../terms/use-term-title.ts'

export function useComplaintFilters(): { filters: Filter[]; views: View[] } {
  const { t } = useWords()
  const title = useTermTitle()
  const counted = useControlFilters({ alone: false })
  const { data } = useCall(listTerms, {}, { fresh: 5 * 60_000 })
  return useMemo(() => {
    // Also what is retired: there are complaints of it.
    const termsOf = (sort: TermSort) =>
      (data?.[sort] ?? []).map((one: Term) => ({ value: one.key, word: title(one) }))
    const filters: Filter[] = [
      {
        ...{ key: 'state', title: t('complaints.field.state'), kind: 'choice', multiple: true },
        options: complaintStates.map((value) => ({ value, word: t(`complaints.state.${value}`) })),
      },
      {
        ...{ key: 'severity', title: t('complaints.field.severity'), kind: 'choice', multiple: true },
        options: ([1, 2, 3, 4] as const).map((value) => ({
          value: String(value),
          word: t(`complaints.severity.${value}`),
        })),
      },
      {
        ...{
          key: 'channel',
          rare: true,
          title: t('complaints.field.channel'),
          kind: 'choice',
          multiple: true,
        },
        options: channels.map((value) => ({ value, word: t(`complaints.channel.${value}`) })),
      },
      {
        ...{ key: 'kind', rare: true, title: t('complaints.field.kind'), kind: 'choice', multiple: true },
        options: termsOf('kind'),
      },
      {
        ...{ key: 'service', title: t('complaints.field.service'), kind: 'choice' },
        options: termsOf('service'),
      },
      {
        ...{ key: 'cause', rare: true, title: t('complaints.field.cause'), kind: 'choice' },
        options: termsOf('cause'),
      },
      organisationFilter('under', t('complaints.list.under')),
      {
        ...{ key: 'mine', rare: true, title: t('complaints.list.mine.title'), kind: 'choice' },
        options: (['handling', 'unassigned', 'overdue', 'open'] as const).map((value) => ({
          value,
          word: t(`complaints.list.mine.${value}`),
        })),
      },
      {
        ...{ key: 'outcome', rare: true, title: t('complaints.list.outcome.title'), kind: 'choice' },
        options: outcomes.map((value) => ({
          value,
          word: t(`complaints.list.outcome.${value}`),
        })),
      },
      {
        ...{ key: 'signalled', rare: true, title: t('complaints.list.signalled.title'), kind: 'choice' },
        options: [{ value: 'yes', word: t('complaints.list.signalled.yes') }],
      },
      {
        ...{ key: 'signal', rare: true, title: t('complaints.list.one_signal'), kind: 'own' },
        render: (value) => value && <span>{t('complaints.list.one_signal')}</span>,
      },
      {
        ...{ key: 'founded', rare: true, title: t('complaints.list.founded.title'), kind: 'choice' },
        options: [{ value: 'yes', word: t('complaints.list.founded.yes') }],
      },
      {
        ...{ key: 'happened', rare: true, title: t('complaints.list.happened.title'), kind: 'choice' },
        options: (['acknowledged', 'resolved', 'rated'] as const).map((value) => ({
          value,
          word: t(`complaints.list.happened.${value}`),
        })),
      },
      { key: 'happened_on', rare: true, title: t('complaints.list.happened.on'), kind: 'days' },
      {
        ...{ key: 'organisation_id', rare: true, title: t('complaints.list.one_organisation'), kind: 'own' },
        render: (value) => value && <span>{t('complaints.list.one_organisation')}</span>,
      },
      { key: 'received', title: t('complaints.field.received'), kind: 'days' },
      ...counted,
    ]
    const view = (key: keyof typeof viewFilters): View => ({
      key,
      title: t(`complaints.list.view.${key}`),
      filters: viewFilters[key],
    })
    return { filters, views: (Object.keys(viewFilters) as (keyof typeof viewFilters)[]).map(view) }
  }, [t, title, data, counted])
}

const viewFilters = {
  queue: { mine: 'open', sort: 'due' },
  handling: { mine: 'handling' },
  unassigned: { mine: 'unassigned' },
  overdue: { mine: 'overdue', sort: 'due' },
  grave: { severity: ['3', '4'], sort: 'due' },
  signalled: { signalled: 'yes' },
}
