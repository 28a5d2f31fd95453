import { nameIn } from '../../../../kernel/language/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { DocumentPage } from '../../../../kernel/web/document/document-page.tsx'
import { useParam } from '../../../../kernel/web/navigation.ts'
import { GoButton } from '../../../../kernel/web/pieces/go-button.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { useNow } from '../../../../kernel/web/pieces/now.ts'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { type ApplicationPage, readApplication } from '../../application/contract.ts'
import { FundingTables } from '../plan/funding-tables.tsx'
import { BasicsFacts, PremisesFacts, TextFacts } from '../plan/plan-facts.tsx'
import { StaffingTable } from '../plan/staffing-table.tsx'
import { PrintedPapers } from './printed-papers.tsx'
import { PrintedReview } from './printed-review.tsx'
import './print.css'

/** The application as paper, from the same data as its page. */
export function PrintPage() {
  const { t } = useWords()
  const id = useParam('id')
  const query = useCall(readApplication, { params: { id } })
  return (
    <Loaded of={query} kind="document">
      {(application) => (
        <DocumentPage
          title={`${t('establishment.print.title')} ${application.number ?? application.name ?? ''}`}
          tools={
            <GoButton to={`/establishment/applications/${id}`}>{t('establishment.print.back')}</GoButton>
          }
        >
          <Paper application={application} />
        </DocumentPage>
      )}
    </Loaded>
  )
}

function Paper({ application }: { application: ApplicationPage }) {
  const { t, formats, language } = useWords()
  const now = useNow()
  const { number, state, org, applicant, submitted_at, review } = application
  return (
    <div className="printed">
      <h1>{t('establishment.print.title')}</h1>
      <dl className="printed-head">
        <Line word={t('establishment.print.number')} value={number} />
        <Line word={t('establishment.print.state')} value={t(`establishment.applications.state.${state}`)} />
        <Line
          word={t('establishment.print.applicant')}
          value={`${nameIn(language, org)} · ${nameIn(language, applicant)}`}
        />
        <Line
          word={t('establishment.record.meta.submitted')}
          value={submitted_at && formats.dateTime(submitted_at)}
        />
      </dl>
      <h2>{t('establishment.plan.section.basics')}</h2>
      <BasicsFacts application={application} />
      <h2>{t('establishment.plan.section.positioning')}</h2>
      <TextFacts application={application} fields={['positioning', 'scope', 'strategy_fit']} />
      <h2>{t('establishment.plan.section.people')}</h2>
      <StaffingTable application={application} />
      <h2>{t('establishment.plan.section.premises')}</h2>
      <PremisesFacts application={application} />
      <h2>{t('establishment.plan.section.rules')}</h2>
      <TextFacts application={application} fields={['rules']} />
      <h2>{t('establishment.plan.section.funding')}</h2>
      <FundingTables application={application} />
      <h2>{t('establishment.print.papers')}</h2>
      <PrintedPapers application={application} />
      {review && (
        <>
          <h2>{t('establishment.record.section.review')}</h2>
          <PrintedReview sheet={review} />
        </>
      )}
      <p className="printed-foot">{t('establishment.print.printed', { at: formats.dateTime(now) })}</p>
    </div>
  )
}

function Line({ word, value }: { word: string; value: string | null }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd>{value ?? '—'}</dd>
    </div>
  )
}
