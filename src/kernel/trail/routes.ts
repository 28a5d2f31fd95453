import { handle, handleFile, type Route } from '../http/mount.ts'
import { defineSchedule } from '../jobs/define.ts'
import { exportList } from '../sheet/serve.ts'
import { readChain } from './chain.ts'
import { makeCheckpoint } from './checkpoint.ts'
import * as contract from './contract.ts'
import { readTrail } from './read.ts'
import { trailSheet } from './sheet.ts'

defineSchedule({
  name: 'trail.checkpoint',
  every: 'day',
  at_start: true,
  work: async (kernel) => void (await makeCheckpoint(kernel)),
})

export const routes: Route[] = [
  handle(contract.readTrail, (ctx, { query }) => readTrail(ctx, query)),
  handleFile(contract.exportTrail, (ctx, { query }) => exportList(ctx, trailSheet, query)),
  handle(contract.readChain, (ctx) => readChain(ctx)),
]
