import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { OrganisationSelect } from '../../../../kernel/org/web/organisation-select.tsx'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { useClearing } from '../../../../kernel/web/pieces/clearing.tsx'
import { EmptyState } from '../../../../kernel/web/pieces/empty-state.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { PrintButton } from '../../../../kernel/web/pieces/print-button.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { type Analysis, readAnalysis } from '../../analysis/contract.ts'
import { Bars } from './bars.tsx'
import { Numbers } from './numbers.tsx'
import './analysis.css'

/** Where, of what, why and when customers complained; each number opens the complaints it counts. */
export function AnalysisPage() {
  const { t } = useWords()
  const clearing = useClearing()
  const [days, setDays] = useState<[string, string]>()
  const [under, setUnder] = useState<string | null>(null)
  usePageTitle(t('complaints.analysis.title'))
  const period = days ? { received_from: days[0], received_to: days[1] } : {}
  const query = useCall(readAnalysis, { query: { ...period, ...(under ? { under } : {}) } }, { keep: true })
  return (
    <article className="complaint-analysis">
      <header>
        <h1>{t('complaints.analysis.title')}</h1>
        <div className="complaint-analysis-tools no-print">
          <DatePicker.RangePicker
            aria-label={t('complaints.field.received')}
            allowClear={clearing}
            maxDate={dayjs()}
            onChange={(_, text) => setDays(text?.[0] && text[1] ? [text[0], text[1]] : undefined)}
            format="YYYY-MM-DD"
          />
          <OrganisationSelect
            value={under}
            onChange={setUnder}
            aria-label={t('complaints.field.organisation')}
            placeholder={t('complaints.field.organisation')}
          />
          <PrintButton />
        </div>
      </header>
      <Loaded of={query} kind="rows" rows={8}>
        {(analysis) => <Counted analysis={analysis} />}
      </Loaded>
    </article>
  )
}

function Counted({ analysis }: { analysis: Analysis }) {
  const { t, formats } = useWords()
  if (analysis.total === 0)
    return <EmptyState title={t('complaints.analysis.empty')} text={t('complaints.analysis.empty_text')} />
  const { causes, organisations, services, channels, months } = analysis
  const shares = new Map(causes.map(({ key, share }) => [key, share]))
  return (
    <>
      <Numbers analysis={analysis} />
      <div className="complaint-analysis-charts">
        <Bars title={t('complaints.analysis.months')} bars={months} />
        <Bars
          title={t('complaints.analysis.causes')}
          bars={causes}
          beside={({ key }) =>
            t('complaints.analysis.together', { share: formats.percent(shares.get(key) ?? 0, 0) })
          }
        />
        <Bars title={t('complaints.analysis.organisations')} bars={organisations} />
        <Bars title={t('complaints.analysis.services')} bars={services} />
        <Bars title={t('complaints.analysis.channels')} bars={channels} />
      </div>
    </>
  )
}
