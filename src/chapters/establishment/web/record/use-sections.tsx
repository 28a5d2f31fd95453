import { ApprovalPanel } from '../../../../kernel/approvals/web/approval-panel.tsx'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { RecordSection } from '../../../../kernel/web/record/record-page.tsx'
import type { ApplicationPage } from '../../application/contract.ts'
import type { SectionKey } from '../../application/plan/contract.ts'
import { PapersRead } from '../papers/papers-read.tsx'
import { FundingTables } from '../plan/funding-tables.tsx'
import { BasicsFacts, PremisesFacts, TextFacts } from '../plan/plan-facts.tsx'
import { StaffingTable } from '../plan/staffing-table.tsx'
import { Registrations } from '../registration/registrations.tsx'
import { ReviewSection } from '../review/review-section.tsx'
import { VisitList } from '../visit/visit-list.tsx'
import { ApprovalDocument } from './approval-document.tsx'
import { PremisesMap } from './premises-map.tsx'
import type { Dialog } from './use-application-actions.ts'

type Section = RecordSection | false

/** What is open now comes first; the applicant's plan and documents follow. */
export function useSections(application: ApplicationPage, open: (dialog: Dialog) => void): Section[] {
  const process = useProcess(application, open)
  const plan = usePlan(application)
  const early = ['draft', 'submitted', 'more_wanted', 'withdrawn'].includes(application.state)
  return early ? [...plan, ...process] : [...process, ...plan]
}

function useProcess(application: ApplicationPage, open: (dialog: Dialog) => void): Section[] {
  const { t } = useWords()
  const { review, visits, site_visit, approval, document, voided_documents, registrations, state } =
    application
  const visiting = visits.length > 0 || (site_visit.wanted && state === 'in_review')
  return [
    registrations.length > 0 && {
      id: 'registrations',
      title: t('establishment.record.section.registrations'),
      count: registrations.length,
      content: <Registrations application={application} />,
    },
    (document !== null || voided_documents.length > 0 || state === 'approved') && {
      id: 'document',
      title: t('establishment.record.section.document'),
      content: <ApprovalDocument application={application} />,
    },
    approval !== null && {
      id: 'approval',
      title: t('establishment.record.section.approval'),
      content: <ApprovalPanel subject_type="establishment.application" subject_id={application.id} />,
    },
    review !== null && {
      id: 'review',
      title: t('establishment.record.section.review'),
      content: <ReviewSection application={application} sheet={review} />,
    },
    visiting && {
      id: 'visits',
      title: t('establishment.record.section.visits'),
      count: visits.length,
      content: <VisitList application={application} plan={() => open('plan_visit')} />,
    },
  ]
}

function usePlan(application: ApplicationPage): Section[] {
  const { t } = useWords()
  const title = (key: SectionKey) => t(`establishment.plan.section.${key}`)
  return [
    { id: 'basics', title: title('basics'), content: <BasicsFacts application={application} /> },
    {
      id: 'positioning',
      title: title('positioning'),
      content: <TextFacts application={application} fields={['positioning', 'scope', 'strategy_fit']} />,
    },
    { id: 'people', title: title('people'), content: <StaffingTable application={application} /> },
    {
      id: 'premises',
      title: title('premises'),
      content: (
        <div className="premises-pair">
          <PremisesFacts application={application} />
          <PremisesMap application={application} />
        </div>
      ),
    },
    {
      id: 'rules',
      title: title('rules'),
      content: <TextFacts application={application} fields={['rules']} />,
    },
    { id: 'funding', title: title('funding'), content: <FundingTables application={application} /> },
    {
      id: 'documents',
      title: title('documents'),
      count: application.documents.length,
      content: <PapersRead application={application} />,
    },
  ]
}
