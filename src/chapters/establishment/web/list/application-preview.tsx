import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Facts } from '../../../../kernel/web/pieces/facts.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { Money } from '../../../../kernel/web/pieces/money.tsx'
import { PersonTag } from '../../../../kernel/web/pieces/person-tag.tsx'
import { When } from '../../../../kernel/web/pieces/when.tsx'
import { WorkingTimeLeft } from '../../../../kernel/web/pieces/working-time-left.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { type ApplicationPage, type ApplicationRow, readApplication } from '../../application/contract.ts'
import { ApplicationChip } from '../state-chip.tsx'
import './list.css'

/** An application at a glance, beside the list. */
export function ApplicationPreview({ row }: { row: ApplicationRow }) {
  const { t } = useWords()
  const query = useCall(readApplication, { params: { id: row.id } })
  return (
    <div className="application-preview">
      <header>
        {row.number && <p className="faint number">{row.number}</p>}
        <h2>{row.name ?? t('establishment.applications.unnamed')}</h2>
        <ApplicationChip state={row.state} />
      </header>
      <Facts
        facts={[
          { word: t('establishment.applications.column.kind'), value: t(`web.org_kind.${row.kind}`) },
          { word: t('establishment.applications.column.parent'), value: row.parent_name },
          {
            word: t('establishment.applications.column.applicant'),
            value: <PersonTag person={row.applicant} role={row.org_name} />,
          },
          row.reviewer && {
            word: t('establishment.applications.column.reviewer'),
            value: <PersonTag person={row.reviewer} />,
          },
          {
            word: t('establishment.applications.column.budget'),
            value: <Money minor={row.start_up_budget} currency={row.currency} />,
          },
          {
            word: t('establishment.applications.column.submitted'),
            value: row.submitted_at && <When at={row.submitted_at} />,
          },
        ]}
      />
      <Loaded of={query} kind="rows" rows={3}>
        {(application) => <More application={application} />}
      </Loaded>
    </div>
  )
}

function More({ application }: { application: ApplicationPage }) {
  const { t, formats } = useWords()
  const { completeness, documents, review_due_at, working_minutes_left, day_minutes } = application
  const missing = documents.filter(({ required, state }) => required && state !== 'present')
  return (
    <Facts
      facts={[
        review_due_at !== null && {
          word: t('establishment.applications.column.review_due'),
          value: (
            <WorkingTimeLeft
              minutes={working_minutes_left}
              due_at={review_due_at}
              day_minutes={day_minutes}
            />
          ),
        },
        {
          word: t('establishment.applications.preview.completeness'),
          value: <span className="number">{formats.percent(completeness.percent / 100, 0)}</span>,
        },
        missing.length > 0 && {
          word: t('establishment.applications.preview.missing'),
          value: formats.list(missing.map(({ title }) => title)),
          wide: true,
        },
        { word: t('establishment.plan.field.positioning'), value: application.positioning, wide: true },
      ]}
    />
  )
}
