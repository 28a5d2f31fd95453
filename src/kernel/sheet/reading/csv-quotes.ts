/** How the quotes of a piece of CSV stand: all closed, one still open at its end, or against the rules. */
export type Quotes = 'closed' | 'open' | 'broken'

/**
 * Walks over the text once. By RFC 4180 a quote opens a cell only at its start and closes it only before a
 * delimiter or the end; two in a row inside stand for one. Quotes inside an unquoted cell are plain characters.
 */
export function quotesOf(text: string, delimiter: string): Quotes {
  let at = 0
  while (at <= text.length) {
    if (text[at] === '"') {
      const end = closingQuote(text, at + 1)
      if (end < 0) return 'open'
      at = end + 1
      if (at < text.length && text[at] !== delimiter) return 'broken'
    } else {
      const next = text.indexOf(delimiter, at)
      at = next < 0 ? text.length : next
    }
    at += 1
  }
  return 'closed'
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at
}

/** A delimiter, not inside quotes, occurs so many times in a line. */
export function countOutside(text: string, delimiter: string): number {
  let count = 0
  let quoted = false
  for (const character of text) {
    if (character === '"') quoted = !quoted
    else if (character === delimiter && !quoted) count += 1
  }
  return count
}
