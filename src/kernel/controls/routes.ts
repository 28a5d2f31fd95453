import { handle, type Route } from '../http/mount.ts'
import * as contract from './contract.ts'
import { readStanding } from './standing.ts'

export const routes: Route[] = [handle(contract.readStanding, (ctx, { query }) => readStanding(ctx, query))]
