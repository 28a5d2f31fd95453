import type {} from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { invalid } from '../errors/problem.ts'

/** One file as it came, with the name the sender gave it. Neither is trusted: see kernel/files. */
export type UploadedFile = { name: string; bytes: Buffer }

/** Reads a multipart request: its text fields and its one file. Throws `invalid` without a file, 413 beyond the limit. */
export async function readUpload(
  request: FastifyRequest,
): Promise<{ fields: Record<string, string>; file: UploadedFile }> {
  if (!request.isMultipart()) throw invalid('errors.upload_expected')
  const fields: Record<string, string> = {}
  let file: UploadedFile | undefined
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        const bytes = await part.toBuffer()
        file ??= { name: part.filename ?? '', bytes }
      } else if (typeof part.value === 'string') fields[part.fieldname] = part.value
    }
  } catch (error) {
    // The parser's own faults have no code: the form is no form, or ends early.
    if ((error as { code?: string }).code) throw error
    throw invalid('errors.upload_expected')
  }
  if (!file) throw invalid('errors.upload_expected')
  return { fields, file }
}
