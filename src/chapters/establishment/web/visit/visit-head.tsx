import { ArrowLeftOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { nameIn } from '../../../../kernel/language/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { StateChip } from '../../../../kernel/web/pieces/state-chip.tsx'
import type { ApplicationPage } from '../../application/contract.ts'
import type { SiteVisit } from '../../application/visit/contract.ts'
import { visitorName, visitWord } from './visit-words.ts'

type Props = { application: ApplicationPage; visit: SiteVisit; tools?: ReactNode }

/** Where one is: the unit, its address, the day and the team. */
export function VisitHead({ application, visit, tools }: Props) {
  const { t, formats, language } = useWords()
  const { id, org, name, name_en, address } = application
  const { visited_on, visitors, completed_at } = visit
  const unit = name ? nameIn(language, { name, name_en }) : t('establishment.applications.unnamed')
  usePageTitle(t('establishment.visit_page.title_of', { name: unit }), {
    id: org.id,
    name: nameIn(language, org),
  })
  return (
    <header className="visit-head">
      <Link to={`/establishment/applications/${id}` as string} hash="visits">
        <ArrowLeftOutlined aria-hidden="true" /> {t('establishment.visit_page.back')}
      </Link>
      <div className="visit-title">
        <h1>{t('establishment.visit_page.title_of', { name: unit })}</h1>
        <StateChip tone={completed_at ? 'done' : 'progress'} word={visitWord(t, visit)} />
      </div>
      {(visit.address ?? address) && <p>{visit.address ?? address}</p>}
      {visit.elsewhere && (
        <p className="visit-critical">
          {t('establishment.record.visit.elsewhere', { address: visit.address ?? '' })}
        </p>
      )}
      <p className="visit-when">
        <span>
          {visited_on
            ? t('establishment.record.visit.on', { day: formats.date(visited_on) })
            : t('establishment.record.visit.no_day')}
        </span>
        <span>
          <span className="faint">{t('establishment.record.visit.team')}</span>{' '}
          {formats.list(visitors.map((one) => visitorName(t, language, one)))}
        </span>
        {tools}
      </p>
    </header>
  )
}
