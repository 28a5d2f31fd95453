import { sql } from 'kysely'
import { forgetWords } from '../../kernel/approvals/request/forget-words.ts'
import { eraseFiles } from '../../kernel/files/erase.ts'
import type { Ctx, Kernel } from '../../kernel/http/context.ts'
import { asSystem } from '../../kernel/http/open-context.ts'
import { forgetFound } from '../../kernel/issues/forget-found.ts'
import { parameter } from '../../kernel/regulation/values.ts'
import { recordOn } from './complaint/life/move.ts'
import { type Complaint, lockComplaint, subjectOf } from './complaint/life/row.ts'
import { indexComplaint } from './complaint/receive.ts'
import { unwordedSubject } from './complaint/unworded.ts'
import { rulingType } from './ruling/row.ts'

/**
 * Takes away who complained, what was said, sent and put down about it, once it has been over for as many months as the
 * regulation keeps it; also what came to it after that, and what an earlier release left. Its causes and its times stay:
 * every count is as it was. What people here wrote themselves stays too: a subject they worded or that the file of an
 * import gave, in the complaint and as a title in its trail, tasks, approvals, issues and letters to staff; approvers'
 * opinions, which the trail has too, and comments; how issues were put right. Run daily; each in a transaction of its own, a set after the
 * other until none is left. Gives how many there were.
 */
export async function forgetComplainants(kernel: Kernel, { set = 1000 } = {}): Promise<number> {
  let count = 0
  for (;;) {
    const ids = await asSystem(kernel, (ctx) => readOver(ctx, set), { readOnly: true })
    for (const { id } of ids) await asSystem(kernel, (ctx) => forget(ctx, id))
    count += ids.length
    if (ids.length < set) return count
  }
}

/** Of what was over before then, who complained and what was said is kept no longer. */
export async function readKeptSince(ctx: Ctx): Promise<Date> {
  const months = await parameter(ctx, 'complaint_keep_months')
  const { rows } = await sql<{ since: string }>`
    select ${ctx.now}::timestamptz - make_interval(months => ${months}::int) since`.execute(ctx.tx)
  return new Date(rows[0]!.since)
}

async function readOver(ctx: Ctx, set: number): Promise<{ id: string }[]> {
  return (await overSince(await readKeptSince(ctx), set).execute(ctx.tx)).rows
}

/** Read from an index of what was not forgotten yet, whatever the number of complaints. */
export const overSince = (since: Date, set: number) => sql<{ id: string }>`
  select id from complaints.complaint
  where forgotten_at is null and state in ('closed', 'unfounded', 'merged', 'transferred')
    and coalesce(closed_at, received_at) < ${since}
  limit ${set}`

async function forget(ctx: Ctx, id: string): Promise<void> {
  const complaint = await lockComplaint(ctx, { id })
  const { org_id } = complaint
  await ctx.tx
    .deleteFrom('complaints.complainant')
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .execute()
  await ctx.tx
    .updateTable('complaints.message')
    .set({ text: '' })
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .execute()
  await ctx.tx
    .deleteFrom('complaints.mail')
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .execute()
  await eraseFiles(ctx, subjectOf(complaint))
  await emptyFindings(ctx, complaint)
  await emptyLetters(ctx, complaint)
  const subject = complaint.worded ? complaint.subject : await unwordedSubject(ctx, complaint)
  const bare = { description: '', answer: null, tracking_hash: null, subject }
  await ctx.tx
    .updateTable('complaints.complaint')
    .set({ ...bare, forgotten_at: ctx.now, version: complaint.version + 1 })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()
  // What went to another organisation is found there alone.
  if (complaint.state !== 'transferred') await indexComplaint(ctx, { ...complaint, ...bare })
  recordOn(ctx, { ...complaint, ...bare }, 'forget')
}

/** What was put to approval, what was found to be its root, and the issue where that did not work: who decided what, when and with which opinion, stays. */
async function emptyFindings(ctx: Ctx, complaint: Complaint): Promise<void> {
  const { org_id, id } = complaint
  const rulings = await ctx.tx
    .updateTable('complaints.ruling')
    .set((row) => ({
      ...{ reason: '', forgotten: true },
      notice: row.case().when('notice', 'is not', null).then('').end(),
    }))
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .returning('id')
    .execute()
  const subject_ids = rulings.map((ruling) => ruling.id)
  await forgetWords(ctx, { org_id, subject_type: rulingType, subject_ids, words: ['reason', 'notice'] })
  await ctx.tx
    .updateTable('complaints.remedy')
    .set((row) => ({
      ...{ root_cause: '', action: '', forgotten: true },
      finding: row.case().when('finding', 'is not', null).then('').end(),
    }))
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .execute()
  await forgetFound(ctx, subjectOf(complaint))
}

/** What was written to the customer: that it was sent, and when, stays in the outbox. */
async function emptyLetters({ tx }: Ctx, complaint: Complaint): Promise<void> {
  const { org_id, subject_type, subject_id } = subjectOf(complaint)
  await tx
    .updateTable('kernel.mail')
    .set({ recipient: '', subject: '', body: '', error: null, sealed_link: null })
    .where('org_id', '=', org_id)
    .where('subject_type', '=', subject_type)
    .where('subject_id', '=', subject_id)
    .execute()
}
