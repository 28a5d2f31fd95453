import { newId } from '../../../kernel/db/new-id.ts'
import { storeFile } from '../../../kernel/files/store.ts'
import { attempt } from '../../../kernel/http/attempt.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import type { ArrivedMail } from '../../../kernel/mail/in/takers.ts'
import { recordOn } from '../complaint/life/move.ts'
import { type Complaint, subjectOf } from '../complaint/life/row.ts'

/** An attachment that was not kept, and why, as a message. */
export type LeftOut = { name: string; code: string; params: Record<string, unknown> }

/** Attachments pass what an upload passes. One that doesn't is left out and named; the others and the words stay. */
export async function keepFiles(
  ctx: Ctx,
  complaint: Complaint,
  { files, more_files }: Pick<ArrivedMail, 'files' | 'more_files'>,
  { by_customer }: { by_customer: boolean },
): Promise<LeftOut[]> {
  const left_out: LeftOut[] = []
  for (const file of files) {
    const stored = await attempt(ctx, (inner) => storeFile(inner, { ...subjectOf(complaint), ...file }))
    if (stored.ok) {
      // Not by its name: those are the customer's words, and the trail forgets nothing.
      recordOn(ctx, complaint, by_customer ? 'attach' : 'attach_other', {
        diff: { sha256: [null, stored.answer.sha256] },
      })
    } else {
      const { code, params } = stored.problem
      left_out.push({ name: plain(file.name), code, params: { ...params, name: plain(file.name) } })
    }
  }
  if (more_files > 0)
    left_out.push({
      ...{ name: '', code: 'complaints.by_mail.more_files' },
      params: { count: more_files },
    })
  return left_out
}

const plain = (name: string) => name.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').slice(0, 200)

type Kept = { message_id: string | null; by_customer: boolean; left_out: LeftOut[] }

export async function keepMail(
  { tx }: Ctx,
  { org_id, id }: Complaint,
  { internet_id, from, arrived_at }: ArrivedMail,
  { left_out, ...kept }: Kept,
): Promise<void> {
  await tx
    .insertInto('complaints.mail')
    .values({
      ...{ org_id, id: newId(), complaint_id: id, internet_id, arrived_at, ...kept },
      ...{ sender: from.address.slice(0, 200), left_out: JSON.stringify(left_out) },
    })
    .execute()
}

/** Message-IDs of the customer's own mails, the earliest first: what we write answers the last of them. */
export async function readCustomersMails({ tx }: Ctx, { org_id, id }: Complaint): Promise<string[]> {
  const rows = await tx
    .selectFrom('complaints.mail')
    .select('internet_id')
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .where('by_customer', '=', true)
    .orderBy('arrived_at')
    .orderBy('id')
    .execute()
  return rows.map(({ internet_id }) => internet_id)
}
