import { handle, type Route } from '../../../kernel/http/mount.ts'
import * as contract from './contract.ts'
import * as filings from './filings/contract.ts'
import { listFilings } from './filings/read.ts'
import { readMap, readPremises } from './read-premises.ts'

export const routes: Route[] = [
  handle(contract.readPremises, (ctx, { params, query }) => readPremises(ctx, { ...params, ...query })),
  handle(contract.readMap, (ctx, { query }) => readMap(ctx, query)),
  handle(filings.listFilings, (ctx, { params }) => listFilings(ctx, params)),
]
