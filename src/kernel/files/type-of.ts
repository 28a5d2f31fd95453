import { fileTypeFromFile } from 'file-type'
import { refused } from '../errors/problem.ts'
import { looksLikeProgram, textEnding } from './plain-text.ts'
import type { Spooled } from './spool.ts'

/** Media type → endings its files go by, the usual one first. Nothing else is kept. */
const accepted: Record<string, string[]> = {
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
  'image/heic': ['heic', 'heif'],
  'image/heif': ['heif', 'heic'],
  'text/plain': ['txt'],
  'text/csv': ['csv'],
}

const programs = new Set([
  'application/x-msdownload',
  'application/x-elf',
  'application/x-mach-binary',
  'application/java-vm',
  'application/java-archive',
  'application/vnd.android.package-archive',
  'application/x-shockwave-flash',
  'application/wasm',
  'application/xml',
])

/**
 * What a file really is, from its content; of the name only `.txt` and `.csv` count, which content can't tell apart.
 * `endings` are those its name may have. Throws `refused` for programs, web pages and whatever is not accepted.
 */
export async function typeOf(
  name: string,
  { path, size }: Spooled,
): Promise<{ type: string; endings: string[] }> {
  if (size === 0) throw refused('files.errors.empty', { name })
  const found = (await fileTypeFromFile(path))?.mime.replace('image/apng', 'image/png')
  const known = found && accepted[found]
  if (known) return { type: found, endings: known }
  if (programs.has(found ?? '') || (await looksLikeProgram(name, path)))
    throw refused('files.errors.program', { name })
  if (found === 'application/x-cfb') throw refused('files.errors.old_office', { name })
  // A few words may begin like a picture or an archive ("BM…"): what is text through and through is text.
  const ending = await textEnding(name, path)
  const type = ending && `text/${ending === 'csv' ? 'csv' : 'plain'}`
  if (!type) throw refused('files.errors.not_accepted', { name })
  return { type, endings: accepted[type]! }
}
