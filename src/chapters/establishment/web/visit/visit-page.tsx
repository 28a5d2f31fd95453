import { useWords } from '../../../../kernel/language/web/words.tsx'
import { useParam } from '../../../../kernel/web/navigation.ts'
import { EmptyState } from '../../../../kernel/web/pieces/empty-state.tsx'
import { GoButton } from '../../../../kernel/web/pieces/go-button.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { readApplication } from '../../application/contract.ts'
import { ClosedVisit } from './closed-visit.tsx'
import { OpenVisit } from './open-visit.tsx'
import './visit.css'

/** A site visit, made for the phone in one hand: day and team, checklist, photos with their place, notes. */
export function VisitPage() {
  const { t } = useWords()
  const id = useParam('id')
  const visit_id = useParam('visit_id')
  const query = useCall(readApplication, { params: { id } })
  return (
    <Loaded of={query} kind="record">
      {(application) => {
        const visit = application.visits.find((one) => one.id === visit_id)
        if (visit?.can.includes('edit'))
          return <OpenVisit key={visit_id} application={application} visit={visit} />
        if (visit) return <ClosedVisit application={application} visit={visit} />
        return (
          <EmptyState
            page
            kind="missing"
            title={t('establishment.visit_page.missing_visit')}
            text={t('establishment.visit_page.missing_text')}
            action={
              <GoButton to={`/establishment/applications/${id}#visits`}>
                {t('establishment.visit_page.back')}
              </GoButton>
            }
          />
        )
      }}
    </Loaded>
  )
}
