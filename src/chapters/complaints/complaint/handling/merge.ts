import { refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { closeTasks } from '../../../../kernel/tasks/close.ts'
import { stopClocks } from '../../clocks/keep.ts'
import { refuseWhileRuled } from '../../ruling/running.ts'
import { refuseConcerned, tiesOf } from '../life/concerned.ts'
import { checkAction, move, recordOn } from '../life/move.ts'
import { type Complaint, getComplaint, lockComplaint, subjectOf } from '../life/row.ts'
import { sameCustomer } from '../similar/same-customer.ts'
import { openStates } from '../words/contract.ts'
import { endAction } from './action-task.ts'
import { type Said, say } from './say.ts'

type Merge = { id: string; into_id: string }

/** A duplicate goes into another of the same organisation, which it counts as from then on. */
export async function mergeComplaint(
  ctx: Ctx,
  { into_id, ...seen }: Merge & { version: number },
): Promise<void> {
  // In the order of their ids, so that two mergings crosswise wait for each other.
  const [first, second] = [seen.id, into_id].sort() as [string, string]
  await lockComplaint(ctx, { id: first })
  await lockComplaint(ctx, { id: second })
  const before = await lockComplaint(ctx, seen)
  await checkAction(ctx, before, 'merge')
  await refuseWhileRuled(ctx, before, 'ruling_runs')
  const into = await lockComplaint(ctx, { id: into_id })
  refuseOther(before, into)
  if (!(openStates as readonly string[]).includes(into.state) && into.state !== 'resolved')
    throw refused('complaints.complaint.errors.merge_into_ended', { number: into.number })
  await refuseConcerned(ctx, { ...into, staff_id: before.staff_id }, into.handler_id)
  await stopClocks(ctx, before)
  const merged = await move(ctx, before, {
    action: 'merge',
    set: { went_to: into.id },
    diff: { into: [null, into.number] },
  })
  await closeTasks(ctx, { ...subjectOf(before), outcome: 'cancelled' })
  await endAction(ctx, before, 'cancelled')
  await passOnWords(ctx, merged, { into, words: await readWords(ctx, merged) })
  recordOn(ctx, into, 'take_in', { diff: { merged: [null, merged.number] } })
}

/**
 * Before they are merged: whether both are known to come from one customer. Whom the other one concerns learns nothing
 * of who complained.
 */
export async function checkMerge(ctx: Ctx, { id, into_id }: Merge): Promise<{ same_customer: boolean }> {
  const complaint = await getComplaint(ctx, id)
  await checkAction(ctx, complaint, 'merge')
  const into = await getComplaint(ctx, into_id)
  refuseOther(complaint, into)
  const concerned = (await tiesOf(ctx, into)).includes('concerned')
  return { same_customer: !concerned && (await sameCustomer(ctx, complaint, into)) }
}

function refuseOther(complaint: Complaint, into: Complaint): void {
  if (into.id === complaint.id || into.org_id !== complaint.org_id)
    throw refused('complaints.complaint.errors.not_mergeable')
}

type Passed = Pick<Said, 'kind' | 'text' | 'merged' | 'at'>

/**
 * What came with a merged complaint stands where it goes on, as of when it was said. Invariant: as the customer's words,
 * which they read on their page, only if both are known to come from one customer; those who handle it read it otherwise.
 * Gives whether they are.
 */
export async function passOnWords(
  ctx: Ctx,
  merged: Complaint,
  { into, words }: { into: Complaint; words: Passed[] },
): Promise<boolean> {
  const same = await sameCustomer(ctx, merged, into)
  for (const said of words)
    await say(ctx, into, {
      ...said,
      kind: same ? said.kind : 'from_other',
      merged: said.merged ?? merged.number,
    })
  return same
}

/** All that was said from outside, the first words first. */
async function readWords({ tx }: Ctx, complaint: Complaint): Promise<Passed[]> {
  const rows = await tx
    .selectFrom('complaints.message')
    .select(['kind', 'text', 'merged', 'created_at as at'])
    .where('org_id', '=', complaint.org_id)
    .where('complaint_id', '=', complaint.id)
    .where('kind', 'in', ['from_customer', 'from_other'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const first = {
    kind: 'from_customer',
    text: complaint.description,
    merged: null,
    at: complaint.received_at,
  }
  return [first, ...rows].filter(({ text }) => text !== '') as Passed[]
}
