import type {} from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { invalid } from '../errors/problem.ts'
import { dropSpooled, type Spooled, spool } from '../files/spool.ts'

/** One file as it came, with the name the sender gave it. Neither is trusted: see kernel/files. */
export type UploadedFile = Spooled & { name: string }

export type Received = { fields: Record<string, string>; files: UploadedFile[] }

type Receiving = { filesDir: string; most: number; expected: string; fields?: Received['fields'] }

/**
 * Reads a multipart form, its files to the disk as they come; `drop` them when they were looked at. A file field left
 * empty brings none. Throws `invalid` with that key for what is no form, 413 beyond the limit: what came before is in `fields`.
 */
export async function receiveForm(
  request: FastifyRequest,
  { filesDir, most, expected, fields = {} }: Receiving,
): Promise<Received> {
  if (!request.isMultipart()) throw invalid(expected)
  const files: UploadedFile[] = []
  try {
    for await (const part of request.parts({ limits: { files: most } })) {
      if (part.type === 'field') fields[part.fieldname] = String(part.value)
      else {
        const file = { name: part.filename ?? '', ...(await spool(filesDir, part.file)) }
        files.push(file)
        const { RequestFileTooLargeError } = request.server.multipartErrors
        if (part.file.truncated) throw Object.assign(new RequestFileTooLargeError(), { file: file.name })
      }
    }
  } catch (error) {
    await dropReceived({ files })
    // The parser's own faults have no code: the form is no form, or ends early.
    if ((error as { code?: string }).code) throw error
    throw invalid(expected)
  }
  return { fields, files }
}

export async function dropReceived({ files }: Pick<Received, 'files'>): Promise<void> {
  for (const file of files) await dropSpooled(file)
}
