import { handle, type Route } from '../http/mount.ts'
import * as contract from './contract.ts'
import { find } from './find.ts'

export const routes: Route[] = [
  handle(contract.search, async (ctx, { query }) => ({ items: await find(ctx, query) })),
]
