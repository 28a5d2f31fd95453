import { newId } from '../db/new-id.ts'
import { refused } from '../errors/problem.ts'
import { keepEvents } from '../events/keep.ts'
import { storeFile } from '../files/store.ts'
import type { Ctx } from '../http/context.ts'
import { makeCode } from '../pages/secret-code.ts'
import type { IssuedDocument } from './contract.ts'
import { hashOfPrinted } from './door/printed-code.ts'
import { howToCheck } from './how-to-check.ts'
import { indexDocuments } from './index-documents.ts'
import { type OfficialDocument, officialDocument } from './layout/official-document.ts'
import { getIssuedDocument } from './read.ts'

type Issuing = {
  org_id: string
  /** `establishment.approval` */
  kind: string
  subject_type: string
  subject_id: string
  /** The organisation it is about, where that is another: it reads the document too. */
  concerns_id?: string | null
  document: Omit<OfficialDocument, 'verification' | 'check_link'>
}

/**
 * Prints on the document where and with which code it is checked, in words and as a QR code, lays it out, stores its
 * file, writes down its hash and what it was made from, and leaves the trail entry; all in the caller's transaction.
 * From here on renaming anything changes nothing in it.
 */
export async function issueDocument(ctx: Ctx, input: Issuing): Promise<IssuedDocument> {
  const { org_id, kind, subject_type, subject_id, concerns_id = null } = input
  const { number, title } = input.document
  const code = makeCode()
  const document = { ...input.document, ...howToCheck(ctx.app.configuration.base_url, input.document, code) }
  const id = newId()
  const file = await storeFile(ctx, {
    org_id,
    name: `${number} ${title}.docx`.replaceAll('\n', ' '),
    bytes: await officialDocument(document),
    subject_type: 'issued_document',
    subject_id: id,
  })
  const issued = { number, issued_at: ctx.now, sha256: file.sha256 }
  await ctx.tx
    .insertInto('kernel.issued_document')
    .values({
      ...issued,
      org_id,
      id,
      kind,
      title,
      subject_type,
      subject_id,
      concerns_id,
      file_id: file.id,
      snapshot: JSON.stringify(document),
      issued_by: ctx.actor.person_id,
      issued_by_name: ctx.actor.name,
    })
    .execute()
  await ctx.tx
    .insertInto('kernel.issued_hash')
    .values({ ...issued, organisation_id: org_id, code_hash: hashOfPrinted(number, code) })
    .execute()
  await indexDocuments(ctx, [{ org_id, id, number, title }])
  ctx.record({
    action: 'documents.document.issue',
    org_id,
    subject_type: 'issued_document',
    subject_id: id,
    number,
    title,
    diff: { sha256: [null, file.sha256] },
  })
  const data = { id, kind, number, title, subject_type, subject_id, sha256: file.sha256 }
  await keepEvents(ctx, [{ type: 'document.issued', org_id, data }])
  return getIssuedDocument(ctx, id)
}

/** The document no longer holds. Its number and file stay, and whoever checks it is told. */
export async function voidDocument(ctx: Ctx, { id, reason }: { id: string; reason: string }): Promise<void> {
  const { org_id, number, title, sha256, voided_at } = await getIssuedDocument(ctx, id)
  if (voided_at) throw refused('documents.document.errors.already_void', { number })
  const { numUpdatedRows } = await ctx.tx
    .updateTable('kernel.issued_document')
    .set({ voided_at: ctx.now, voided_by: ctx.actor.person_id, void_reason: reason })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .where('voided_at', 'is', null)
    .executeTakeFirstOrThrow()
  // Somebody voided it at the same moment.
  if (numUpdatedRows === 0n) throw refused('documents.document.errors.already_void', { number })
  await ctx.tx
    .updateTable('kernel.issued_hash')
    .set({ voided_at: ctx.now })
    .where('sha256', '=', sha256)
    .execute()
  ctx.record({
    action: 'documents.document.void',
    org_id,
    subject_type: 'issued_document',
    subject_id: id,
    number,
    title,
    note: reason,
  })
}
