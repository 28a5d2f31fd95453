import type { Selectable } from 'kysely'
import type { DB } from '../../../../db/types.ts'
import { ownerOf } from '../../db/lock.ts'
import { notFound } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { stateIn } from '../../lifecycle/lifecycle.ts'
import type { Approval, Signer, StepRun } from '../engine/state.ts'
import { requestLife } from '../engine/state.ts'

export type RequestRow = Selectable<DB['kernel.approval_request']>
export type StepRow = Selectable<DB['kernel.approval_step']>
export type SignerRow = Selectable<DB['kernel.approval_signer']>

/** A request with everything under it, steps by round and position, signers in their order. */
export type StoredRequest = { row: RequestRow; steps: StepRow[]; signers: SignerRow[] }

/** Throws `not_found` outside reach. With `lock` everything else about the request waits until this transaction ends. */
export async function readStored(ctx: Ctx, id: string, { lock }: { lock: boolean }): Promise<StoredRequest> {
  const org_id = await ownerOf(ctx.tx, 'kernel.approval_request', id)
  const query = ctx.tx
    .selectFrom('kernel.approval_request')
    .selectAll()
    .where('org_id', '=', org_id)
    .where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!row) throw notFound()
  const steps = await ctx.tx
    .selectFrom('kernel.approval_step')
    .selectAll()
    .where('org_id', '=', row.org_id)
    .where('request_id', '=', id)
    .orderBy('round')
    .orderBy('position')
    .execute()
  const signers = await ctx.tx
    .selectFrom('kernel.approval_signer')
    .selectAll()
    .where('org_id', '=', row.org_id)
    .where('request_id', '=', id)
    .orderBy('position')
    .execute()
  return { row, steps, signers }
}

/** The engine's view of what is stored. The casts only repeat the check constraints of the tables. */
export function toApproval({ row, steps, signers }: StoredRequest): Approval {
  return {
    state: stateIn(requestLife, row.state),
    round: row.round,
    applicant_id: row.applicant_id,
    flow: row.flow as Approval['flow'],
    fields: row.fields as Approval['fields'],
    chosen: row.chosen as Approval['chosen'],
    runs: steps.map((step) => ({
      key: step.key,
      position: step.position,
      round: step.round,
      state: step.state as StepRun['state'],
      park_reason: step.park_reason as StepRun['park_reason'],
      tally: step.tally as StepRun['tally'],
      signers: signers.filter((signer) => signer.step_id === step.id).map(toSigner),
    })),
  }
}

/** The engine's view of one stored place. */
export function toSigner(row: SignerRow): Signer {
  return {
    person_id: row.person_id,
    origin: row.origin as Signer['origin'],
    asked_by: row.asked_by_id,
    note: row.note,
    weight: row.weight,
    group: row.group_name,
    state: row.state as Signer['state'],
    reason: row.reason as Signer['reason'],
    opinion: row.opinion,
  }
}
