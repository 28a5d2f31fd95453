import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { ColumnTable } from '../../../../kernel/sheet/web/column-table.tsx'
import { ProblemView } from '../../../../kernel/web/pieces/problem-view.tsx'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { type ComplaintImport, checkComplaints, mapComplaints } from '../../intake/contract.ts'
import { type IntakeMapping, intakeFields } from '../../intake/words/contract.ts'

type Props = {
  of: ComplaintImport
  mapping: IntakeMapping
  setMapping: (mapping: IntakeMapping) => void
  onChecked: () => void
}

/** What each column means, said by whoever uploaded the file; then every row is checked. */
export function MappingForm(props: Props) {
  return props.of.can.includes('map') ? <Mapping {...props} /> : <CheckAlone of={props.of} />
}

/** A colleague has the rows checked by the meaning the columns have. */
function CheckAlone({ of: { id, version, can } }: { of: ComplaintImport }) {
  const { t } = useWords()
  const { save, saving } = useSave(checkComplaints)
  return (
    <section className="sheet-import-mapping">
      <Alert type="info" showIcon title={t('complaints.import_page.mapped_by_uploader')} />
      {can.includes('check') && (
        <footer>
          <Button
            type="primary"
            loading={saving}
            onClick={() => void save({ params: { id }, body: { version } })}
          >
            {t('complaints.import_page.check')}
          </Button>
        </footer>
      )}
    </section>
  )
}

function Mapping({ of, mapping, setMapping, onChecked }: Props) {
  const { t } = useWords()
  const map = useSave(mapComplaints, { quiet: true })
  const check = useSave(checkComplaints, { quiet: true })
  const [busy, setBusy] = useState(false)
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
        description={t('complaints.import_page.needed')}
      />
      <ColumnTable
        columns={of.columns}
        fields={intakeFields.map((value) => ({ value, label: t(`complaints.import.fields.${value}`) }))}
        mapped={mapping.columns}
        change={(columns) => setMapping({ columns })}
      />
      {problem && <ProblemView problem={problem} />}
      <footer>
        <Button type="primary" loading={busy} onClick={() => void submit()}>
          {t('complaints.import_page.check')}
        </Button>
      </footer>
    </section>
  )
}
