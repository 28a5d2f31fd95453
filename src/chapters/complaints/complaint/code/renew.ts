import { forbidden, refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { Language } from '../../../../kernel/language/contract.ts'
import { queueOutsideMail } from '../../../../kernel/mail/queue-outside.ts'
import { hashOfCode, makeCode } from '../../../../kernel/pages/secret-code.ts'
import { readCustomersMails } from '../../mail/keep.ts'
import { readCustomer } from '../handling/say.ts'
import { tiesOf } from '../life/concerned.ts'
import { recordOn } from '../life/move.ts'
import { type Complaint, lockComplaint, subjectOf } from '../life/row.ts'
import { subjectToCustomer } from '../unworded.ts'

/** Whether it has a code to be replaced: what was handed over or forgotten has none left, what came in a file never had one. */
export const hasCode = ({ tracking_hash }: Complaint) => tracking_hash !== null

/** Who may give another: whoever handles complaints there and may see who complained, but for those it concerns. */
export const mayRenewCode = (ctx: Ctx, { org_id }: Complaint) =>
  ctx.may('complaints.complaint.unmask', org_id) && ctx.may('complaints.complaint.handle', org_id)

/**
 * Another code for the one a customer lost. Invariant: the old one opens nothing from then on, the new one is kept
 * nowhere, and that it was given stays in the trail: with it whoever has it speaks as the customer.
 */
export async function renewCode(
  ctx: Ctx,
  seen: { id: string; version: number },
): Promise<{ number: string; code: string; mailed: boolean }> {
  const complaint = await lockComplaint(ctx, seen)
  if (!mayRenewCode(ctx, complaint)) throw forbidden()
  if ((await tiesOf(ctx, complaint)).includes('concerned'))
    throw refused('complaints.complaint.errors.code_concerned')
  if (!hasCode(complaint)) {
    const why = complaint.state === 'transferred' ? 'code_elsewhere' : 'code_none'
    throw refused(`complaints.complaint.errors.${why}`)
  }
  const { org_id, id, number, version } = complaint
  const code = makeCode()
  await ctx.tx
    .updateTable('complaints.complaint')
    .set({ tracking_hash: hashOfCode(number, code), version: version + 1 })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()
  recordOn(ctx, complaint, 'renew_code')
  return { number, code, mailed: await mailCode(ctx, complaint, code) }
}

/** To the address they gave, so that they hear of it whoever asked. Whether they gave one. */
async function mailCode(ctx: Ctx, complaint: Complaint, code: string): Promise<boolean> {
  const { org_id, id, number } = complaint
  const customer = await readCustomer(ctx, complaint)
  if (!customer?.email) return false
  const language = customer.language as Language
  await queueOutsideMail(ctx, {
    ...{ org_id, recipient: customer.email, name: customer.name, language },
    template: 'complaints.mail.code',
    params: { number, subject: await subjectToCustomer(ctx, language, complaint) },
    ...{ sealed: code, answers: await readCustomersMails(ctx, complaint) },
    about: { subject_type: subjectOf(complaint).subject_type, subject_id: id },
    link: `/public/complaints/track?number=${number}`,
  })
  return true
}
