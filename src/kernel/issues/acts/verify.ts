import { personOf } from '../../access/actor.ts'
import { refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { withdrawOpenExtension } from '../extension/withdraw.ts'
import { askMeasures, askNext } from '../life/ask.ts'
import { checkAction, move } from '../life/move.ts'
import { getIssue, lockIssue } from '../life/row.ts'
import { close, hasEvidence } from '../settle.ts'

type Seen = { id: string; version: number }

/** Says that it was put right, with evidence; a later due day asked for is no longer needed. */
export async function submitIssue(
  ctx: Ctx,
  { id, version, summary }: Seen & { summary: string },
): Promise<void> {
  await withdrawOpenExtension(ctx, await getIssue(ctx, id))
  const issue = await lockIssue(ctx, { id, version })
  await checkAction(ctx, issue, 'submit')
  if (!(await hasEvidence(ctx, issue))) throw refused('issues.errors.no_evidence')
  const submitted = await move(ctx, issue, {
    action: 'submit',
    set: { summary, submitted_at: ctx.now, submitted_by: personOf(ctx.actor), ruling: null },
    note: summary,
  })
  await askNext(ctx, submitted)
}

export async function verifyIssue(ctx: Ctx, { id, version, note }: Seen & { note: string }): Promise<void> {
  const issue = await lockIssue(ctx, { id, version })
  const verified = await move(ctx, issue, {
    action: 'verify',
    set: { verified_at: ctx.now, verified_by: personOf(ctx.actor) },
    note: note || null,
  })
  await askNext(ctx, verified)
}

/** Sends it back with words about what is missing. */
export async function returnIssue(
  ctx: Ctx,
  { id, version, reason }: Seen & { reason: string },
): Promise<void> {
  const issue = await lockIssue(ctx, { id, version })
  const returned = await move(ctx, issue, {
    action: 'return',
    set: { ruling: reason, verified_at: null, verified_by: null },
    note: reason,
  })
  await askNext(ctx, returned)
}

export async function closeIssue(ctx: Ctx, seen: Seen): Promise<void> {
  await close(ctx, await lockIssue(ctx, seen), { action: 'close' })
}

/** It wasn't put right after all: it is due on its first due day again, whatever was granted since. */
export async function reopenIssue(
  ctx: Ctx,
  { id, version, reason }: Seen & { reason: string },
): Promise<void> {
  const issue = await lockIssue(ctx, { id, version })
  const reopened = await move(ctx, issue, {
    action: 'reopen',
    set: {
      ...{ ruling: reason, reopened_at: ctx.now, reopenings: issue.reopenings + 1 },
      ...{ closed_at: null, closed_by: null, verified_at: null, verified_by: null },
      ...{ due_on: issue.original_due_on, nominal_due_on: issue.original_nominal_on, reminded: [] },
    },
    diff: { due_on: [issue.due_on, issue.original_due_on] },
    note: reason,
  })
  await askNext(ctx, reopened)
  await askMeasures(ctx, reopened)
}
