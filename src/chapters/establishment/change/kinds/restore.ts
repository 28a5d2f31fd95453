import { changeLife, checkMayReturn } from '../../../../kernel/org/change-life.ts'
import { checkMayMove, moveOrganisation } from '../../../../kernel/org/move.ts'
import { renameOrganisation } from '../../../../kernel/org/rename.ts'
import { defineKind } from './kind.ts'
import { checkReached, nameOf } from './parent.ts'

/**
 * A closed organisation comes back to life, with the credit code it had. Where its name was taken or its parent closed
 * meanwhile, it comes back under another.
 */
export const restore = defineKind('restore', {
  item: 'life',
  permission: 'establishment.change.direct',
  moves: true,
  during: ['closed'],
  readBefore: async (ctx, { organisation: { life, closed_on, name, parent_id }, proposal }) => ({
    ...{ life, closed_on },
    ...(proposal.name ? { name } : {}),
    ...(proposal.parent_id ? { parent: await nameOf(ctx, parent_id) } : {}),
  }),
  readAfter: async (ctx, { proposal: { name, parent_id } }) => ({
    ...{ life: 'active', closed_on: null },
    ...(name ? { name } : {}),
    ...(parent_id ? { parent: await nameOf(ctx, parent_id) } : {}),
  }),
  check: async (ctx, { organisation, proposal }) => {
    const name = proposal.name ?? organisation.name
    const parent_id = proposal.parent_id ?? organisation.parent_id
    if (proposal.parent_id && proposal.parent_id !== organisation.parent_id) {
      checkReached(ctx, proposal.parent_id)
      await checkMayMove(ctx, { ...organisation, name }, proposal.parent_id)
    }
    await checkMayReturn(ctx, { id: organisation.id, name, parent_id })
  },
  apply: async (ctx, { organisation, change, proposal, on }) => {
    const { id, name_en, parent_id } = organisation
    const note = change.number
    if (proposal.name) await renameOrganisation(ctx, { id, name: proposal.name, name_en, on, note })
    if (proposal.parent_id && proposal.parent_id !== parent_id)
      await moveOrganisation(ctx, { id, parent_id: proposal.parent_id, on, note })
    await changeLife(ctx, { id, to: 'active', on, ...(note ? { note } : {}) })
  },
})
