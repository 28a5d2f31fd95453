import { z } from 'zod'
import { byId, endpoint, seen } from '../../../../kernel/http/contract.ts'
import { kinds } from '../plan/contract.ts'

/** A file as pages show it. Bytes: `downloadFile`. */
export const fileShown = z.object({
  id: z.uuid(),
  name: z.string(),
  type: z.string(),
  size: z.int(),
  sha256: z.string(),
  /** For photos: longitude, latitude, taken_at. */
  meta: z.record(z.string(), z.unknown()),
  uploaded_by: z.object({ id: z.uuid(), name: z.string(), name_en: z.string().nullable() }).nullable(),
  created_at: z.iso.datetime(),
})
export type FileShown = z.infer<typeof fileShown>

/** `expired`: every file of this type has run out; it counts as missing. */
export const paperStates = ['missing', 'expired', 'present'] as const

/** One line of the checklist of documents; titles are in the reader's language. */
export const paper = z.object({
  document_type: z.string(),
  title: z.string(),
  hint: z.string().nullable(),
  required: z.boolean(),
  /** An upload must say until when it is valid. */
  asks_validity: z.boolean(),
  state: z.enum(paperStates),
  files: z.array(
    z.object({ id: z.uuid(), valid_until: z.iso.date().nullable(), expired: z.boolean(), file: fileShown }),
  ),
})
export type Paper = z.infer<typeof paper>

export const kindRule = z.object({
  kind: z.enum(kinds),
  site_visit: z.boolean(),
  /** A region's lead may review it; otherwise headquarters only. */
  region_review: z.boolean(),
  documents: z.array(
    paper.pick({ document_type: true, title: true, hint: true, required: true, asks_validity: true }),
  ),
  registrations: z.array(
    z.object({ kind: z.string(), title: z.string(), days: z.int(), working_days: z.boolean() }),
  ),
})
export type KindRule = z.infer<typeof kindRule>

export const listKinds = endpoint({
  name: 'establishment.kind.list',
  method: 'GET',
  path: '/api/establishment/kinds',
  guard: 'establishment.application.read',
  summary: 'What each kind of organisation needs to be established: documents, site visit, registrations.',
  returns: z.object({ items: z.array(kindRule) }),
})
export const attachDocument = endpoint({
  name: 'establishment.application.attach',
  method: 'POST',
  path: '/api/establishment/applications/:id/documents',
  guard: 'establishment.application.edit',
  summary: 'Adds a document of the checklist, with the day until which it is valid where it has one.',
  params: byId,
  body: z.object({ document_type: z.string().max(60), valid_until: z.iso.date().optional() }),
  returns: paper,
  carries: 'upload',
})
export const detachDocument = endpoint({
  name: 'establishment.application.detach',
  method: 'DELETE',
  path: '/api/establishment/applications/:id/documents/:document_id',
  guard: 'establishment.application.edit',
  summary: 'Takes a document away again while the application can be edited.',
  params: byId.extend({ document_id: z.uuid() }),
})
export const downloadFile = endpoint({
  name: 'establishment.application.download',
  method: 'GET',
  path: '/api/establishment/applications/:id/files/:file_id',
  guard: 'establishment.application.read',
  summary: 'A file of the application: document, evidence, photo or proof of registration.',
  params: byId.extend({ file_id: z.uuid() }),
  carries: 'file',
})
/** What the applicant is asked for, by the reviewer. */
export const askMore = endpoint({
  name: 'establishment.application.ask_more',
  method: 'POST',
  path: '/api/establishment/applications/:id/ask-more',
  guard: 'establishment.application.review',
  summary: 'Sends the application back for more: what is wanted, and which documents.',
  params: byId,
  body: seen.extend({
    wanted: z.string().trim().min(1).max(5000),
    documents: z.array(z.string().max(60)).max(50).default([]),
  }),
})
