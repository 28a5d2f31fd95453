import type { Selectable } from 'kysely'
import type { DB } from '../../../../db/types.ts'
import { getRow, lockRow } from '../../db/row.ts'
import type { Ctx } from '../../http/context.ts'
import { stateIn } from '../../lifecycle/lifecycle.ts'
import type { IssueSource, Severity } from '../contract.ts'
import { issueLifecycle, type State } from './lifecycle.ts'

/** An issue as it is stored, with its closed vocabularies typed. */
export type Issue = Omit<Selectable<DB['kernel.issue']>, 'state' | 'severity' | 'source' | 'params'> & {
  state: State
  severity: Severity
  source: IssueSource
  params: Record<string, unknown>
}

/** What trail entries, files and tasks say an issue is. */
export const subjectType = 'issue'
export const subjectOf = ({ org_id, id }: Pick<Issue, 'org_id' | 'id'>) => ({
  org_id,
  subject_type: subjectType,
  subject_id: id,
})
export const linkOf = (id: string) => `/issues/${id}`

/** Within reach; `not_found` otherwise. */
export async function getIssue(ctx: Ctx, id: string): Promise<Issue> {
  const row = await getRow(ctx, 'kernel.issue', id)
  return typed(row)
}

/** The same, locked until the transaction ends; 409 when the caller saw another version. */
export async function lockIssue(
  ctx: Ctx,
  { id, version }: { id: string; version?: number | undefined },
): Promise<Issue> {
  const row = await lockRow(ctx, 'kernel.issue', { id, version })
  return typed(row)
}

// The casts only repeat the check constraints of the table.
export function typed(row: Selectable<DB['kernel.issue']>): Issue {
  return { ...row, state: stateIn(issueLifecycle, row.state) } as Issue
}
