import { useWords } from '../../../kernel/language/web/words.tsx'
import { GoButton } from '../../../kernel/web/pieces/go-button.tsx'
import { Loaded } from '../../../kernel/web/pieces/loaded.tsx'
import { OrgMark } from '../../../kernel/web/pieces/org-tag.tsx'
import { useMay } from '../../../kernel/web/session.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { type KindRule, listKinds } from '../application/papers/contract.ts'
import './requirements.css'

/** What each kind of organisation needs to be established, to be read before one applies. */
export function RequirementsPage() {
  const { t } = useWords()
  const may = useMay()
  const query = useCall(listKinds)
  return (
    <div className="requirements">
      <header>
        <div>
          <h1>{t('establishment.requirements.title')}</h1>
          <p className="muted">{t('establishment.requirements.intro')}</p>
        </div>
        {may('establishment.application.create') && (
          <GoButton type="primary" to="/establishment/applications/new">
            {t('establishment.requirements.apply')}
          </GoButton>
        )}
      </header>
      <Loaded of={query} kind="rows" rows={8}>
        {({ items }) => (
          <div className="requirements-kinds">
            {items.map((rule) => (
              <Kind key={rule.kind} rule={rule} />
            ))}
          </div>
        )}
      </Loaded>
    </div>
  )
}

function Kind({ rule }: { rule: KindRule }) {
  const { t } = useWords()
  const { kind, documents, site_visit, region_review, registrations } = rule
  return (
    <section className="card requirements-kind">
      <h2>
        <OrgMark kind={kind} /> {t(`web.org_kind.${kind}`)}
      </h2>
      <h3>{t('establishment.requirements.documents')}</h3>
      <ol>
        {documents.map(({ document_type, title, hint, required, asks_validity }) => (
          <li key={document_type}>
            <p className="requirements-line">
              <span>{title}</span>
              <span className="faint">
                {t(required ? 'establishment.form.paper.required' : 'establishment.form.paper.optional')}
              </span>
            </p>
            {hint && <p className="paper-hint">{hint}</p>}
            {asks_validity && <p className="paper-hint">{t('establishment.requirements.asks_validity')}</p>}
          </li>
        ))}
      </ol>
      <h3>{t('establishment.requirements.process')}</h3>
      <ul>
        <li>{t(site_visit ? 'establishment.requirements.visit' : 'establishment.requirements.no_visit')}</li>
        <li>
          {t(region_review ? 'establishment.requirements.region' : 'establishment.requirements.headquarters')}
        </li>
      </ul>
      <h3>{t('establishment.requirements.registrations')}</h3>
      <ul>
        {registrations.map(({ kind: key, title, days, working_days }) => (
          <li key={key} className="requirements-line">
            <span>{title}</span>
            <span className="faint">
              {t(
                working_days ? 'establishment.requirements.working_days' : 'establishment.requirements.days',
                { count: days },
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
