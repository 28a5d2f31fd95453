import { createReadStream } from 'node:fs'

const programEnding =
  /\.(exe|dll|com|scr|msi|bat|cmd|ps1|vbs|jse?|mjs|wsf|sh|jar|apk|app|dmg|html?|xhtml|mhtml?|svg|xml|hta)$/i

const programBeginning = /^\s*(<!doctype|<\?|<!--|<(html|head|body|svg|script|iframe|xml)[\s>/]|#!)/i

/** Scripts, web pages and drawings that can carry scripts: by their name or by how they begin. */
export async function looksLikeProgram(name: string, file: string): Promise<boolean> {
  if (programEnding.test(name.trim())) return true
  const beginning = createReadStream(file, { end: 4095 })
  for await (const piece of beginning) return programBeginning.test(decode(piece as Buffer))
  return false
}

function decode(bytes: Buffer): string {
  const [first, second] = encodingsOf(bytes)
  const text = new TextDecoder(first).decode(bytes)
  return second && text.includes('\ufffd') ? new TextDecoder(second).decode(bytes) : text
}

/** `txt` or `csv` when the name says so and the content is text in UTF-8, UTF-16 or GB 18030. */
export async function textEnding(name: string, file: string): Promise<'txt' | 'csv' | undefined> {
  const ending = /\.(txt|csv)$/i.exec(name.trim())?.[1]?.toLowerCase() as 'txt' | 'csv' | undefined
  return ending && (await isText(file)) ? ending : undefined
}

/** Read piece by piece in every encoding it may be in, until none is left. */
async function isText(file: string): Promise<boolean> {
  let readings: TextDecoder[] | undefined
  for await (const piece of createReadStream(file)) {
    readings ??= encodingsOf(piece as Buffer).map((encoding) => new TextDecoder(encoding))
    readings = readings.filter((one) => isReadable(one.decode(piece as Buffer, { stream: true })))
    if (readings.length === 0) return false
  }
  return (readings ?? []).some((one) => isReadable(one.decode()))
}

const isReadable = (text: string) => !/[^\t\n\v\f\r\P{Cc}]|\ufffd/u.test(text)

function encodingsOf(bytes: Buffer): string[] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return ['utf-16le']
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return ['utf-16be']
  return ['utf-8', 'gb18030']
}
