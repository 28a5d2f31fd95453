import type { Selectable } from 'kysely'
import type { DB } from '../../../../../db/types.ts'
import { getRow, lockRow } from '../../../../kernel/db/row.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { stateIn } from '../../../../kernel/lifecycle/lifecycle.ts'
import type { Channel } from '../words/contract.ts'
import { complaintLifecycle, type State } from './lifecycle.ts'

/** A complaint as it is stored, with its closed vocabularies typed. */
export type Complaint = Omit<Selectable<DB['complaints.complaint']>, 'state' | 'channel'> & {
  state: State
  channel: Channel
}

export const subjectType = 'complaints.complaint'

/** What trail entries, files and tasks say a complaint is. */
export const subjectOf = ({ org_id, id }: Pick<Complaint, 'org_id' | 'id'>) => ({
  org_id,
  subject_type: subjectType,
  subject_id: id,
})

export const linkOf = (id: string) => `/complaints/${id}`

/** Within reach. Throws `not_found` otherwise. */
export async function getComplaint(ctx: Ctx, id: string): Promise<Complaint> {
  const row = await getRow(ctx, 'complaints.complaint', id)
  return typed(row)
}

/** The same, locked until the transaction ends; 409 when the caller saw another version. */
export async function lockComplaint(
  ctx: Ctx,
  { id, version }: { id: string; version?: number | undefined },
): Promise<Complaint> {
  const row = await lockRow(ctx, 'complaints.complaint', { id, version })
  return typed(row)
}

// The casts only repeat the check constraints of the table.
export const typed = (row: Selectable<DB['complaints.complaint']>): Complaint =>
  ({ ...row, state: stateIn(complaintLifecycle, row.state) }) as Complaint
