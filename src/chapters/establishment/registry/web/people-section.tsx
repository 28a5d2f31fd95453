import { Link } from '@tanstack/react-router'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { type ListedPerson, listPeople } from '../../../../kernel/people/contract.ts'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { PersonTag } from '../../../../kernel/web/pieces/person-tag.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { ShownOf } from './shown-of.tsx'

const most = 12

/** Who holds a post there today. */
export function PeopleSection({ org_id }: { org_id: string }) {
  const { t, formats } = useWords()
  const query = useCall(listPeople, { query: { org_id, limit: most } })
  return (
    <Loaded of={query} kind="rows" rows={4}>
      {(page) =>
        page.items.length === 0 ? (
          <p className="faint">{t('establishment.registry.people_none')}</p>
        ) : (
          <>
            <ul className="registry-people">
              {page.items.map((person) => (
                <li key={person.id}>
                  <Link to={`/people/${person.id}` as string}>
                    <PersonTag person={person} />
                  </Link>
                  <span className="muted">{formats.list(postsAt(org_id, person))}</span>
                </li>
              ))}
            </ul>
            <ShownOf of={page} to="/people" search={{ under: org_id, state: 'now' }} />
          </>
        )
      }
    </Loaded>
  )
}

const postsAt = (org_id: string, { assignments }: ListedPerson) =>
  new Set(assignments.filter(({ organisation }) => organisation.id === org_id).map(({ post }) => post))
