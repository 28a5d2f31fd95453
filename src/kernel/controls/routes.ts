import { handle, type Route } from '../http/mount.ts'
import * as contract from './contract.ts'
import { listResults } from './history.ts'
import { measureResults } from './jobs.ts'
import { readStanding } from './standing.ts'

export const routes: Route[] = [
  handle(contract.readStanding, (ctx, { query }) => readStanding(ctx, query)),
  handle(contract.listResults, (ctx, { query }) => listResults(ctx, query)),
  handle(contract.measureResults, (ctx, { body }) => measureResults(ctx, body)),
]
