import { unreadable } from './archive.ts'

/** `is`: an element begins, ends, or text between. Names are without their prefix; an empty element begins and ends. */
export type Mark =
  | { is: 'begin'; name: string; attributes: Record<string, string> }
  | { is: 'end'; name: string }
  | { is: 'text'; text: string }

/** More than this between two brackets is no workbook of ours. */
const longest = 4 << 20

/** The marks of an XML document as they come, those of a piece at a time, holding one piece of it. Entities it declares itself are not looked up. */
export async function* readXml(pieces: AsyncIterable<string>): AsyncIterable<Mark[]> {
  let rest = ''
  for await (const piece of pieces) {
    rest += piece
    const marks: Mark[] = []
    let at = 0
    for (;;) {
      const open = rest.indexOf('<', at)
      if (open < 0) break
      const close = rest.startsWith('<!--', open) ? rest.indexOf('-->', open) + 2 : rest.indexOf('>', open)
      if (close < open + 1) break
      if (open > at) marks.push({ is: 'text', text: decoded(rest.slice(at, open)) })
      addMarks(marks, rest.slice(open + 1, close))
      at = close + 1
    }
    rest = rest.slice(at)
    yield marks
    if (rest.length > longest) throw unreadable()
  }
}

function addMarks(marks: Mark[], tag: string): void {
  if (tag.startsWith('?') || tag.startsWith('!')) return
  if (tag.startsWith('/')) return void marks.push({ is: 'end', name: bare(tag.slice(1).trim()) })
  const empty = tag.endsWith('/')
  const name = bare(/^[^\s/]+/.exec(tag)?.[0] ?? '')
  const attributes: Record<string, string> = {}
  for (const [, key, double, single] of tag.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    attributes[bare(key!)] = decoded(double ?? single ?? '')
  marks.push({ is: 'begin', name, attributes })
  if (empty) marks.push({ is: 'end', name })
}

const bare = (name: string) => name.slice(name.indexOf(':') + 1)
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const decoded = (text: string) =>
  text.includes('&')
    ? text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
        if (name) return named[name] ?? whole
        const code = Number.parseInt(hex ?? decimal, hex ? 16 : 10)
        return code <= 0x10ffff ? String.fromCodePoint(code) : ''
      })
    : text
