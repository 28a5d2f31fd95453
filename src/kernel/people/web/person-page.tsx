import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { HandOverSection } from '../../tasks/web/hand-over-section.tsx'
import { TrailOf } from '../../trail/web/trail-of.tsx'
import { useParam } from '../../web/navigation.ts'
import { Facts } from '../../web/pieces/facts.tsx'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { RecordPage } from '../../web/record/record-page.tsx'
import { useMay } from '../../web/session.tsx'
import { useCall } from '../../web/use-call.ts'
import { type PersonPage as Page, readEmployeeRecord, readPerson } from '../contract.ts'
import { AssignmentList } from './assignment-list.tsx'
import { BeginAssignment } from './begin-assignment.tsx'
import { RoleList } from './role-list.tsx'

/** A person: who they are, what they did where, and what the system lets them do. */
export function PersonPage() {
  const id = useParam('id')
  const query = useCall(readPerson, { params: { id } })
  return <Loaded of={query}>{(person) => <Person key={person.id} person={person} />}</Loaded>
}

function Person({ person }: { person: Page }) {
  const { t } = useWords()
  const may = useMay()
  const name = usePersonName()(person)
  const [beginning, begin] = useState(false)
  const present = person.assignments.filter(({ holds }) => holds === 'now')
  const main = present.find(({ kind }) => kind === 'employment') ?? present[0]
  return (
    <>
      <RecordPage
        title={name}
        state={
          main
            ? { tone: 'done', word: t('people.people.states.now') }
            : { tone: 'closed', word: t('people.people.states.left') }
        }
        meta={{
          post: main?.post,
          organisation: main && <OrgTag organisation={main.organisation} />,
        }}
        organisation={person.home}
        can={person.can}
        actions={[{ key: 'begin', word: t('people.people.begin'), run: () => begin(true) }]}
        sections={[
          { id: 'facts', title: t('people.people.facts'), content: <PersonFacts person={person} /> },
          {
            id: 'assignments',
            title: t('people.people.assignments'),
            count: person.assignments.length,
            content: <AssignmentList person={person} />,
          },
          {
            id: 'roles',
            title: t('people.people.roles'),
            count: person.roles.length,
            content: <RoleList roles={person.roles} />,
          },
          ...(may('tasks.task.hand_over')
            ? [
                {
                  id: 'tasks',
                  title: t('tasks.hand_over.title'),
                  content: <HandOverSection person={person} />,
                },
              ]
            : []),
        ]}
        timeline={
          main && <TrailOf org_id={main.organisation.id} subject_type="person" subject_id={person.id} />
        }
      />
      {beginning && <BeginAssignment person={person} onClose={() => begin(false)} />}
    </>
  )
}

function PersonFacts({ person }: { person: Page }) {
  const { t } = useWords()
  const may = useMay()
  const shown = may('people.record.read')
  const record = useCall(readEmployeeRecord, { params: { id: person.id } }, { enabled: shown })
  return (
    <Facts
      facts={[
        { word: t('people.people.name'), value: person.name },
        { word: t('people.people.name_en'), value: person.name_en },
        {
          word: t('people.people.employed_at'),
          value: person.home ? <OrgTag organisation={person.home} /> : t('people.people.elsewhere'),
        },
        record.data && { word: t('people.people.employee_no'), value: record.data.employee_no },
        record.data && { word: t('people.people.phone'), value: record.data.phone },
        record.data && { word: t('people.people.email'), value: record.data.email },
      ]}
    />
  )
}
