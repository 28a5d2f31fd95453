import { Link } from '@tanstack/react-router'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import '../../../../kernel/sheet/web/sheet-import.css'
import type { Column } from '../../../../kernel/web/list/column.ts'
import type { Filter } from '../../../../kernel/web/list/filter.ts'
import { ListPage } from '../../../../kernel/web/list/list-page.tsx'
import { useParam } from '../../../../kernel/web/navigation.ts'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { GoButton } from '../../../../kernel/web/pieces/go-button.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { StateChip } from '../../../../kernel/web/pieces/state-chip.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import {
  type ComplaintImport,
  exportRows,
  type ImportRow,
  listRows,
  readImport,
} from '../../intake/contract.ts'
import { faultCodes, verdicts } from '../../intake/words/contract.ts'
import { RowPreview } from './row-preview.tsx'
import { verdictTones } from './tones.ts'

/** Every row of the file with what the check says of it. */
export function RowsPage() {
  const id = useParam('id')
  const found = useCall(readImport, { params: { id } })
  return <Loaded of={found}>{(answer) => <Rows of={answer} />}</Loaded>
}

function Rows({ of }: { of: ComplaintImport }) {
  const { t } = useWords()
  const title = t('complaints.import_page.rows_title', { file: of.file_name })
  usePageTitle(title)
  return (
    <ListPage
      name="complaints.import_rows"
      title={title}
      endpoint={listRows}
      sheet={exportRows}
      params={{ id: of.id }}
      columns={useColumns()}
      filters={useFilters(of)}
      searchHint={t('complaints.import_page.rows_search')}
      preview={(row) => <RowPreview row={row} columns={of.columns} />}
      create={<GoButton to={`/complaints/import/${of.id}`}>{t('complaints.import_page.back')}</GoButton>}
      empty={{
        title: t('complaints.import_page.rows_empty_title'),
        text: t('complaints.import_page.rows_empty_text'),
      }}
    />
  )
}

function useFilters({ summary }: ComplaintImport): Filter[] {
  const { t } = useWords()
  const found = faultCodes.filter((code) => summary?.faults[code])
  return [
    {
      ...{ key: 'verdict', title: t('complaints.import.column.verdict'), kind: 'choice' },
      options: verdicts.map((value) => ({ value, word: t(`complaints.import.verdicts.${value}`) })),
    },
    {
      ...{ key: 'fault', title: t('complaints.import.column.why'), kind: 'choice' },
      options: found.map((value) => ({ value, word: t(`complaints.import.short.${value}`) })),
    },
  ]
}

function useColumns(): Column<ImportRow>[] {
  const { t } = useWords()
  return [
    {
      ...{ key: 'line', title: t('complaints.import.column.line'), width: 80, align: 'end' },
      render: ({ line }) => <span className="number">{line}</span>,
    },
    {
      ...{ key: 'verdict', title: t('complaints.import.column.verdict'), width: 110, card: 'chip' },
      render: ({ verdict }) => (
        <StateChip plain tone={verdictTones[verdict]} word={t(`complaints.import.verdicts.${verdict}`)} />
      ),
    },
    {
      ...{ key: 'subject', title: t('complaints.import.fields.subject'), width: 240, card: 'title' },
      render: ({ subject }) => subject || '—',
    },
    {
      ...{ key: 'organisation', title: t('complaints.import.column.organisation'), width: 150 },
      render: ({ organisation }) => organisation || '—',
    },
    {
      ...{ key: 'number', title: t('complaints.import.column.number'), width: 150 },
      render: ({ number, complaint_id }) =>
        number && complaint_id ? (
          <Link to={`/complaints/${complaint_id}` as string} className="number">
            {number}
          </Link>
        ) : (
          '—'
        ),
    },
    {
      ...{ key: 'fault', title: t('complaints.import.column.why') },
      render: ({ faults }) => faults.map(({ sentence }) => sentence).join(' ') || '—',
    },
  ]
}
