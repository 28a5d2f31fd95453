import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import { placeOf } from '../../../src/kernel/files/blobs.ts'

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
export const pdfType = 'application/pdf'

/** The bytes of papers, each once, until they lie on the disk. */
export class Papers {
  readonly #waiting = new Map<string, Buffer>()

  /** A document that says something, or else the scan of a page with its name: scans of one name are one. */
  write(name: string, lines?: string[]): { sha256: string; size: number; type: string } {
    const bytes = lines ? docxOf(lines) : pdfOf(name.replace('.pdf', ''))
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    this.#waiting.set(sha256, bytes)
    return { sha256, size: bytes.length, type: lines ? docxType : pdfType }
  }

  /** Lays what waits where the product looks for it. What a run that was cut off has left is written anew by the next. */
  async lay(filesDir: string): Promise<void> {
    const waiting = [...this.#waiting]
    for (let at = 0; at < waiting.length; at += atOnce) {
      await Promise.all(
        waiting.slice(at, at + atOnce).map(([sha256, bytes]) => layOne(filesDir, sha256, bytes)),
      )
    }
    this.#waiting.clear()
  }
}

/** Files written at once. */
const atOnce = 64

async function layOne(filesDir: string, sha256: string, bytes: Buffer) {
  const place = placeOf(filesDir, sha256)
  await mkdir(path.dirname(place), { recursive: true })
  await writeFile(place, bytes, { mode: 0o640 })
}

/** A page with one line, in the Chinese type every reader has or stands another in for (PDF 1.7, 9.7.5.2). */
function pdfOf(words: string): Buffer {
  const line = Buffer.from(words, 'utf16le').swap16().toString('hex')
  const text = `BT /F 18 Tf 72 720 Td <${line}> Tj ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
    `<</Length ${text.length}>>\nstream\n${text}\nendstream`,
    '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>',
    '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 7 0 R/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>',
    '<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>',
  ]
  let file = '%PDF-1.7\n'
  const places = objects.map((object, i) => {
    const place = file.length
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  return Buffer.from(
    `${file}${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`,
    'latin1',
  )
}

/** A document of plain paragraphs (ECMA-376). */
function docxOf(lines: string[]): Buffer {
  const packaged = 'http://schemas.openxmlformats.org/package/2006'
  const office = 'http://schemas.openxmlformats.org'
  const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
  const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
  const paragraphs = lines.map(
    (line) => `<w:p><w:r><w:t>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</w:t></w:r></w:p>`,
  )
  return zipOf({
    '[Content_Types].xml': `${declaration}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
    '_rels/.rels': `${declaration}<Relationships xmlns="${packaged}/relationships"><Relationship Id="r" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${declaration}<w:document xmlns:w="${office}/wordprocessingml/2006/main"><w:body>${paragraphs.join('')}</w:body></w:document>`,
  })
}

/** Texts put together as they are, nothing packed: tens of thousands in a second (PKWARE's APPNOTE, 4.3). */
function zipOf(texts: Record<string, string>): Buffer {
  const [files, directory] = [[] as Buffer[], [] as Buffer[]]
  let offset = 0
  for (const [name, text] of Object.entries(texts)) {
    const [label, bytes] = [Buffer.from(name), Buffer.from(text)]
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt16LE(33, 8)
    about.writeUInt32LE(crc32(bytes), 10)
    about.writeUInt32LE(bytes.length, 14)
    about.writeUInt32LE(bytes.length, 18)
    about.writeUInt16LE(label.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), about, label, bytes])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), about, rest, label]))
    files.push(local)
    offset += local.length
  }
  const size = directory.reduce((sum, one) => sum + one.length, 0)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(directory.length, 4)
  end.writeUInt16LE(directory.length, 6)
  end.writeUInt32LE(size, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...files, ...directory, Buffer.from('PK\x05\x06'), end])
}
