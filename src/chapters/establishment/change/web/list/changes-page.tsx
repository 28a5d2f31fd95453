import { useWords } from '../../../../../kernel/language/web/words.tsx'
import { ListPage } from '../../../../../kernel/web/list/list-page.tsx'
import { GoButton } from '../../../../../kernel/web/pieces/go-button.tsx'
import { exportChanges, listChanges } from '../../list/contract.ts'
import { useChangeColumns } from './use-change-columns.tsx'
import { useChangeFilters } from './use-change-filters.ts'

/** Every filing of change within reach. */
export function ChangesPage() {
  const { t } = useWords()
  const columns = useChangeColumns()
  const { filters, views } = useChangeFilters()
  return (
    <ListPage
      name="establishment.changes"
      title={t('establishment.changes.title')}
      endpoint={listChanges}
      sheet={exportChanges}
      columns={columns}
      searchHint={t('establishment.changes.search_hint')}
      filters={filters}
      views={views}
      to={({ id }) => `/establishment/changes/${id}`}
      empty={{
        title: t('establishment.changes.empty_title'),
        text: t('establishment.changes.empty_text'),
        action: <GoButton to="/organisations">{t('establishment.changes.begin')}</GoButton>,
      }}
    />
  )
}
