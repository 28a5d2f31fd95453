import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import { StateChip } from '../../web/pieces/state-chip.tsx'
import type { Assignment, PersonPage } from '../contract.ts'
import { EndAssignment } from './end-assignment.tsx'
import { useSpan } from './use-span.ts'
import './people.css'

const tones = { past: 'closed', now: 'done', later: 'waiting' } as const

/** The assignments within reach as a line of time, the latest first. */
export function AssignmentList({ person }: { person: PersonPage }) {
  const { t } = useWords()
  const span = useSpan()
  const [ending, end] = useState<Assignment>()
  if (person.assignments.length === 0) return <p className="faint">{t('people.people.assignments_none')}</p>
  const mayEnd = (one: Assignment) =>
    person.can.includes('end') && one.ends_on === null && one.kind !== 'head'
  return (
    <>
      <ol className="people-line">
        {person.assignments.map((one) => (
          <li key={one.id} className={`is-${one.holds}`}>
            <p className="people-post">
              <strong>{one.post}</strong>
              <span className="muted">{t(`people.people.kinds.${one.kind}`)}</span>
              <StateChip plain tone={tones[one.holds]} word={t(`people.people.holds.${one.holds}`)} />
            </p>
            <p className="people-where">
              <OrgTag organisation={one.organisation} />
              <span className="people-span number">{span(one)}</span>
              {mayEnd(one) && (
                <Button size="small" type="text" onClick={() => end(one)} className="no-print">
                  {t('people.people.end')}
                </Button>
              )}
            </p>
          </li>
        ))}
      </ol>
      {ending && <EndAssignment person={person} assignment={ending} onClose={() => end(undefined)} />}
    </>
  )
}
