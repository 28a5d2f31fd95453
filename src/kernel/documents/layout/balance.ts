import { widthInEms } from './measures.ts'

/**
 * Breaks a title into lines of about the same width, between words, so that no line holds a lone character.
 * `perLine` is what fits, in ems. A title that fits stays one line; one that has its own line breaks keeps them.
 */
export function balance(title: string, perLine: number): string[] {
  if (title.includes('\n')) return title.split('\n')
  const count = Math.ceil(widthInEms(title) / perLine)
  if (count <= 1) return [title]
  const words = [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(title)].map(
    (word) => word.segment,
  )
  const target = widthInEms(title) / count
  const lines: string[] = []
  let line = ''
  for (const word of words) {
    const wider = widthInEms(line + word)
    const nearer = wider - target > target - widthInEms(line)
    const last = lines.length === count - 1
    if (line !== '' && (wider > perLine || (!last && nearer)) && !clings(word)) {
      lines.push(line)
      line = ''
    }
    line += word
  }
  return [...lines, line].map((one) => one.trim()).filter((one) => one !== '')
}

/** What must not begin a line. */
const clings = (word: string) => /^[、，。；：）》」』”’)\],.;:!?！？]/.test(word)
