import { Button } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { PersonTag, usePersonName } from '../../web/pieces/person-tag.tsx'
import { StateChip } from '../../web/pieces/state-chip.tsx'
import { When } from '../../web/pieces/when.tsx'
import { markRead } from '../copy/contract.ts'
import type { Request } from './request-words.ts'
import { useOperation, useOperations } from './use-operations.ts'
import './copies.css'

/** Who was given the request to read, and whether they have; the reader says so here. */
export function Copies({ request }: { request: Request }) {
  const { t } = useWords()
  const nameOf = usePersonName()
  const { settle, invalidates } = useOperations(request)
  const { send, saving } = useOperation(markRead, invalidates)
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
      {request.can.includes('mark_read') && (
        <Button
          loading={saving}
          onClick={() => void settle(send({ params: { id: request.id } }), t('approvals.copy.read_done'))}
        >
          {t('approvals.operations.mark_read')}
        </Button>
      )}
    </div>
  )
}
