import { PlusOutlined } from '@ant-design/icons'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { ListPage } from '../../../../kernel/web/list/list-page.tsx'
import { GoButton } from '../../../../kernel/web/pieces/go-button.tsx'
import { useMay } from '../../../../kernel/web/session.tsx'
import { exportApplications, listApplications } from '../../application/contract.ts'
import { ApplicationPreview } from './application-preview.tsx'
import { useApplicationColumns } from './use-application-columns.tsx'
import { useApplicationFilters } from './use-application-filters.tsx'

export function ApplicationsPage() {
  const { t } = useWords()
  const may = useMay()
  const columns = useApplicationColumns()
  const { filters, views } = useApplicationFilters()
  const create = may('establishment.application.create') && (
    <GoButton type="primary" icon={<PlusOutlined aria-hidden="true" />} to="/establishment/applications/new">
      {t('establishment.applications.create')}
    </GoButton>
  )
  return (
    <ListPage
      name="establishment.applications"
      title={t('establishment.applications.title')}
      endpoint={listApplications}
      sheet={exportApplications}
      columns={columns}
      searchHint={t('establishment.applications.search_hint')}
      filters={filters}
      views={views}
      to={({ id }) => `/establishment/applications/${id}`}
      preview={(row) => <ApplicationPreview row={row} />}
      create={create}
      empty={{
        title: t('establishment.applications.empty_title'),
        text: t('establishment.applications.empty_text'),
        action: create,
      }}
    />
  )
}
