import { changeLife, checkMayReturn } from '../../../../kernel/org/change-life.ts'
import type { Kind } from './kind.ts'

/** A closed organisation comes back to life under its old parent, name and credit code. */
export const restore: Kind = {
  item: 'life',
  permission: 'establishment.change.direct',
  during: ['closed'],
  readBefore: async (_ctx, { organisation }) => ({
    life: organisation.life,
    closed_on: organisation.closed_on,
  }),
  readAfter: async () => ({ life: 'active', closed_on: null }),
  check: (ctx, { organisation }) => checkMayReturn(ctx, organisation),
  apply: async (ctx, { change, on }) => {
    await changeLife(ctx, { id: change.org_id, to: 'active', on, note: change.number ?? '' })
  },
}
