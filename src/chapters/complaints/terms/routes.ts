import { handle, type Route } from '../../../kernel/http/mount.ts'
import * as contract from './contract.ts'
import { createTerm, retireTerm, reviseTerm } from './keep.ts'
import { listTerms } from './list.ts'

export const routes: Route[] = [
  handle(contract.listTerms, (ctx) => listTerms(ctx)),
  handle(contract.createTerm, (ctx, { params, body }) => createTerm(ctx, { ...body, ...params })),
  handle(contract.reviseTerm, async (ctx, { params, body }) => {
    await reviseTerm(ctx, { ...body, ...params })
    return undefined
  }),
  handle(contract.retireTerm, async (ctx, { params, body }) => {
    await retireTerm(ctx, { ...body, ...params })
    return undefined
  }),
]
