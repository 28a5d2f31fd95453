import { Loaded } from '../../web/pieces/loaded.tsx'
import { useCall } from '../../web/use-call.ts'
import { readRequest } from '../request/contract.ts'
import { ApprovalActions } from './approval-actions.tsx'
import { RequestProgress } from './request-progress.tsx'
import './approval-panel.css'

/** A request beside the list: enough to decide on the ordinary ones. */
export function RequestPreview({ id }: { id: string }) {
  const found = useCall(readRequest, { params: { id } })
  return (
    <Loaded of={found} kind="rows" rows={6}>
      {(request) => (
        <div className="approval-panel">
          <h2>
            {request.subject.number && <span className="faint number">{request.subject.number} </span>}
            {request.subject.title}
          </h2>
          <ApprovalActions key={request.id} request={request} />
          <RequestProgress request={request} />
        </div>
      )}
    </Loaded>
  )
}
