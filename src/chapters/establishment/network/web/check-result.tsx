import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { pathOf } from '../../../../kernel/web/call.ts'
import { ConfirmButton } from '../../../../kernel/web/pieces/confirm-button.tsx'
import { GoButton } from '../../../../kernel/web/pieces/go-button.tsx'
import { When } from '../../../../kernel/web/pieces/when.tsx'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { checkNetwork, exportRows, importNetwork, type NetworkImport } from '../contract.ts'
import { type Summary, verdicts } from '../dry-run/contract.ts'
import { FaultCounts } from './fault-counts.tsx'
import { VerdictCounts } from './verdict-counts.tsx'

/** What the check says, by verdict and by fault; from here the import begins. */
export function CheckResult({ of }: { of: NetworkImport }) {
  const { t } = useWords()
  const { id, version, summary, checked_at } = of
  const again = useSave(checkNetwork)
  if (!summary) return null
  return (
    <>
      <section className="card sheet-import-card">
        <div className="sheet-import-head">
          <h2>{t('establishment.network_import.result_title')}</h2>
          {checked_at && (
            <span className="faint">
              {t('establishment.network_import.checked_when')} <When at={checked_at} />
            </span>
          )}
        </div>
        <VerdictCounts id={id} summary={summary} />
        <p className="muted">{t('establishment.network_import.levels_built', summary.levels)}</p>
        <div className="sheet-import-actions">
          <ImportButton of={of} summary={summary} />
          <GoButton to={`/organisations/import/${id}/rows`}>
            {t('establishment.network_import.all_rows')}
          </GoButton>
          <Button href={pathOf(exportRows, { params: { id }, query: { format: 'xlsx' } })} download>
            {t('establishment.network_import.download')}
          </Button>
          <Button
            type="text"
            loading={again.saving}
            onClick={() => void again.save({ params: { id }, body: { version } })}
          >
            {t('establishment.network_import.retry')}
          </Button>
        </div>
      </section>
      <FaultCounts id={id} summary={summary} />
    </>
  )
}

function ImportButton({ of, summary }: { of: NetworkImport; summary: Summary }) {
  const { t } = useWords()
  const [doubtful, setDoubtful] = useState(true)
  const { save } = useSave(importNetwork)
  const { create = 0, change = 0, doubtful: doubted = 0 } = countsOf(summary)
  const count = create + change + (doubtful ? doubted : 0)
  if (create + change + doubted === 0)
    return <p className="muted">{t('establishment.network_import.nothing')}</p>
  const question = {
    title: t('establishment.network_import.import_title'),
    text: t('establishment.network_import.import_text'),
    verb: t('establishment.network_import.do_import', { count }),
  }
  const body = { version: of.version, doubtful: doubtful ? ('import' as const) : ('leave_out' as const) }
  return (
    <>
      {doubted > 0 && (
        <Checkbox checked={doubtful} onChange={({ target }) => setDoubtful(target.checked)}>
          {t('establishment.network_import.doubtful_too', { count: doubted })}
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

const countsOf = (summary: Summary) =>
  Object.fromEntries(verdicts.map((verdict) => [verdict, summary.verdicts[verdict]]))
