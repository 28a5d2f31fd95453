import { handle, type Route } from '../http/mount.ts'
import { cancelJob, seeJob } from './cancel.ts'
import * as contract from './contract.ts'
import { getJob, listJobs, showJob } from './read.ts'

export const routes: Route[] = [
  handle(contract.listJobs, (ctx, { query }) => listJobs(ctx, query)),
  handle(contract.readJob, async (ctx, { params }) => showJob(ctx, await getJob(ctx, params.id))),
  handle(contract.cancelJob, async (ctx, { params }) => showJob(ctx, await cancelJob(ctx, params.id))),
  handle(contract.seeJob, async (ctx, { params }) => showJob(ctx, await seeJob(ctx, params.id)), {
    untrailed: "a person's own notice",
  }),
]
