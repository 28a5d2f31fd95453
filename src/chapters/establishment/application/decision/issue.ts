import { dayIn } from '../../../../kernel/calendar/working-days.ts'
import type { IssuedDocument } from '../../../../kernel/documents/contract.ts'
import { issueDocument, voidDocument } from '../../../../kernel/documents/issue.ts'
import { getIssuedDocument } from '../../../../kernel/documents/read.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { issueNumber, voidNumber } from '../../../../kernel/numbering/issue.ts'
import { changeLife } from '../../../../kernel/org/change-life.ts'
import { readCompanySettings } from '../../../../kernel/settings/company.ts'
import { settle } from '../life/ask.ts'
import { checkAction, move } from '../life/move.ts'
import { lockApplication, subjectOf } from '../life/row.ts'
import { tell } from '../life/tell.ts'
import { askNext } from '../registration/next.ts'
import { layOutApproval, numberText } from './approval-document.ts'
import { asCompany, askToIssue } from './approve.ts'

/**
 * Issues the approval document under the next number of the year; the organisation is being prepared from then on.
 * The number is asked for late: whoever issues next waits only for what follows it.
 */
export async function issueApproval(
  ctx: Ctx,
  { id, version }: { id: string; version: number },
): Promise<IssuedDocument> {
  const before = await lockApplication(ctx, { id, version })
  await checkAction(ctx, before, 'issue')
  const company = await readCompanySettings(ctx.tx)
  const date = dayIn(company.time_zone, ctx.now)
  const { subject_type, subject_id } = subjectOf(before)
  const { text: number } = await issueNumber(ctx, {
    ...{ series: 'establishment.approval', period: date.slice(0, 4), subject_type, subject_id },
    format: (n) => numberText(company, { year: Number(date.slice(0, 4)), n }),
  })
  const issued = await issueDocument(ctx, {
    ...subjectOf(before),
    kind: 'establishment.approval',
    concerns_id: before.organisation_id,
    document: await layOutApproval(ctx, { application: before, company, number, date }),
  })
  const application = await move(ctx, before, {
    action: 'issue',
    set: { document_id: issued.id, issued_at: ctx.now },
    note: number,
  })
  await prepareOrganisation(ctx, before.organisation_id!)
  await settle(ctx, application, { kind: 'establishment.application.task.issue' })
  await askNext(ctx, application)
  await tell(ctx, application, 'issued', { number, name: application.name })
  return issued
}

/** Voids the document with its number; another can be issued under the next one. */
export async function voidApproval(
  ctx: Ctx,
  { id, version, reason }: { id: string; version: number; reason: string },
): Promise<void> {
  const before = await lockApplication(ctx, { id, version })
  await checkAction(ctx, before, 'void_document')
  const document = await getIssuedDocument(ctx, before.document_id!)
  await voidDocument(ctx, { id: document.id, reason })
  await voidNumber(ctx, { text: document.number, reason })
  const application = await move(ctx, before, {
    action: 'void_document',
    set: { document_id: null, issued_at: null },
    note: reason,
  })
  await settle(ctx, application, { outcome: 'cancelled' })
  await askToIssue(ctx, application)
}

/** A second document after a voided one finds the organisation prepared already. */
async function prepareOrganisation(ctx: Ctx, id: string) {
  const { life } = await ctx.tx
    .selectFrom('kernel.organisation')
    .select('life')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (life === 'proposed') await changeLife(await asCompany(ctx), { id, to: 'preparing' })
}
