import { handle, type Route } from '../http/mount.ts'
import * as contract from './contract.ts'
import { listViews, removeView, saveView } from './views.ts'

const untrailed = 'how somebody looks at a list is nobody else’s business'

export const routes: Route[] = [
  handle(contract.listViews, async (ctx, { query }) => ({ items: await listViews(ctx, query) })),
  handle(contract.saveView, (ctx, { body }) => saveView(ctx, body), { untrailed }),
  handle(
    contract.removeView,
    async (ctx, { params }) => {
      await removeView(ctx, params.id)
      return undefined
    },
    { untrailed },
  ),
]
