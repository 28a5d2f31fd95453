import { useState } from 'react'
import { JobOf } from '../../jobs/web/job-of.tsx'
import { useWords } from '../../language/web/words.tsx'
import { StandingBar } from '../../regulation/web/standing-bar.tsx'
import { useParam } from '../../web/navigation.ts'
import { EmptyState } from '../../web/pieces/empty-state.tsx'
import { GoButton } from '../../web/pieces/go-button.tsx'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import { PathLink } from '../../web/pieces/path-link.tsx'
import type { Tone } from '../../web/pieces/state-chip.tsx'
import { RecordPage } from '../../web/record/record-page.tsx'
import { useCall } from '../../web/use-call.ts'
import { useSave } from '../../web/use-save.ts'
import {
  type ClauseStanding,
  listResults,
  measureResults,
  readStanding,
  type Standing,
  type StandingStatus,
} from '../contract.ts'
import { MonthsTable } from './months-table.tsx'
import { RecordLinks } from './record-links.tsx'
import './clause-page.css'
import './standing-lines.css'

const tones: Record<StandingStatus, Tone> = {
  ...{ met: 'done', breached: 'overdue', no_data: 'closed', not_measured: 'draft' },
}

/** One clause: what is counted of it this year, where each organisation stands, and what each month came to. */
export function ClausePage() {
  const clause = useParam('clause')
  const standing = useCall(readStanding, { query: { clause } }, { fresh: 60_000 })
  return (
    <Loaded of={standing}>
      {(found) => {
        const own = found.clauses.find(({ clause_id }) => clause_id === clause)
        return own ? <Shown key={clause} standing={found} clause={own} /> : <NothingCounted />
      }}
    </Loaded>
  )
}

function NothingCounted() {
  const { t } = useWords()
  return (
    <EmptyState
      page
      kind="missing"
      title={t('controls.results.nothing')}
      text={t('controls.results.nothing_text')}
      action={<GoButton to="/regulation">{t('regulation.page.title')}</GoButton>}
    />
  )
}

function Shown({
  standing: { period, scope, edition },
  clause,
}: {
  standing: Standing
  clause: ClauseStanding
}) {
  const { t } = useWords()
  const { clause_id, text, status, organisations } = clause
  const results = useCall(listResults, { query: { clause: clause_id } })
  const [job, setJob] = useState<{ id: string; period: string }>()
  const { save } = useSave(measureResults, {
    onDone: ({ job_id }, { body: { period } }) => setJob({ id: job_id, period }),
  })
  return (
    <RecordPage
      number={clause_id}
      title={t(`controls.standing.own.${scope}`)}
      state={{ tone: tones[status], word: t(`regulation.standing.${status}`) }}
      meta={{
        year: <span className="number">{period.key}</span>,
        edition: t('controls.results.edition', { number: edition.number }),
        clause: <PathLink to={`/regulation#${clause_id}`}>{t('controls.results.read')}</PathLink>,
      }}
      notice={
        <>
          <p className="clause-words">{text}</p>
          {job && (
            <JobOf
              key={job.id}
              id={job.id}
              title={t('controls.results.job', { period: job.period })}
              onEnd={() => void results.refetch()}
            />
          )}
        </>
      }
      sections={[
        {
          id: 'counted',
          title: t('controls.results.counted', { year: period.key }),
          content: <Counted clause={clause} />,
        },
        organisations.length > 1 && {
          ...{ id: 'organisations', title: t('controls.results.organisations'), count: organisations.length },
          content: <Organisations organisations={organisations} />,
        },
        {
          id: 'months',
          title: t('controls.results.months'),
          content: (
            <Loaded of={results} kind="rows" rows={12}>
              {({ items, can }) => (
                <MonthsTable
                  months={items}
                  measure={can.includes('measure') ? (month) => save({ body: { period: month } }) : undefined}
                />
              )}
            </Loaded>
          ),
        },
      ]}
    />
  )
}

function Counted({ clause: { controls } }: { clause: ClauseStanding }) {
  const { t } = useWords()
  return (
    <ul className="standing-lines">
      {controls.map(({ measure, measured, met, total, records_note, ...own }, at) => (
        <li key={own.key}>
          <div className="standing-measure">
            {controls.length > 1 && `${t('controls.results.item', { number: at + 1 })} · `}
            {measure}
            {measured && records_note && <div className="muted">{records_note}</div>}
          </div>
          <div>
            <StandingBar standing={{ met, total, status: statusOf({ measured, met, total }) }} />
            <RecordLinks controls={[own]} />
          </div>
        </li>
      ))}
    </ul>
  )
}

const statusOf = ({ measured, met, total }: { measured: boolean; met: number; total: number }) =>
  !measured ? 'not_measured' : total === 0 ? 'no_data' : met < total ? 'breached' : 'met'

/** Those with the most left to do first. */
function Organisations({ organisations }: Pick<ClauseStanding, 'organisations'>) {
  return (
    <ul className="standing-lines">
      {organisations.map(({ organisation, met, total, controls }) => (
        <li key={organisation.id}>
          <OrgTag organisation={organisation} />
          <div>
            <StandingBar standing={{ met, total, status: statusOf({ measured: true, met, total }) }} />
            <RecordLinks controls={controls} />
          </div>
        </li>
      ))}
    </ul>
  )
}
