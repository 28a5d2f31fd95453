import { z } from 'zod'
import { byId, endpoint } from '../http/contract.ts'

export const storedFile = z.object({
  id: z.uuid(),
  org_id: z.uuid(),
  sha256: z.string(),
  name: z.string(),
  /** Media type, found in the content. */
  type: z.string(),
  /** Bytes. */
  size: z.int(),
  meta: z.record(z.string(), z.unknown()),
  created_at: z.iso.datetime(),
  uploaded_by: z.object({ id: z.uuid(), name: z.string(), name_en: z.string().nullable() }).nullable(),
})
export type StoredFile = z.infer<typeof storedFile>

/** What people may attach, as an `accept` attribute of a file field. */
export const acceptedFiles = '.pdf,.docx,.xlsx,.png,.jpg,.jpeg,.webp,.heic,.txt,.csv'

export const downloadFile = endpoint({
  name: 'files.file.download',
  method: 'GET',
  path: '/api/files/:id',
  guard: 'files.file.read',
  summary: 'An attachment, as it was uploaded.',
  params: byId,
  carries: 'file',
})
