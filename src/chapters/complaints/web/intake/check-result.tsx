import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { FaultCounts } from '../../../../kernel/sheet/web/fault-counts.tsx'
import { VerdictCounts } from '../../../../kernel/sheet/web/verdict-counts.tsx'
import { useExport } from '../../../../kernel/web/list/use-export.ts'
import { ConfirmButton } from '../../../../kernel/web/pieces/confirm-button.tsx'
import { GoButton } from '../../../../kernel/web/pieces/go-button.tsx'
import { When } from '../../../../kernel/web/pieces/when.tsx'
import { useSave } from '../../../../kernel/web/use-save.ts'
import {
  bringInComplaints,
  type ComplaintImport,
  checkComplaints,
  exportRows,
} from '../../intake/contract.ts'
import {
  type FaultCode,
  type IntakeSummary,
  verdicts,
  weightOf,
  weights,
} from '../../intake/words/contract.ts'
import { verdictTones } from './tones.ts'

/** What the check says, by verdict and by fault; from here the import begins. */
export function CheckResult({ of }: { of: ComplaintImport }) {
  const { t } = useWords()
  const { id, version, summary, checked_at } = of
  const again = useSave(checkComplaints)
  const taking = useExport(exportRows, { params: { id }, query: { verdict: 'refused' } }, [])
  if (!summary) return null
  const rows = `/complaints/import/${id}/rows`
  return (
    <>
      <section className="card sheet-import-card">
        <div className="sheet-import-head">
          <h2>{t('complaints.import_page.result_title')}</h2>
          {checked_at && (
            <span className="faint">
              {t('complaints.import_page.checked_when')} <When at={checked_at} />
            </span>
          )}
        </div>
        <VerdictCounts
          rows={rows}
          counts={verdicts.map((verdict) => ({
            ...{ verdict, tone: verdictTones[verdict], count: summary.verdicts[verdict] },
            word: t(`complaints.import.verdicts.${verdict}`),
            help: t(`complaints.import_page.verdict_help.${verdict}`),
          }))}
        />
        {summary.open > 0 && (
          <p className="muted">{t('complaints.import_page.open', { count: summary.open })}</p>
        )}
        <div className="sheet-import-actions">
          {of.can.includes('import') && <ImportButton of={of} summary={summary} />}
          <GoButton to={rows}>{t('complaints.import_page.all_rows')}</GoButton>
          {summary.verdicts.refused > 0 && taking && (
            <Button loading={taking.running} onClick={() => taking.run('xlsx')}>
              {t('complaints.import_page.download')}
            </Button>
          )}
          {of.can.includes('check') && (
            <Button
              type="text"
              loading={again.saving}
              onClick={() => void again.save({ params: { id }, body: { version } })}
            >
              {t('complaints.import_page.retry')}
            </Button>
          )}
        </div>
      </section>
      <Faults rows={rows} summary={summary} />
    </>
  )
}

function Faults({ rows, summary: { faults } }: { rows: string; summary: IntakeSummary }) {
  const { t } = useWords()
  const groups = weights.map((weight) => ({
    title: t(`complaints.import.weights.${weight}`),
    faults: (Object.entries(faults) as [FaultCode, number][])
      .filter(([code]) => weightOf(code) === weight)
      .map(([code, count]) => ({ code, count, word: t(`complaints.import.short.${code}`) })),
  }))
  return <FaultCounts rows={rows} groups={groups} />
}

function ImportButton({ of, summary }: { of: ComplaintImport; summary: IntakeSummary }) {
  const { t } = useWords()
  const [doubtful, setDoubtful] = useState(true)
  const { save } = useSave(bringInComplaints)
  const { create, doubtful: doubted } = summary.verdicts
  const count = create + (doubtful ? doubted : 0)
  if (create + doubted === 0) return <p className="muted">{t('complaints.import.errors.nothing_new')}</p>
  const question = {
    title: t('complaints.import_page.import_title'),
    text: t('complaints.import_page.import_text'),
    verb: t('complaints.import_page.do_import', { count }),
  }
  const body = { version: of.version, doubtful: doubtful ? ('import' as const) : ('leave_out' as const) }
  return (
    <>
      {doubted > 0 && (
        <Checkbox checked={doubtful} onChange={({ target }) => setDoubtful(target.checked)}>
          {t('complaints.import_page.doubtful_too', { count: doubted })}
        </Checkbox>
      )}
      <ConfirmButton
        type="primary"
        disabled={count === 0}
        question={question}
        run={() => save({ params: { id: of.id }, body })}
      />
    </>
  )
}
