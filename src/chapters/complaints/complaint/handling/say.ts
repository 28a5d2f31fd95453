import { newId } from '../../../../kernel/db/new-id.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { Language } from '../../../../kernel/language/contract.ts'
import { queueOutsideMail } from '../../../../kernel/mail/queue-outside.ts'
import { closeTasks } from '../../../../kernel/tasks/close.ts'
import { readCustomersMails } from '../../mail/keep.ts'
import { forgetAnew } from '../life/forget-anew.ts'
import { type Complaint, subjectOf, subjectType } from '../life/row.ts'
import { subjectToCustomer } from '../unworded.ts'

const letter = 'word'

/** That the customer wrote, which whoever handles it is told until they answer. */
export const wroteTask = 'complaints.complaint.task.wrote'

/** from_other: of somebody not known to be the customer, by mail or with a merged complaint. */
export type Said = {
  kind: 'note' | 'to_customer' | 'from_customer' | 'from_other'
  text: string
  /** Number of the merged complaint it came with. */
  merged?: string | null
  /** When it was said; now unless told. */
  at?: Date | string
}

/**
 * Keeps what was said, and gives its id; the customer also gets what is said to them by mail, where they gave an
 * address, as an answer to their own last mail. Invariant: a note reaches no customer.
 */
export async function say(
  ctx: Ctx,
  complaint: Complaint,
  { kind, text, merged = null, at = ctx.now }: Said,
): Promise<string> {
  const { org_id, id } = complaint
  const message_id = newId()
  await ctx.tx
    .insertInto('complaints.message')
    .values({
      ...{ org_id, id: message_id, complaint_id: id, kind, text, merged, created_at: at },
      author_id: kind.startsWith('from_') ? null : ctx.actor.person_id,
    })
    .execute()
  await forgetAnew(ctx, complaint)
  if (kind !== 'to_customer') return message_id
  await closeTasks(ctx, { ...subjectOf(complaint), kind: wroteTask, outcome: 'done' })
  await writeToCustomer(ctx, complaint, text)
  return message_id
}

/** The language they complained in; that of whoever writes where nobody is known. */
export async function languageOfCustomer(ctx: Ctx, { org_id, id }: Complaint): Promise<Language> {
  const known = await ctx.tx
    .selectFrom('complaints.complainant')
    .select('language')
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .executeTakeFirst()
  return (known?.language as Language | undefined) ?? ctx.language
}

/** Whom letters about it go to. */
export const readCustomer = ({ tx }: Ctx, { org_id, id }: Complaint) =>
  tx
    .selectFrom('complaints.complainant')
    .select(['name', 'email', 'language'])
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .executeTakeFirst()

async function writeToCustomer(ctx: Ctx, complaint: Complaint, text: string) {
  const { org_id, id, number } = complaint
  const customer = await readCustomer(ctx, complaint)
  if (!customer?.email) return
  const language = customer.language as Language
  const subject = await subjectToCustomer(ctx, language, complaint)
  await queueOutsideMail(ctx, {
    ...{ org_id, recipient: customer.email, name: customer.name, language },
    ...{ template: `complaints.mail.${letter}`, params: { number, subject, text } },
    link: `/public/complaints/track?number=${number}`,
    about: { subject_type: subjectType, subject_id: id },
    answers: await readCustomersMails(ctx, complaint),
  })
}
