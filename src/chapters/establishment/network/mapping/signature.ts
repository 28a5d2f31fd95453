import { createHash } from 'node:crypto'
import { nameKey } from '../places/simplify.ts'

/** The same for files with the same headers in the same order, however they are spaced or capitalised. */
export const signatureOf = (headers: string[]) =>
  createHash('sha256').update(headers.map(nameKey).join('\u001f')).digest('hex')
