import { handle, type Route } from '../http/mount.ts'
import * as contract from './contract.ts'
import { find } from './find.ts'
import { findBeside } from './finders.ts'

export const routes: Route[] = [
  handle(contract.search, async (ctx, { query }) => {
    const records = await find(ctx, query)
    const beside = await findBeside(ctx, query)
    const of = (exact: boolean) =>
      beside.filter((found) => found.exact === exact).flatMap(({ entries }) => entries)
    return { items: [...of(true), ...records, ...of(false)].slice(0, query.limit) }
  }),
]
