import { randomUUIDv7 } from 'node:crypto'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { Language } from '../../../../kernel/language/contract.ts'
import { queueOutsideMail } from '../../../../kernel/mail/queue-outside.ts'
import type { Complaint } from '../life/row.ts'

const letter = 'word'

type Said = { kind: 'note' | 'to_customer' | 'from_customer'; text: string }

/**
 * Keeps what was said; the customer also gets what is said to them by mail, where they gave an address. Invariant: a note
 * reaches no customer.
 */
export async function say(ctx: Ctx, complaint: Complaint, { kind, text }: Said): Promise<void> {
  const { org_id, id } = complaint
  await ctx.tx
    .insertInto('complaints.message')
    .values({
      ...{ org_id, id: randomUUIDv7(), complaint_id: id, kind, text, created_at: ctx.now },
      author_id: kind === 'from_customer' ? null : ctx.actor.person_id,
    })
    .execute()
  if (kind === 'to_customer') await writeToCustomer(ctx, complaint, text)
}

async function writeToCustomer(ctx: Ctx, { org_id, id, number, subject }: Complaint, text: string) {
  const customer = await ctx.tx
    .selectFrom('complaints.complainant')
    .select(['name', 'email', 'language'])
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .executeTakeFirst()
  if (!customer?.email) return
  await queueOutsideMail(ctx, {
    ...{ org_id, recipient: customer.email, name: customer.name, language: customer.language as Language },
    ...{ template: `complaints.mail.${letter}`, params: { number, subject, text } },
    link: `/public/complaints/track?number=${number}`,
  })
}
