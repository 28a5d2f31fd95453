import { personOf } from '../../access/actor.ts'
import { notFound } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { standsInFor } from '../proxy/stands-in.ts'
import { getApprovalSubject } from '../subjects.ts'
import type { StoredRequest } from './rows.ts'

/**
 * Refuses (404) whoever neither takes part nor may read the matter itself; who stands in for somebody that is asked
 * takes part. Invariant: an approval never shows more of a matter than its chapter would.
 */
export async function checkVisible(ctx: Ctx, { row, signers }: StoredRequest): Promise<void> {
  const me = personOf(ctx.actor)
  const takesPart = row.applicant_id === me || signers.some((signer) => signer.person_id === me)
  const reads = ctx.may(getApprovalSubject(row.subject_type).read_permission, row.org_id)
  if (takesPart || reads || ctx.may('approvals.request.appoint', row.org_id)) return
  const owners = new Set(await standsInFor(ctx, me))
  const stoodInFor = ({ person_id, state, answered_by_id }: StoredRequest['signers'][number]) =>
    answered_by_id === me || (owners.has(person_id) && (state === 'open' || state === 'waiting'))
  if (!signers.some(stoodInFor)) throw notFound()
}
