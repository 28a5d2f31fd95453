import { z } from 'zod'
import { issuedDocument } from '../../../../kernel/documents/contract.ts'
import { byId, endpoint, seen } from '../../../../kernel/http/contract.ts'

const reason = z.string().trim().min(1).max(2000)

export const sendOn = endpoint({
  name: 'establishment.application.send_on',
  method: 'POST',
  path: '/api/establishment/applications/:id/send-on',
  guard: 'establishment.application.rule',
  summary: 'Puts an application that was not recommended to approval all the same.',
  params: byId,
  body: seen.extend({ reason }),
})
export const rejectApplication = endpoint({
  name: 'establishment.application.reject',
  method: 'POST',
  path: '/api/establishment/applications/:id/reject',
  guard: 'establishment.application.rule',
  summary: 'Rejects an application that was not recommended.',
  params: byId,
  body: seen.extend({ reason }),
})
export const issueApproval = endpoint({
  name: 'establishment.application.issue',
  method: 'POST',
  path: '/api/establishment/applications/:id/issue',
  guard: 'establishment.application.issue',
  summary:
    'Issues the approval document under the next number of the year; the organisation is being prepared from then on.',
  params: byId,
  body: seen,
  /** Its file, hash check and history: the endpoints of `kernel/documents`. */
  returns: issuedDocument,
})
export const voidApproval = endpoint({
  name: 'establishment.application.void_document',
  method: 'POST',
  path: '/api/establishment/applications/:id/void-document',
  guard: 'establishment.application.issue',
  summary: 'Voids the approval document; its number stays and another document can be issued.',
  params: byId,
  body: seen.extend({ reason }),
})
