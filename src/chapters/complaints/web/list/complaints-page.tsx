import { PlusOutlined } from '@ant-design/icons'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { useKeys } from '../../../../kernel/web/keys.ts'
import { ListPage } from '../../../../kernel/web/list/list-page.tsx'
import { useUrl } from '../../../../kernel/web/list/use-url.ts'
import { GoButton } from '../../../../kernel/web/pieces/go-button.tsx'
import { useMay } from '../../../../kernel/web/session.tsx'
import { exportComplaints, listComplaints } from '../../complaint/contract.ts'
import { ComplaintPreview } from './complaint-preview.tsx'
import { steps } from './triage.tsx'
import { useComplaintColumns } from './use-complaint-columns.tsx'
import { useComplaintFilters } from './use-complaint-filters.tsx'

/** The desk: what waits, by the clock that is due next, and everything that was ever complained of. */
export function ComplaintsPage() {
  const { t } = useWords()
  const may = useMay()
  const [{ signalled, signal }] = useUrl()
  const columns = useComplaintColumns({ raised: Boolean(signalled || signal) })
  const { filters, views } = useComplaintFilters()
  useKeys(
    steps.map(([key, keys]) => ({
      ...{ keys, hint: true, run: () => undefined },
      word: t('complaints.list.on_chosen', { action: t(`complaints.page.action.${key}`) }),
    })),
    may('complaints.complaint.handle') || may('complaints.complaint.assign'),
  )
  const create = may('complaints.complaint.create') && (
    <GoButton type="primary" icon={<PlusOutlined aria-hidden="true" />} to="/complaints/new">
      {t('complaints.list.create')}
    </GoButton>
  )
  return (
    <ListPage
      name="complaints.complaint"
      title={t('complaints.list.title')}
      endpoint={listComplaints}
      sheet={exportComplaints}
      columns={columns}
      searchHint={t('complaints.list.search_hint')}
      filters={filters}
      views={views}
      to={({ id }) => `/complaints/${id}`}
      preview={(row) => <ComplaintPreview row={row} />}
      create={create}
      empty={{
        title: t('complaints.list.empty_title'),
        text: t('complaints.list.empty_text'),
        action: create,
      }}
    />
  )
}
