import { useWords } from '../../../../kernel/language/web/words.tsx'
import { ExportButton } from '../../../../kernel/web/list/export-button.tsx'
import { useExport } from '../../../../kernel/web/list/use-export.ts'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { PrintButton } from '../../../../kernel/web/pieces/print-button.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { exportAnalysis, readAnalysis } from '../../analysis/contract.ts'
import { Counted } from './counted.tsx'
import { AnalysisFilters, useAsked } from './filters.tsx'
import './analysis.css'

/** Where, of what, why and when customers complained; each number opens the complaints it counts. */
export function AnalysisPage() {
  const { t } = useWords()
  const [asked, ask] = useAsked()
  const exported = useExport(exportAnalysis, { query: asked }, [])
  usePageTitle(t('complaints.analysis.title'))
  const query = useCall(readAnalysis, { query: asked }, { keep: true })
  return (
    <article className="complaint-analysis">
      <header>
        <h1>{t('complaints.analysis.title')}</h1>
        <div className="complaint-analysis-tools no-print">
          <AnalysisFilters asked={asked} ask={ask} />
          {exported && <ExportButton exported={exported} named />}
          <PrintButton />
        </div>
      </header>
      <Loaded of={query} kind="rows" rows={8}>
        {(analysis) => <Counted analysis={analysis} whole={!asked.under} />}
      </Loaded>
    </article>
  )
}
