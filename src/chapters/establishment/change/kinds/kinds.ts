import type { Ctx } from '../../../../kernel/http/context.ts'
import { lockTree } from '../../../../kernel/org/lock-tree.ts'
import { lockOrganisation } from '../../../../kernel/org/organisation.ts'
import type { ChangeItem } from '../contract.ts'
import type { Change } from '../life/row.ts'
import type { ChangeKind, Proposal, What } from './contract.ts'
import { correction } from './correction.ts'
import { head } from './head.ts'
import type { Given, Kind } from './kind.ts'
import { close, resume, suspend } from './life.ts'
import { name } from './name.ts'
import { parent } from './parent.ts'
import { premises, scope } from './premises.ts'
import { restore } from './restore.ts'

/** Every kind of filing of change. */
export const kinds: Record<ChangeKind, Kind> = {
  ...{ name, scope, premises, parent, head },
  ...{ suspend, resume, close, restore, correction },
}

/** What a kind is asked about. */
export const givenOf = (organisation: Given['organisation'], change: Change): Given => ({
  ...{ organisation, change, proposal: change.proposal },
})

/** Locks the organisation of a filing, and before it the tree where the filing moves it: everybody in this order. */
export async function lockConcerned(
  ctx: Ctx,
  { kind, proposal, org_id }: Change,
): Promise<Given['organisation']> {
  const corrects = kind === 'correction' ? (proposal as Proposal<'correction'>).is.kind : kind
  if (kinds[corrects].moves) await lockTree(ctx)
  return lockOrganisation(ctx, org_id)
}

/** What one must hold at the organisation to file it: of a correction, what the corrected filing asked for. */
export const permissionOf = ({ kind, proposal }: Pick<Change, 'kind' | 'proposal'>) =>
  kinds[kind === 'correction' ? (proposal as Proposal<'correction'>).is.kind : kind].permission

/** What a filing touches: of a correction, what the corrected filing touched. */
export const itemOf = ({ kind, proposal }: What): ChangeItem =>
  kind === 'correction' ? kinds[proposal.is.kind].item : kinds[kind].item
