import { useWords } from '../../language/web/words.tsx'
import { PersonTag, usePersonName } from '../../web/pieces/person-tag.tsx'
import { StateChip } from '../../web/pieces/state-chip.tsx'
import { When } from '../../web/pieces/when.tsx'
import { useSession } from '../../web/session.tsx'
import { MarkRead } from './mark-read.tsx'
import type { Request } from './request-words.ts'
import './copies.css'

/** Who was given the request to read, and whether they have; the reader says so here. */
export function Copies({ request }: { request: Request }) {
  const { t } = useWords()
  const nameOf = usePersonName()
  const me = useSession().person_id
  const unread = request.copies.some(({ person, read_at }) => person.id === me && !read_at)
  return (
    <div className="copies">
      <ul>
        {request.copies.map(({ person, by, read_at }) => (
          <li key={person.id}>
            <PersonTag person={person} />{' '}
            <StateChip
              plain
              tone={read_at ? 'done' : 'waiting'}
              word={t(read_at ? 'approvals.copy.read' : 'approvals.copy.unread')}
            />{' '}
            {read_at && <When at={read_at} />}
            <span className="faint"> {t('approvals.copy.by', { name: nameOf(by) })}</span>
          </li>
        ))}
      </ul>
      {unread && <MarkRead request={request} />}
    </div>
  )
}
