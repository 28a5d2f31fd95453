import type { Ctx } from '../../../../kernel/http/context.ts'
import { handle, type Route } from '../../../../kernel/http/mount.ts'
import { confirmHandOver, witnessHandOver } from './confirm.ts'
import * as contract from './contract.ts'
import { drawUpHandOver } from './draw-up.ts'
import { receiveExitAudit, requestExitAudit } from './exit-audit.ts'
import { readHandOverPage } from './page.ts'
import { editHandOver } from './save.ts'

/** Every step answers with the list as it is then. */
const shown = async (ctx: Ctx, { id }: { id: string }, step: Promise<void>) => {
  await step
  return readHandOverPage(ctx, id)
}

export const routes: Route[] = [
  handle(contract.readHandOver, (ctx, { params }) => readHandOverPage(ctx, params.id)),
  handle(contract.editHandOver, (ctx, { params, body }) =>
    shown(ctx, params, editHandOver(ctx, { ...params, ...body })),
  ),
  handle(contract.drawUpHandOver, (ctx, { params, body }) =>
    shown(ctx, params, drawUpHandOver(ctx, { ...params, ...body })),
  ),
  handle(contract.confirmHandOver, (ctx, { params, body }) =>
    shown(ctx, params, confirmHandOver(ctx, { ...params, ...body })),
  ),
  handle(contract.witnessHandOver, (ctx, { params, body }) =>
    shown(ctx, params, witnessHandOver(ctx, { ...params, ...body })),
  ),
  handle(contract.requestExitAudit, (ctx, { params, body }) =>
    shown(ctx, params, requestExitAudit(ctx, { ...params, ...body })),
  ),
  handle(contract.receiveExitAudit, (ctx, { params }) => shown(ctx, params, receiveExitAudit(ctx, params))),
]
