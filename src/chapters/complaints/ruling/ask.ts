import { personOf } from '../../../kernel/access/actor.ts'
import { resubmitRequest } from '../../../kernel/approvals/request/operate.ts'
import { startRequest } from '../../../kernel/approvals/request/start.ts'
import { newId } from '../../../kernel/db/new-id.ts'
import { refused } from '../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { limitClocks } from '../clocks/keep.ts'
import { say } from '../complaint/handling/say.ts'
import { checkAction, type Diff, move, recordOn } from '../complaint/life/move.ts'
import { type Complaint, lockComplaint } from '../complaint/life/row.ts'
import type { Matter } from '../complaint/words/contract.ts'
import { readFreeCompensation } from './free-compensation.ts'
import { type Ruling, rulingType } from './row.ts'

type Seen = { id: string; version: number; reason: string }

/**
 * More time: the first time with a reason and a notice to the customer, the second by approval of headquarters. A third
 * time is impossible, here and in the table.
 */
export async function extendTime(
  ctx: Ctx,
  { notice, reason, ...seen }: Seen & { notice: string },
): Promise<void> {
  const complaint = await lockComplaint(ctx, seen)
  await checkAction(ctx, complaint, 'extend')
  if (complaint.state === 'proposed') throw refused('complaints.ruling.errors.answered_already')
  if (complaint.extensions >= 2) throw refused('complaints.ruling.errors.extended_twice')
  if (complaint.extensions === 1)
    return ask(ctx, complaint, { matter: 'extension', reason, notice, amount: null })
  await grantTime(ctx, complaint, { reason, notice })
}

/** The clock to resolve has more time from now on; what has gone stays. The customer is told. */
export async function grantTime(
  ctx: Ctx,
  complaint: Complaint,
  { reason, notice, approved = false }: { reason: string; notice: string; approved?: boolean },
): Promise<void> {
  const extensions = complaint.extensions + 1
  const extended = await move(ctx, complaint, {
    action: 'extend',
    byCustomer: approved,
    set: { extensions },
    diff: { extensions: [complaint.extensions, extensions] },
  })
  // Of what was approved the reason stands with the approval.
  if (!approved) await say(ctx, extended, { kind: 'note', text: reason })
  await say(ctx, extended, { kind: 'to_customer', text: notice })
  await limitClocks(ctx, extended)
}

/** Up to the regulation’s limit it is agreed to at once, above it by approval. */
export async function compensate(
  ctx: Ctx,
  { amount, reason, ...seen }: Seen & { amount: number },
): Promise<void> {
  const complaint = await lockComplaint(ctx, seen)
  await checkAction(ctx, complaint, 'compensate')
  if (amount > (await readFreeCompensation(ctx)))
    return ask(ctx, complaint, { matter: 'compensation', reason, amount, notice: null })
  const agreed = await move(ctx, complaint, {
    action: 'compensate',
    set: { compensated: amount },
    diff: { compensated: [complaint.compensated, amount] },
  })
  await say(ctx, agreed, { kind: 'note', text: reason })
}

/** That it has no ground is for somebody else to say; the customer is told why once it is said. */
export async function judgeUnfounded(
  ctx: Ctx,
  { reason, notice, ...seen }: Seen & { notice: string },
): Promise<void> {
  const complaint = await lockComplaint(ctx, seen)
  await checkAction(ctx, complaint, 'judge')
  await ask(ctx, complaint, { matter: 'unfounded', reason, notice, amount: null })
}

type Asked = { matter: Matter; reason: string; amount: number | null; notice: string | null }

/** Puts a matter to approval, or what came back into its next round. One of a kind is open at a time. */
async function ask(ctx: Ctx, complaint: Complaint, asked: Asked): Promise<void> {
  const { org_id, id: complaint_id } = complaint
  const open = await findOpen(ctx, complaint, asked.matter)
  if (open?.state === 'in_review') throw refused('complaints.ruling.errors.asked_already')
  if (open && open.requested_by !== ctx.actor.person_id) throw refused('lifecycle.errors.only_applicant')
  const amount: Diff = asked.amount === null ? {} : { amount: [null, asked.amount] }
  recordOn(ctx, complaint, 'ask_ruling', { diff: { matter: [null, asked.matter], ...amount } })
  if (open?.request_id) {
    await ctx.tx
      .updateTable('complaints.ruling')
      .set({ ...asked, state: 'in_review', version: open.version + 1 })
      .where('org_id', '=', org_id)
      .where('id', '=', open.id)
      .execute()
    return void (await resubmitRequest(ctx, { id: open.request_id }))
  }
  const id = newId()
  await ctx.tx
    .insertInto('complaints.ruling')
    .values({
      ...{ org_id, id, complaint_id, ...asked, state: 'in_review', created_at: ctx.now },
      requested_by: personOf(ctx.actor),
    })
    .execute()
  const { id: request_id } = await startRequest(ctx, { subject_type: rulingType, subject_id: id })
  await ctx.tx
    .updateTable('complaints.ruling')
    .set({ request_id })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()
}

async function findOpen({ tx }: Ctx, { org_id, id }: Complaint, matter: Matter): Promise<Ruling | undefined> {
  const row = await tx
    .selectFrom('complaints.ruling')
    .selectAll()
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .where('matter', '=', matter)
    .where('state', 'in', ['in_review', 'returned'])
    .executeTakeFirst()
  return row as Ruling | undefined
}
