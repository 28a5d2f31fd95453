import { z } from 'zod'
import { byId, endpoint, pageOf, paging } from '../http/contract.ts'
import { languages } from '../language/contract.ts'
import { sheetOf } from '../sheet/contract.ts'

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'http.errors.sha256')

export const issuedDocument = z.object({
  id: z.uuid(),
  org_id: z.uuid(),
  org_name: z.string(),
  /** What it is: `establishment.approval`. */
  kind: z.string(),
  number: z.string(),
  title: z.string(),
  subject_type: z.string(),
  subject_id: z.uuid(),
  sha256,
  issued_at: z.iso.datetime(),
  issued_by_name: z.string(),
  voided_at: z.iso.datetime().nullable(),
  void_reason: z.string().nullable(),
})
export type IssuedDocument = z.infer<typeof issuedDocument>

export const listIssuedDocuments = endpoint({
  name: 'documents.document.list',
  method: 'GET',
  path: '/api/documents',
  guard: 'documents.document.read',
  summary: 'Documents issued within reach, the latest first.',
  query: paging.extend({
    /** Part of the number or of the title. */
    q: z.string().trim().max(100).optional(),
    /** Issued to this organisation or about it. */
    org_id: z.uuid().optional(),
    /** To or about this organisation or any below it. */
    under: z.uuid().optional(),
    kind: z.string().max(100).optional(),
    state: z.enum(['issued', 'voided']).optional(),
    /** First and last day of issue, by the clock of each document's organisation. */
    issued_from: z.iso.date().optional(),
    issued_to: z.iso.date().optional(),
    subject_type: z.string().max(100).optional(),
    subject_id: z.uuid().optional(),
  }),
  returns: pageOf(issuedDocument),
})
export const exportIssuedDocuments = sheetOf(listIssuedDocuments)

export const readIssuedDocument = endpoint({
  name: 'documents.document.read',
  method: 'GET',
  path: '/api/documents/:id',
  guard: 'documents.document.read',
  summary: 'One issued document.',
  params: byId,
  returns: issuedDocument,
})

const line = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), level: z.union([z.literal(1), z.literal(2)]), text: z.string() }),
  z.object({ kind: z.enum(['paragraph', 'item']), text: z.string() }),
  z.object({
    kind: z.literal('table'),
    columns: z.array(z.object({ title: z.string(), align: z.enum(['left', 'center', 'right']) })),
    rows: z.array(z.array(z.string())),
  }),
])

/** Every line as it stands on the paper, numbered and punctuated, in the language it was issued in. */
export const documentContent = z.object({
  layout: z.enum(['chinese', 'english']),
  language: z.enum(languages),
  issuer: z.string(),
  number: z.string(),
  title: z.string(),
  addressee: z.string(),
  lines: z.array(line),
  attachments: z.array(z.string()),
  /** Who signs, and in a Chinese document the date below. */
  signature: z.array(z.string()),
  date: z.string(),
  imprint: z.array(z.string()),
  verification: z.string().nullable(),
  /** Where it is checked, with number and code: what its QR code holds. Null for those from before there was one. */
  check_link: z.string().nullable(),
})
export type DocumentContent = z.infer<typeof documentContent>

export const readDocumentContent = endpoint({
  name: 'documents.document.content',
  method: 'GET',
  path: '/api/documents/:id/content',
  guard: 'documents.document.read',
  summary: 'What it says, line by line, from what it was made of when it was issued.',
  params: byId,
  returns: documentContent,
})

export const downloadIssuedDocument = endpoint({
  name: 'documents.document.download',
  method: 'GET',
  path: '/api/documents/:id/file',
  guard: 'documents.document.read',
  summary: 'Its file, as it was issued.',
  params: byId,
  carries: 'file',
})

export const verification = z.object({
  /** SHA-256 written down when it was issued. */
  recorded: sha256,
  /** SHA-256 of the file as it lies in the store now; null when the file is gone. */
  found: sha256.nullable(),
  matches: z.boolean(),
  checked_at: z.iso.datetime(),
})
export type Verification = z.infer<typeof verification>

export const verifyIssuedDocument = endpoint({
  name: 'documents.document.verify',
  method: 'GET',
  path: '/api/documents/:id/verify',
  guard: 'documents.document.read',
  summary:
    'Reads the stored file again and compares its SHA-256 with the one written down when it was issued.',
  params: byId,
  returns: verification,
})

export const authenticity = z.discriminatedUnion('result', [
  z.object({ result: z.literal('unknown'), sha256 }),
  z.object({
    result: z.enum(['genuine', 'voided']),
    sha256,
    number: z.string(),
    organisation_name: z.string(),
    issued_at: z.iso.datetime(),
    voided_at: z.iso.datetime().nullable(),
  }),
])
export type Authenticity = z.infer<typeof authenticity>

export const checkHash = endpoint({
  name: 'documents.authenticity.check_hash',
  method: 'GET',
  path: '/api/documents/check/:sha256',
  guard: 'signed_in',
  summary: 'Whether a file of this SHA-256 was issued by the company, and still holds.',
  params: z.object({ sha256 }),
  returns: authenticity,
})

export const checkFile = endpoint({
  name: 'documents.authenticity.check_file',
  method: 'POST',
  path: '/api/documents/check',
  guard: 'signed_in',
  summary: 'The same for a file: it is read, not kept.',
  returns: authenticity,
  carries: 'upload',
})
