import { useTitle } from '../../language/web/use-title.ts'
import { useWords } from '../../language/web/words.tsx'
import type { Column } from '../../web/list/column.ts'
import type { Filter, View } from '../../web/list/filter.ts'
import { ListPage } from '../../web/list/list-page.tsx'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { StateChip } from '../../web/pieces/state-chip.tsx'
import { When } from '../../web/pieces/when.tsx'
import { useMay } from '../../web/session.tsx'
import { useCall } from '../../web/use-call.ts'
import {
  exportRequests,
  type ListedRequest,
  listRequests,
  listSubjectTypes,
  requestStates,
} from '../request/contract.ts'
import { RequestPreview } from './request-preview.tsx'
import { useRequestChip } from './request-words.ts'
import { useApprovalWords } from './use-approval-words.ts'
import { useBulkDecisions } from './use-bulk-decisions.tsx'
import { useCountedFilters } from './use-counted-filters.tsx'

/** Approvals within reach: those waiting for me, mine, all; beside the list what was said so far. */
export function RequestsPage() {
  const { t } = useWords()
  const words = useApprovalWords()
  const types = useCall(listSubjectTypes)
  const mayAppoint = useMay()('approvals.request.appoint')
  const parts = ['asked', 'applied', 'answered', ...(mayAppoint ? (['parked'] as const) : [])] as const
  const views: View[] = parts.map((mine) => ({
    key: mine,
    title: t(`approvals.list.view.${mine}`),
    filters: { mine },
    empty: { title: t(`approvals.list.none.${mine}`), text: t(`approvals.list.none_text.${mine}`) },
  }))
  const filters: Filter[] = [
    {
      key: 'mine',
      title: t('approvals.list.mine'),
      kind: 'choice',
      options: parts.map((mine) => ({ value: mine, word: t(`approvals.list.view.${mine}`) })),
    },
    {
      key: 'state',
      title: t('approvals.list.state'),
      kind: 'choice',
      options: requestStates.map((state) => ({ value: state, word: words.request(state) })),
    },
    {
      key: 'subject_type',
      title: t('approvals.list.kind'),
      kind: 'choice',
      options: types.data?.items.map(({ type, title }) => ({ value: type, word: title })) ?? [],
    },
  ]
  filters.push(...useCountedFilters())
  const { bulk, dialog } = useBulkDecisions()
  return (
    <>
      <ListPage
        name="approvals.requests"
        title={t('approvals.list.title')}
        endpoint={listRequests}
        sheet={exportRequests}
        columns={useColumns()}
        searchHint={t('approvals.list.search')}
        filters={filters}
        views={views}
        to={({ id }) => `/approvals/${id}`}
        preview={({ id }) => <RequestPreview id={id} />}
        bulk={bulk}
        empty={{ title: t('approvals.list.empty'), text: t('approvals.list.empty_text') }}
      />
      {dialog}
    </>
  )
}

function useColumns(): Column<ListedRequest>[] {
  const { t, formats } = useWords()
  const title = useTitle()
  const chip = useRequestChip()
  const nameOf = usePersonName()
  return [
    {
      key: 'matter',
      title: t('approvals.list.matter'),
      card: 'title',
      render: ({ subject, acting_for }) => (
        <span className="one-line">
          {subject.number && <span className="faint number">{subject.number} </span>}
          {subject.kind} · {subject.title}
          {acting_for.length > 0 && (
            <span className="faint">
              {' '}
              {t('approvals.proxy.marked', { people: formats.list(acting_for.map(nameOf)) })}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'state',
      title: t('approvals.list.state'),
      width: 164,
      card: 'chip',
      render: ({ state, step, overridden }) => (
        <>
          <StateChip
            plain
            {...(step?.parked ? { tone: 'waiting', word: t('approvals.list.view.parked') } : chip(state))}
          />
          {overridden && <span className="approval-flag">{t('approvals.list.overridden')}</span>}
        </>
      ),
    },
    {
      key: 'step',
      title: t('approvals.list.step'),
      width: 128,
      render: ({ step }) => (step ? title(step) : '—'),
    },
    {
      key: 'due',
      title: t('approvals.list.due'),
      width: 104,
      render: ({ step }) => (step?.due_at ? <When table due at={step.due_at} /> : '—'),
    },
    {
      key: 'organisation',
      title: t('approvals.list.organisation'),
      width: 150,
      render: ({ organisation }) => <OrgTag organisation={organisation} plain />,
    },
    {
      key: 'applicant',
      title: t('approvals.list.applicant'),
      width: 96,
      render: ({ applicant }) => nameOf(applicant),
    },
    {
      key: 'kind',
      title: t('approvals.list.kind'),
      width: 120,
      optional: true,
      render: ({ subject }) => subject.kind,
    },
    {
      key: 'flow',
      title: t('approvals.list.flow'),
      width: 200,
      optional: true,
      render: ({ flow }) => title(flow),
    },
    {
      key: 'flow_version',
      title: t('approvals.list.flow_version'),
      width: 88,
      align: 'end',
      optional: true,
      render: ({ flow }) => flow.number,
    },
    {
      key: 'round',
      title: t('approvals.list.round'),
      width: 64,
      align: 'end',
      optional: true,
      render: ({ round }) => round,
    },
    {
      key: 'opened',
      title: t('approvals.list.opened'),
      width: 120,
      render: ({ opened_at }) => <When table at={opened_at} />,
    },
  ]
}
