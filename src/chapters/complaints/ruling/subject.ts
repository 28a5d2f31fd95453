import { sql } from 'kysely'
import { type Decision, registerApprovalSubject } from '../../../kernel/approvals/subjects.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { closeTasks } from '../../../kernel/tasks/close.ts'
import { stopClocks } from '../clocks/keep.ts'
import { endAction } from '../complaint/handling/action-task.ts'
import { say } from '../complaint/handling/say.ts'
import { readConcerned } from '../complaint/life/concerned.ts'
import { move } from '../complaint/life/move.ts'
import { getComplaint, linkOf, subjectOf } from '../complaint/life/row.ts'
import { type Matter, matters } from '../complaint/words/contract.ts'
import { grantTime } from './ask.ts'
import { getRuling, type Ruling, rulingType } from './row.ts'
import { lockOvertaking, withdrawOvertaken } from './running.ts'

/** What goes to approval about a complaint: whom it concerns decides on none of it. */
export function registerRulings(): void {
  registerApprovalSubject({
    type: rulingType,
    title: 'complaints.ruling.title',
    read_permission: 'complaints.complaint.read',
    fields: {
      matter: {
        type: 'choice',
        title: 'complaints.ruling.matter_head',
        options: Object.fromEntries(matters.map((matter) => [matter, `complaints.ruling.matter.${matter}`])),
      },
      amount: { type: 'number', title: 'complaints.ruling.amount', money: true },
      reason: { type: 'text', title: 'complaints.ruling.reason' },
    },
    load: async (ctx, id) => {
      const { complaint_id, matter, amount, reason, notice, version } = await getRuling(ctx, id)
      const complaint = await getComplaint(ctx, complaint_id)
      return {
        ...{ org_id: complaint.org_id, number: complaint.number, version, title: complaint.subject },
        ...{ link: linkOf(complaint_id), data: { matter, amount, reason, notice } },
        fields: { matter, amount, reason },
        barred: await barredFrom(ctx, complaint),
      }
    },
    decided,
  })
}

/** Person → the rule that keeps them from deciding. */
async function barredFrom(ctx: Ctx, complaint: Awaited<ReturnType<typeof getComplaint>>) {
  const barred: Record<string, string> = {}
  for (const person of await readConcerned(ctx, complaint)) barred[person] = 'complaints.concerned'
  if (complaint.handler_id) barred[complaint.handler_id] ??= 'complaints.handler'
  return barred
}

const stateAfter = {
  approved: 'approved',
  rejected: 'rejected',
  returned: 'returned',
  withdrawn: 'withdrawn',
} as const

/** Carries out, in the deciding transaction, what was agreed to. */
async function decided(ctx: Ctx, { subject_id, request_id, outcome }: Decision): Promise<void> {
  const ruling = await getRuling(ctx, subject_id, { lock: true })
  if (ruling.request_id !== null && ruling.request_id !== request_id) return
  const over = outcome === 'approved' || outcome === 'rejected'
  await ctx.tx
    .updateTable('complaints.ruling')
    .set({
      ...{ state: stateAfter[outcome], decided_at: over ? ctx.now : null },
      decided_by: over ? await lastSigner(ctx, ruling, request_id) : null,
    })
    .where('org_id', '=', ruling.org_id)
    .where('id', '=', ruling.id)
    .execute()
  if (outcome === 'approved') await carryOut(ctx, ruling)
}

async function carryOut(
  ctx: Ctx,
  { org_id, complaint_id, matter, amount, reason, notice }: Ruling,
): Promise<void> {
  const overtaken: Matter[] = matter === 'unfounded' ? ['extension', 'compensation'] : []
  await withdrawOvertaken(ctx, { org_id, id: complaint_id }, overtaken)
  const complaint = await lockOvertaking(ctx, { id: complaint_id }, overtaken)
  if (matter === 'extension') return grantTime(ctx, complaint, { reason, notice: notice!, approved: true })
  if (matter === 'compensation') {
    const diff = { compensated: [complaint.compensated, amount] as [unknown, unknown] }
    return void (await move(ctx, complaint, {
      ...{ action: 'compensate', byCustomer: true, diff },
      set: { compensated: amount },
    }))
  }
  const dismissed = await move(ctx, complaint, { action: 'dismiss' })
  if (notice !== null) await say(ctx, dismissed, { kind: 'to_customer', text: notice })
  await stopClocks(ctx, dismissed)
  await closeTasks(ctx, { ...subjectOf(dismissed), outcome: 'cancelled' })
  await endAction(ctx, dismissed, 'cancelled')
}

async function lastSigner({ tx }: Ctx, { org_id }: Ruling, request_id: string): Promise<string | null> {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from kernel.approval_signer
    where org_id = ${org_id} and request_id = ${request_id} and state in ('approved', 'rejected')
    order by answered_at desc limit 1`.execute(tx)
  return rows[0]?.person_id ?? null
}
