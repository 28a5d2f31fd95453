import { sql } from 'kysely'
import type { Lending } from '../../tasks/lent.ts'
import { standsInFor } from './stands-in.ts'

/**
 * A proxy has what those they stand in for are asked to decide, less what they applied for themselves and where they
 * are asked in their own name.
 */
export const lendAsked: Lending = async (ctx, person_id) => {
  const owners = await standsInFor(ctx, person_id)
  if (owners.length === 0) return undefined
  return sql<boolean>`(kernel.task.kind = 'approvals.inbox.asked' and kernel.task.person_id = any(${owners}::uuid[])
    and not exists (select from kernel.approval_request r
      where r.org_id = kernel.task.org_id and r.id = (kernel.task.params ->> 'request_id')::uuid
        and (r.applicant_id = ${person_id} or exists (select from kernel.approval_signer s
          join kernel.approval_step t on t.org_id = s.org_id and t.id = s.step_id
          where s.org_id = r.org_id and s.request_id = r.id and t.state = 'open'
            and (s.person_id = ${person_id} or s.answered_by_id = ${person_id})))))`
}
