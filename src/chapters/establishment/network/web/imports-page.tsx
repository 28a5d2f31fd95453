import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useId, useState } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { useOrganisationSearch } from '../../../../kernel/org/web/pick-organisation.ts'
import { SearchSelect } from '../../../../kernel/web/form/search-select.tsx'
import type { Column } from '../../../../kernel/web/list/column.ts'
import { ListPage } from '../../../../kernel/web/list/list-page.tsx'
import { useExport } from '../../../../kernel/web/list/use-export.ts'
import { useGo } from '../../../../kernel/web/navigation.ts'
import { FileDrop } from '../../../../kernel/web/pieces/file-drop.tsx'
import { StateChip, type Tone } from '../../../../kernel/web/pieces/state-chip.tsx'
import { When } from '../../../../kernel/web/pieces/when.tsx'
import {
  exportNetwork,
  type ListedImport,
  listImports,
  type NetworkImport,
  uploadNetwork,
} from '../contract.ts'
import '../../../../kernel/sheet/web/sheet-import.css'
import './network-import.css'

export const tones: Record<NetworkImport['state'], Tone> = {
  mapped: 'draft',
  checked: 'waiting',
  imported: 'done',
}

/** Files of organisations, and the place where the next one begins. */
export function ImportsPage() {
  const { t } = useWords()
  const go = useGo()
  const search = useOrganisationSearch()
  const underId = useId()
  const [under_id, setUnder] = useState<string | null>(null)
  const above = (
    <section className="sheet-import-begin">
      <p className="muted">{t('establishment.network_import.intro')}</p>
      <div className="network-import-under">
        <label htmlFor={underId}>{t('establishment.network_import.upload_under')}</label>
        <SearchSelect
          id={underId}
          name="org.organisation.pick"
          search={search}
          value={under_id}
          placeholder={t('establishment.network_import.upload_under_all')}
          onChange={setUnder}
        />
      </div>
      <FileDrop
        endpoint={uploadNetwork}
        input={{ body: under_id ? { under_id } : {} }}
        accept=".csv,.txt,.xlsx"
        multiple={false}
        label={t('establishment.network_import.upload')}
        onDone={({ id }) => go(`/organisations/import/${id}`)}
      />
      <TakeOut under_id={under_id} />
    </section>
  )
  return (
    <ListPage
      name="establishment.network_imports"
      title={t('establishment.network_import.title')}
      endpoint={listImports}
      columns={useColumns()}
      above={above}
      to={({ id }) => `/organisations/import/${id}`}
      empty={{
        title: t('establishment.network_import.empty_title'),
        text: t('establishment.network_import.empty_text'),
      }}
    />
  )
}

/** The network as it is, to be changed in a sheet and imported again. */
function TakeOut({ under_id }: { under_id: string | null }) {
  const { t } = useWords()
  const taking = useExport(exportNetwork, { query: under_id ? { under_id } : {} }, [])
  if (!taking) return null
  return (
    <div className="network-import-out">
      <p className="muted">{t('establishment.network_import.take_out')}</p>
      {(['xlsx', 'csv'] as const).map((format) => (
        <Button
          key={format}
          icon={<DownloadOutlined aria-hidden="true" />}
          loading={taking.running}
          onClick={() => taking.run(format)}
        >
          {t('establishment.network_import.take_out_as', { format: format.toUpperCase() })}
        </Button>
      ))}
    </div>
  )
}

function useColumns(): Column<ListedImport>[] {
  const { t, formats } = useWords()
  return [
    {
      key: 'file_name',
      title: t('establishment.network_import.file'),
      render: (row) => row.file_name,
      card: 'title',
    },
    {
      key: 'state',
      title: t('establishment.network_import.state'),
      width: 130,
      render: ({ state }) => (
        <StateChip plain tone={tones[state]} word={t(`establishment.network_import.states.${state}`)} />
      ),
      card: 'chip',
    },
    {
      key: 'row_count',
      title: t('establishment.network_import.rows'),
      width: 100,
      align: 'end',
      render: (row) => <span className="number">{formats.number(row.row_count)}</span>,
    },
    {
      key: 'created',
      title: t('establishment.network_import.created_count'),
      width: 100,
      align: 'end',
      render: ({ result }) => <span className="number">{result ? formats.number(result.created) : '—'}</span>,
    },
    {
      key: 'uploaded_by',
      title: t('establishment.network_import.uploaded_by'),
      width: 140,
      render: (row) => row.uploaded_by_name ?? '—',
    },
    {
      key: 'created_at',
      title: t('establishment.network_import.uploaded'),
      width: 140,
      render: (row) => <When table at={row.created_at} />,
    },
  ]
}
