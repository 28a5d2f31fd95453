import { sql } from 'kysely'
import { namedIn } from '../access/named-in.ts'
import { pageByKey } from '../db/keyset.ts'
import { containing } from '../db/like.ts'
import { widenReach } from '../db/transaction.ts'
import { notFound } from '../errors/problem.ts'
import { readFile } from '../files/read.ts'
import type { Ctx } from '../http/context.ts'
import type { FileAnswer } from '../http/send-file.ts'
import type { Language } from '../language/contract.ts'
import type { IssuedDocument } from './contract.ts'
import type { OfficialDocument } from './layout/official-document.ts'

const columns = [
  'kernel.issued_document.id',
  'kernel.issued_document.org_id',
  'kernel.issued_document.kind',
  'kernel.issued_document.number',
  'kernel.issued_document.title',
  'kernel.issued_document.subject_type',
  'kernel.issued_document.subject_id',
  'kernel.issued_document.sha256',
  'kernel.issued_document.issued_at',
  'kernel.issued_document.voided_at',
  'kernel.issued_document.void_reason',
] as const

type Filters = {
  q?: string | undefined
  org_id?: string | undefined
  under?: string | undefined
  kind?: string | undefined
  state?: 'issued' | 'voided' | undefined
  issued_from?: string | undefined
  issued_to?: string | undefined
  subject_type?: string | undefined
  subject_id?: string | undefined
}

/** The documents within reach that fit, the latest first. */
export async function listIssuedDocuments(
  ctx: Ctx,
  query: Filters & { after?: string | undefined; limit: number },
) {
  return pageByKey(
    ctx.tx,
    narrow(documentsOf(ctx), query),
    [
      { by: 'kernel.issued_document.issued_at', as: 'issued_at', direction: 'desc' },
      { by: 'kernel.issued_document.id', as: 'id', direction: 'desc' },
    ],
    query,
  )
}

function narrow(all: ReturnType<typeof documentsOf>, filters: Filters) {
  const { q, org_id, under, kind, state, subject_type, subject_id, issued_from, issued_to } = filters
  let documents = all
  if (q) documents = documents.where(says(q))
  if (org_id) documents = documents.where(concerns(org_id))
  if (under) documents = documents.where(concernsUnder(under))
  if (kind) documents = documents.where('kernel.issued_document.kind', '=', kind)
  if (state)
    documents = documents.where(
      'kernel.issued_document.voided_at',
      state === 'issued' ? 'is' : 'is not',
      null,
    )
  if (subject_type) documents = documents.where('kernel.issued_document.subject_type', '=', subject_type)
  if (subject_id) documents = documents.where('kernel.issued_document.subject_id', '=', subject_id)
  if (issued_from) documents = documents.where(dayOfIssue, '>=', issued_from)
  if (issued_to) documents = documents.where(dayOfIssue, '<=', issued_to)
  return documents
}

function says(text: string) {
  const like = containing(text)
  return sql<boolean>`(kernel.issued_document.number ilike ${like} or kernel.issued_document.title ilike ${like})`
}

/** Issued to an organisation, or about it. */
const concerns = (orgId: string) =>
  sql<boolean>`(kernel.issued_document.org_id = ${orgId} or kernel.issued_document.concerns_id = ${orgId})`

const concernsUnder = (orgId: string) =>
  sql<boolean>`(kernel.organisation.path @> array[${orgId}]::uuid[] or kernel.issued_document.concerns_id in (
    select o.id from kernel.organisation o where o.path @> array[${orgId}]::uuid[]))`

const dayOfIssue = sql<string>`(kernel.issued_document.issued_at at time zone kernel.organisation.time_zone)::date`

export async function getIssuedDocument(ctx: Ctx, id: string): Promise<IssuedDocument> {
  const found = await documentsOf(ctx).where('kernel.issued_document.id', '=', id).executeTakeFirst()
  if (!found) throw notFound()
  return found
}

/** Its file's id, and what it was made from. Throws `not_found`. */
export async function getMaking({ tx }: Ctx, id: string) {
  const found = await tx
    .selectFrom('kernel.issued_document')
    .select(['file_id', 'sha256', 'snapshot'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw notFound()
  return { ...found, snapshot: found.snapshot as OfficialDocument }
}

/** The file follows the document: whoever may read the one reads the other, wherever it is kept. */
export async function readIssuedFile(ctx: Ctx, id: string): Promise<FileAnswer> {
  const { file_id } = await getMaking(ctx, id)
  await widenReach(ctx.tx)
  return readFile(ctx, file_id)
}

const documentsOf = ({ tx, language }: Ctx) =>
  tx
    .selectFrom('kernel.issued_document')
    .innerJoin('kernel.organisation', 'kernel.organisation.id', 'kernel.issued_document.org_id')
    .leftJoin('kernel.person', 'kernel.person.id', 'kernel.issued_document.issued_by')
    .select(columns)
    .select(namedIn(language).as('org_name'))
    .select(issuerIn(language).as('issued_by_name'))

/** Who issued it, as named then; in English as that person is called in English. */
const issuerIn = (language: Language) =>
  language === 'en'
    ? sql<string>`coalesce(nullif(kernel.person.name_en, ''), kernel.issued_document.issued_by_name)`
    : sql<string>`kernel.issued_document.issued_by_name`
