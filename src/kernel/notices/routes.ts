import { handle, type Route } from '../http/mount.ts'
import * as contract from './contract.ts'
import { showNotices, updateNotices } from './update.ts'

export const routes: Route[] = [
  handle(contract.readNotices, (ctx) => showNotices(ctx)),
  handle(contract.updateNotices, async (ctx, { body }) => {
    await updateNotices(ctx, body)
    return showNotices(ctx)
  }),
]
