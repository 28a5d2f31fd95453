import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { ColumnTable } from '../../../../kernel/sheet/web/column-table.tsx'
import { ProblemView } from '../../../../kernel/web/pieces/problem-view.tsx'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { checkNetwork, mapNetwork, type NetworkImport } from '../contract.ts'
import { type Mapping, targetFields } from '../mapping/contract.ts'
import { KindsFields } from './kinds-fields.tsx'
import { PlacingFields } from './placing-fields.tsx'

type Props = {
  of: NetworkImport
  mapping: Mapping
  setMapping: (mapping: Mapping) => void
  onChecked: () => void
}

/** What each column means, where rows hang and what the kinds mean; then every row is checked. */
export function MappingForm({ of, mapping, setMapping, onChecked }: Props) {
  const { t } = useWords()
  const map = useSave(mapNetwork, { quiet: true })
  const check = useSave(checkNetwork, { quiet: true })
  const [busy, setBusy] = useState(false)
  const change = (part: Partial<Mapping>) => setMapping({ ...mapping, ...part })
  const submit = async () => {
    setBusy(true)
    const params = { id: of.id }
    const mapped = await map.save({ params, body: { version: of.version, mapping } })
    if (mapped.ok) {
      setMapping(mapped.answer.mapping)
      const begun = await check.save({ params, body: { version: mapped.answer.version } })
      if (begun.ok) onChecked()
    }
    setBusy(false)
  }
  const problem = map.problem ?? check.problem
  return (
    <section className="sheet-import-mapping">
      <Alert
        type="info"
        showIcon
        title={t(of.remembered ? 'sheet.import.remembered' : 'sheet.import.guessed')}
      />
      <ColumnTable
        columns={of.columns}
        fields={targetFields.map((value) => ({ value, label: t(`establishment.network.fields.${value}`) }))}
        mapped={mapping.columns}
        change={(columns) => change({ columns })}
        byValues={(field) => of.guessed[field] === 'values'}
      />
      <div className="network-import-pair">
        <PlacingFields of={of} mapping={mapping} change={change} />
        <KindsFields of={of} mapping={mapping} change={change} />
      </div>
      {problem && <ProblemView problem={problem} />}
      <footer>
        <Button type="primary" loading={busy} onClick={() => void submit()}>
          {t('establishment.network_import.check')}
        </Button>
      </footer>
    </section>
  )
}

export type MappingPart = { of: NetworkImport; mapping: Mapping; change: (part: Partial<Mapping>) => void }
