import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { Column } from '../../../../kernel/web/list/column.ts'
import type { Filter } from '../../../../kernel/web/list/filter.ts'
import { ListPage } from '../../../../kernel/web/list/list-page.tsx'
import { useParam } from '../../../../kernel/web/navigation.ts'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { GoButton } from '../../../../kernel/web/pieces/go-button.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { StateChip } from '../../../../kernel/web/pieces/state-chip.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { exportRows, type ImportRow, listRows, type NetworkImport, readImport } from '../contract.ts'
import { faultCodes, verdicts } from '../dry-run/contract.ts'
import { RowPreview } from './row-preview.tsx'
import { verdictTones } from './verdict-counts.tsx'
import '../../../../kernel/sheet/web/sheet-import.css'
import './network-import.css'

/** Every row of the file with what the check says of it. */
export function RowsPage() {
  const id = useParam('id')
  const found = useCall(readImport, { params: { id } })
  return <Loaded of={found}>{(answer) => <Rows of={answer} />}</Loaded>
}

function Rows({ of }: { of: NetworkImport }) {
  const { t } = useWords()
  const title = t('establishment.network_import.rows_title', { file: of.file_name })
  usePageTitle(title)
  return (
    <ListPage
      name="establishment.network_rows"
      title={title}
      endpoint={listRows}
      sheet={exportRows}
      params={{ id: of.id }}
      columns={useColumns()}
      filters={useFilters(of)}
      searchHint={t('establishment.network_import.rows_search')}
      preview={(row) => <RowPreview row={row} columns={of.columns} />}
      create={
        <GoButton to={`/organisations/import/${of.id}`}>{t('establishment.network_import.back')}</GoButton>
      }
      empty={{
        title: t('establishment.network_import.rows_empty_title'),
        text: t('establishment.network_import.rows_empty_text'),
      }}
    />
  )
}

function useFilters({ summary }: NetworkImport): Filter[] {
  const { t } = useWords()
  const found = faultCodes.filter((code) => summary?.faults[code])
  return [
    {
      key: 'verdict',
      title: t('establishment.network_import.verdict'),
      kind: 'choice',
      options: verdicts.map((value) => ({ value, word: t(`establishment.network.verdicts.${value}`) })),
    },
    {
      key: 'fault',
      title: t('establishment.network_import.fault'),
      kind: 'choice',
      options: found.map((value) => ({ value, word: t(`establishment.network.short.${value}`) })),
    },
  ]
}

function useColumns(): Column<ImportRow>[] {
  const { t } = useWords()
  return [
    {
      key: 'line',
      title: t('establishment.network_import.line'),
      width: 80,
      align: 'end',
      render: ({ line }) => <span className="number">{line}</span>,
    },
    {
      key: 'verdict',
      title: t('establishment.network_import.verdict'),
      width: 120,
      render: ({ verdict }) => (
        <StateChip plain tone={verdictTones[verdict]} word={t(`establishment.network.verdicts.${verdict}`)} />
      ),
      card: 'chip',
    },
    {
      key: 'name',
      title: t('establishment.network_import.name'),
      width: 240,
      render: ({ name }) => name || '—',
      card: 'title',
    },
    {
      key: 'code',
      title: t('establishment.network_import.code'),
      width: 150,
      render: ({ code }) => <span className="number">{code ?? '—'}</span>,
    },
    {
      key: 'under',
      title: t('establishment.network_import.under'),
      width: 180,
      render: ({ under }) => under.slice(1).join(' / ') || under.join('') || '—',
    },
    {
      key: 'fault',
      title: t('establishment.network_import.fault'),
      render: ({ faults }) => faults.map(({ sentence }) => sentence).join(' ') || '—',
    },
  ]
}
