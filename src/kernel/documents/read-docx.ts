import { inflateRawSync } from 'node:zlib'

/** The parts of a `.docx` file by name, as text. For tests and for comparing two files. */
export const readDocx = (file: Buffer): Map<string, string> =>
  new Map([...partsOf(file)].map(([name, part]) => [name, part.toString('utf8')]))

export function partsOf(file: Buffer): Map<string, Buffer> {
  const parts = new Map<string, Buffer>()
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0) throw new Error('not a .docx file: it has no directory')
  let at = file.readUInt32LE(end + 16)
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = file.readUInt16LE(at + 28)
    const name = file.toString('utf8', at + 46, at + 46 + nameLength)
    const packed = {
      method: file.readUInt16LE(at + 10),
      size: file.readUInt32LE(at + 20),
      at: file.readUInt32LE(at + 42),
    }
    parts.set(name, unpack(file, packed))
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return parts
}

function unpack(file: Buffer, packed: { method: number; size: number; at: number }): Buffer {
  const start = packed.at + 30 + file.readUInt16LE(packed.at + 26) + file.readUInt16LE(packed.at + 28)
  const bytes = file.subarray(start, start + packed.size)
  return packed.method === 0 ? bytes : inflateRawSync(bytes)
}

/** What is read, paragraph by paragraph, tables included; tabs and line breaks as themselves. */
export function paragraphsOf(file: Buffer): string[] {
  const body = readDocx(file).get('word/document.xml') ?? ''
  return [...body.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:(tab|br)\/>/g)]
      .map(([, text, mark]) => (text === undefined ? (mark === 'br' ? '\n' : '\t') : plain(text)))
      .join(''),
  )
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plain = (text: string) => text.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole)
