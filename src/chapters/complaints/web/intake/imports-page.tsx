import { useWords } from '../../../../kernel/language/web/words.tsx'
import '../../../../kernel/sheet/web/sheet-import.css'
import type { Column } from '../../../../kernel/web/list/column.ts'
import { ListPage } from '../../../../kernel/web/list/list-page.tsx'
import { useGo } from '../../../../kernel/web/navigation.ts'
import { FileDrop } from '../../../../kernel/web/pieces/file-drop.tsx'
import { StateChip } from '../../../../kernel/web/pieces/state-chip.tsx'
import { When } from '../../../../kernel/web/pieces/when.tsx'
import { type ListedImport, listImports, mostRows, uploadComplaints } from '../../intake/contract.ts'
import { tones } from './tones.ts'

/** Files of complaints, and the place where the next one begins. */
export function ImportsPage() {
  const { t } = useWords()
  const go = useGo()
  const above = (
    <section className="sheet-import-begin">
      <p className="muted">{t('complaints.import_page.intro')}</p>
      <FileDrop
        endpoint={uploadComplaints}
        input={{}}
        accept=".csv,.txt,.xlsx"
        multiple={false}
        label={t('complaints.import_page.upload', { most: mostRows })}
        onDone={({ id }) => go(`/complaints/import/${id}`)}
      />
    </section>
  )
  return (
    <ListPage
      name="complaints.imports"
      title={t('complaints.import_page.title')}
      endpoint={listImports}
      columns={useColumns()}
      above={above}
      to={({ id }) => `/complaints/import/${id}`}
      empty={{
        title: t('complaints.import_page.empty_title'),
        text: t('complaints.import_page.empty_text'),
      }}
    />
  )
}

function useColumns(): Column<ListedImport>[] {
  const { t, formats } = useWords()
  return [
    {
      ...{ key: 'file_name', title: t('complaints.import_page.file'), card: 'title' },
      render: (row) => row.file_name,
    },
    {
      ...{ key: 'state', title: t('complaints.import_page.state'), width: 160, card: 'chip' },
      render: ({ state }) => (
        <StateChip plain tone={tones[state]} word={t(`complaints.import_page.states.${state}`)} />
      ),
    },
    {
      ...{ key: 'row_count', title: t('complaints.import_page.rows'), width: 100, align: 'end' },
      render: (row) => <span className="number">{formats.number(row.row_count)}</span>,
    },
    {
      ...{ key: 'created', title: t('complaints.import_page.result.created'), width: 100, align: 'end' },
      render: ({ result }) => <span className="number">{result ? formats.number(result.created) : '—'}</span>,
    },
    {
      ...{ key: 'uploaded_by', title: t('complaints.import_page.uploaded_by'), width: 140 },
      render: (row) => row.uploaded_by_name ?? '—',
    },
    {
      ...{ key: 'created_at', title: t('complaints.import_page.uploaded'), width: 140 },
      render: (row) => <When table at={row.created_at} />,
    },
  ]
}
