import { Link } from '@tanstack/react-router'
import { useTitle } from '../../language/web/use-title.ts'
import { useWords } from '../../language/web/words.tsx'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { StateChip } from '../../web/pieces/state-chip.tsx'
import { useCall } from '../../web/use-call.ts'
import { readRequestsOf } from '../request/contract.ts'
import { ApprovalActions } from './approval-actions.tsx'
import { Comments } from './comments.tsx'
import { RequestProgress } from './request-progress.tsx'
import { type Request, useRequestChip } from './request-words.ts'
import './approval-panel.css'

type Props = { subject_type: string; subject_id: string }

/**
 * The approval of a record, on the record's own page: who decided and how, who is next and by when, and the buttons
 * of whoever looks at it. Stands in the rail or in a section; on a phone its buttons stay at the bottom.
 */
export function ApprovalPanel({ subject_type, subject_id }: Props) {
  const { t } = useWords()
  const found = useCall(readRequestsOf, { params: { type: subject_type, id: subject_id } }, { poll: 60_000 })
  return (
    <Loaded of={found} kind="rows" rows={3}>
      {({ request, earlier }) =>
        request ? (
          <div className="approval-panel">
            <PanelHead request={request} />
            <ApprovalActions key={request.id} request={request} />
            <RequestProgress request={request} />
            {(request.comments.length > 0 || request.can.includes('comment')) && (
              <Comments request={request} />
            )}
            {earlier.length > 0 && <Earlier requests={earlier} />}
          </div>
        ) : (
          <p className="faint">{t('approvals.panel.none')}</p>
        )
      }
    </Loaded>
  )
}

function PanelHead({ request }: { request: Request }) {
  const { t } = useWords()
  const title = useTitle()
  const chip = useRequestChip()
  return (
    <p className="approval-head">
      <StateChip {...chip(request.state)} />
      <Link to={`/approvals/${request.id}` as string} className="approval-flow">
        {t('approvals.panel.flow', { flow: title(request.flow), number: request.flow.number })}
      </Link>
    </p>
  )
}

type Short = Pick<Request, 'id' | 'state' | 'opened_at'>

function Earlier({ requests }: { requests: Short[] }) {
  const { t, formats } = useWords()
  const chip = useRequestChip()
  return (
    <details className="progress-earlier">
      <summary>{t('approvals.panel.earlier_requests')}</summary>
      <ul>
        {requests.map(({ id, state, opened_at }) => (
          <li key={id}>
            <StateChip plain {...chip(state)} />{' '}
            <Link to={`/approvals/${id}` as string}>{formats.dateTime(opened_at)}</Link>
          </li>
        ))}
      </ul>
    </details>
  )
}
