import { checkName } from '../../../../kernel/org/create.ts'
import { renameOrganisation } from '../../../../kernel/org/rename.ts'
import { defineKind, open } from './kind.ts'

/** Another name. Documents issued before keep the old one. */
export const name = defineKind('name', {
  item: 'name',
  permission: 'establishment.change.create',
  during: open,
  readBefore: async (_ctx, { organisation }) => ({ name: organisation.name, name_en: organisation.name_en }),
  readAfter: async (_ctx, { proposal }) => proposal,
  check: async (ctx, { organisation: { id, parent_id }, proposal }) => {
    if (parent_id) await checkName(ctx, { parent_id, name: proposal.name, except: id })
  },
  apply: (ctx, { change, proposal, on }) =>
    renameOrganisation(ctx, { id: change.org_id, ...proposal, on, note: change.number }),
})
