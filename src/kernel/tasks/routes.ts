import { handle, handleEvents, type Route } from '../http/mount.ts'
import * as contract from './contract.ts'
import { handOver } from './hand-over.ts'
import { countTasks, countTasksOf, listTasks } from './list.ts'

export const routes: Route[] = [
  handle(contract.listTasks, (ctx, { query }) => listTasks(ctx, query)),
  handle(contract.countTasks, (ctx) => countTasks(ctx)),
  handleEvents(contract.followTasks),
  handle(contract.countTasksOf, (ctx, { params }) => countTasksOf(ctx, params)),
  handle(contract.handOverTasks, async (ctx, { body }) => {
    const done = await handOver(ctx, body)
    if (done.moved === 0) ctx.unchanged()
    return done
  }),
]
