import type {} from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { invalid } from '../errors/problem.ts'
import type { UploadedFile } from '../http/upload.ts'

/** As many files as one form may bring. */
export const mostFiles = 5

/** Fields and files of a multipart form. A file field left empty brings none. Throws `invalid` for what is no form. */
export async function readForm(
  request: FastifyRequest,
): Promise<{ fields: Record<string, string>; files: UploadedFile[] }> {
  if (!request.isMultipart()) throw invalid('pages.errors.form_expected')
  const fields: Record<string, string> = {}
  const files: UploadedFile[] = []
  try {
    for await (const part of request.parts({ limits: { files: mostFiles } })) {
      if (part.type === 'field') fields[part.fieldname] = String(part.value).replaceAll('\r\n', '\n')
      else {
        const bytes = await part.toBuffer()
        if (bytes.length > 0) files.push({ name: part.filename ?? '', bytes })
      }
    }
  } catch (error) {
    // The parser's own faults have no code: the form is no form, or ends early.
    if ((error as { code?: string }).code) throw error
    throw invalid('pages.errors.form_expected')
  }
  return { fields, files }
}
