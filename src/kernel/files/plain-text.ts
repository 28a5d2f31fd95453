const programEnding =
  /\.(exe|dll|com|scr|msi|bat|cmd|ps1|vbs|jse?|mjs|wsf|sh|jar|apk|app|dmg|html?|xhtml|mhtml?|svg|xml|hta)$/i
const programBeginning = /^\s*(<!doctype|<\?|<!--|<(html|head|body|svg|script|iframe|xml)[\s>/]|#!)/i

/** Scripts, web pages and drawings that can carry scripts: by their name or by how they begin. */
export function looksLikeProgram(name: string, bytes: Buffer): boolean {
  return programEnding.test(name.trim()) || programBeginning.test(decode(bytes.subarray(0, 4096)))
}

/** `txt` or `csv` when the name says so and the content is text in UTF-8, UTF-16 or GB 18030. */
export function textEnding(name: string, bytes: Buffer): 'txt' | 'csv' | undefined {
  const ending = /\.(txt|csv)$/i.exec(name.trim())?.[1]?.toLowerCase() as 'txt' | 'csv' | undefined
  return ending && isText(bytes) ? ending : undefined
}

function isText(bytes: Buffer): boolean {
  const text = decode(bytes)
  return !/[^\t\n\v\f\r\P{Cc}]|\ufffd/u.test(text)
}

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const text = new TextDecoder('utf-8').decode(bytes)
  return text.includes('\ufffd') ? new TextDecoder('gb18030').decode(bytes) : text
}
