import { personOf } from '../../access/actor.ts'
import { lockRequestOf } from '../../approvals/request/find.ts'
import { resubmitRequest } from '../../approvals/request/operate.ts'
import { startRequest } from '../../approvals/request/start.ts'
import { newId } from '../../db/new-id.ts'
import { refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { mostExtensions } from '../acts/contract.ts'
import { checkAction, move } from '../life/move.ts'
import { type Issue, lockIssue } from '../life/row.ts'
import {
  type Extension,
  extensionType,
  findRunning,
  listExtensions,
  setExtension,
  subjectOfExtension,
} from './row.ts'

type Asking = { id: string; version: number; until_on: string; reason: string }

/** Asks for a later due day: it goes to approval, and the issue stays due as it is until that agrees. */
export async function extendIssue(ctx: Ctx, { id, version, until_on, reason }: Asking): Promise<void> {
  const running = await findRunningOf(ctx, id)
  const request = running && (await lockRequestOf(ctx, subjectOfExtension(running)))
  const issue = await lockIssue(ctx, { id, version })
  await checkAction(ctx, issue, 'extend')
  if (issue.reopenings > 0) throw refused('issues.errors.extend_reopened')
  if (until_on <= issue.due_on) throw refused('issues.errors.extend_later', { due_on: issue.due_on })
  if (running && request) {
    if (running.state === 'in_review') throw refused('issues.errors.extend_running')
    if (running.asked_by !== personOf(ctx.actor)) throw refused('issues.errors.extend_other')
    await setExtension(ctx, running, { until_on, reason, state: 'in_review' })
    await resubmitRequest(ctx, request)
  } else await askAnew(ctx, issue, { until_on, reason })
  await move(ctx, issue, {
    action: 'extend',
    diff: { due_on: [issue.due_on, until_on] },
    note: reason,
  })
}

async function askAnew(ctx: Ctx, issue: Issue, { until_on, reason }: { until_on: string; reason: string }) {
  const granted = (await listExtensions(ctx, issue)).filter(({ state }) => state === 'approved').length
  if (granted >= mostExtensions) throw refused('issues.errors.extend_twice', { most: mostExtensions })
  const id = newId()
  const row = await ctx.tx
    .insertInto('kernel.issue_extension')
    .values({
      ...{ org_id: issue.org_id, id, issue_id: issue.id, position: granted + 1 },
      ...{ from_on: issue.due_on, until_on, reason, state: 'in_review' },
      ...{ asked_by: personOf(ctx.actor), asked_at: ctx.now },
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const { id: request_id } = await startRequest(ctx, { subject_type: extensionType, subject_id: id })
  await setExtension(ctx, row, { request_id })
}

export async function findRunningOf(ctx: Ctx, id: string): Promise<Extension | undefined> {
  const issue = await ctx.tx
    .selectFrom('kernel.issue')
    .select(['org_id', 'id'])
    .where('id', '=', id)
    .executeTakeFirst()
  return issue && findRunning(ctx, issue)
}
