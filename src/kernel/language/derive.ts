import { readFileSync } from 'node:fs'
import { Converter } from 'opencc-js/cn2t'

const glossaryFile = new URL('./zh-tw.json', import.meta.url)

/** Words of this product for which OpenCC's general choice is wrong in an office in Taipei; longest match first. */
export function readGlossary(): Record<string, string> {
  return JSON.parse(readFileSync(glossaryFile, 'utf8')) as Record<string, string>
}

const quotes: Record<string, string> = { '“': '「', '”': '」', '‘': '『', '’': '』' }

/** Writes Simplified Chinese as Traditional Chinese with Taiwan's words and quotation marks. Placeholders are left as they are. */
export function makeDeriver(glossary: Record<string, string> = readGlossary()) {
  const convert = Converter({ from: 'cn', to: 'twp' })
  const words = Object.keys(glossary).sort((a, b) => b.length - a.length)
  const kept = new RegExp(
    `(\\{\\{[^}]*\\}\\}${words.map((word) => `|${RegExp.escape(word)}`).join('')})`,
    'u',
  )
  return (text: string) =>
    text
      .split(kept)
      .map((piece, i) => (i % 2 === 1 ? (glossary[piece] ?? piece) : convert(piece)))
      .join('')
      .replace(/[“”‘’]/g, (mark) => quotes[mark]!)
      .replace(/(?<=\p{Script=Han})(?=[A-Z])/gu, ' ')
}
