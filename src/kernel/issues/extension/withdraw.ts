import { lockRequestOf } from '../../approvals/request/find.ts'
import { withdrawRequest } from '../../approvals/request/operate.ts'
import { refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { checkAction, recordOn } from '../life/move.ts'
import { lockIssue } from '../life/row.ts'
import { findRunningOf } from './ask.ts'
import { type Extension, findRunning, setExtension, subjectOfExtension } from './row.ts'

/** Takes back a later due day that was asked for. */
export async function withdrawExtension(
  ctx: Ctx,
  { id, version }: { id: string; version: number },
): Promise<void> {
  const running = await findRunningOf(ctx, id)
  const request = running && (await lockRequestOf(ctx, subjectOfExtension(running)))
  const issue = await lockIssue(ctx, { id, version })
  await checkAction(ctx, issue, 'withdraw_extension')
  if (!running || !request) throw refused('issues.errors.extend_none')
  if (running.asked_by !== ctx.actor.person_id) throw refused('issues.errors.extend_other')
  await end(ctx, running, request)
  recordOn(ctx, issue, 'withdraw_extension', { diff: { due_on: [running.until_on, issue.due_on] } })
}

/** What is submitted or settled needs no later day. To be called before the issue is locked: its request comes first. */
export async function withdrawOpenExtension(ctx: Ctx, issue: { org_id: string; id: string }): Promise<void> {
  const running = await findRunning(ctx, issue)
  const request = running && (await lockRequestOf(ctx, subjectOfExtension(running)))
  if (running && request) await end(ctx, running, request)
}

/** In the name of whoever asked. */
async function end(ctx: Ctx, running: Extension, request: { id: string }) {
  await setExtension(ctx, running, { state: 'withdrawn', decided_at: ctx.now })
  await withdrawRequest(ctx, { id: request.id, by: running.asked_by })
}
