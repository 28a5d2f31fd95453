import { Button } from 'antd'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { GoButton } from '../../../../kernel/web/pieces/go-button.tsx'
import { StateChip } from '../../../../kernel/web/pieces/state-chip.tsx'
import type { ApplicationPage } from '../../application/contract.ts'
import type { SiteVisit } from '../../application/visit/contract.ts'
import { PhotoStrip } from './photo-strip.tsx'
import { visitorName, visitWord } from './visit-words.ts'
import './visit.css'

type Props = { application: ApplicationPage; plan: () => void }

/** Visits planned and made: day, team, score, photos. */
export function VisitList({ application, plan }: Props) {
  const { t, formats } = useWords()
  const { id, visits, site_visit, can } = application
  const { wanted, window } = site_visit
  return (
    <div className="visit-list">
      <p className="muted">
        {t(wanted ? 'establishment.record.visit.wanted' : 'establishment.record.visit.not_wanted')}{' '}
        {window &&
          can.includes('plan_visit') &&
          t('establishment.record.visit.window', {
            from: formats.date(window.from),
            due: formats.date(window.due),
          })}
      </p>
      {visits.length === 0 && <p className="faint">{t('establishment.record.visit.none')}</p>}
      {visits.map((visit) => (
        <VisitCard key={visit.id} application_id={id} visit={visit} />
      ))}
      {can.includes('plan_visit') && (
        <div>
          <Button onClick={plan}>{t('establishment.record.action.plan_visit')}</Button>
        </div>
      )}
    </div>
  )
}

function VisitCard({ application_id, visit }: { application_id: string; visit: SiteVisit }) {
  const { t, formats, language } = useWords()
  const {
    id,
    visited_on,
    visitors,
    score,
    max,
    failed_critical,
    photos,
    completed_at,
    can,
    note,
    elsewhere,
    address,
  } = visit
  const done = completed_at !== null
  return (
    <article className="visit-card">
      <header>
        <h3>
          {visited_on
            ? t('establishment.record.visit.on', { day: formats.date(visited_on) })
            : t('establishment.record.visit.no_day')}
        </h3>
        <StateChip plain tone={done ? 'done' : 'progress'} word={visitWord(t, visit)} />
      </header>
      <p>
        <span className="faint">{t('establishment.record.visit.team')}</span>{' '}
        {formats.list(visitors.map((one) => visitorName(t, language, one)))}
      </p>
      {elsewhere && (
        <p className="visit-critical">
          {t('establishment.record.visit.elsewhere', { address: address ?? '' })}
        </p>
      )}
      <p className="visit-result">
        {max > 0 && (done || score > 0) && (
          <span className="number">{t('establishment.record.visit.score', { score, max })}</span>
        )}
        {failed_critical.length > 0 && (
          <span className="visit-critical">
            {t('establishment.record.visit.critical', { count: failed_critical.length })}
          </span>
        )}
        {photos.length > 0 && (
          <span className="number">{t('establishment.record.visit.photos', { count: photos.length })}</span>
        )}
      </p>
      {note && <p className="visit-note">{note}</p>}
      <PhotoStrip application_id={application_id} photos={photos} />
      <div>
        <GoButton
          size="small"
          type={can.includes('edit') ? 'primary' : 'default'}
          ghost={can.includes('edit')}
          to={`/establishment/applications/${application_id}/visits/${id}`}
        >
          {t(
            can.includes('edit') ? 'establishment.record.visit.continue' : 'establishment.record.visit.open',
          )}
        </GoButton>
      </div>
    </article>
  )
}
