import { SurveyForm } from '../../../../kernel/forms/web/survey-form.tsx'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { ApplicationPage } from '../../application/contract.ts'
import type { SiteVisit } from '../../application/visit/contract.ts'
import { PhotoStrip } from './photo-strip.tsx'
import { VisitHead } from './visit-head.tsx'

/** A visit to be read: completed, or somebody else's. */
export function ClosedVisit({ application, visit }: { application: ApplicationPage; visit: SiteVisit }) {
  const { t, formats } = useWords()
  const { id, form, answers, photos, note, score, max, failed_critical, completed_at } = visit
  return (
    <article className="visit-page">
      <VisitHead application={application} visit={visit} />
      <section className="visit-part">
        <p className="visit-result">
          {completed_at && (
            <span>{t('establishment.visit_page.completed', { at: formats.dateTime(completed_at) })}</span>
          )}
          {max > 0 && <strong>{t('establishment.record.visit.score', { score, max })}</strong>}
          {failed_critical.length > 0 && (
            <strong className="visit-critical">
              {t('establishment.record.visit.critical', { count: failed_critical.length })}
            </strong>
          )}
        </p>
        {note && <p className="visit-note">{note}</p>}
      </section>
      <section className="visit-part">
        <h2>{t('establishment.visit_page.photos')}</h2>
        {photos.length === 0 && <p className="faint">{t('establishment.visit_page.none')}</p>}
        <PhotoStrip application_id={application.id} photos={photos} told />
      </section>
      <section className="visit-part">
        <h2>{t('establishment.visit_page.checklist')}</h2>
        <SurveyForm version={{ id, json: form }} answers={answers} readOnly />
      </section>
    </article>
  )
}
