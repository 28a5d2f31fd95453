import { refused } from '../../errors/problem.ts'
import { limits } from './limits.ts'

/** Physical lines with their numbers, whatever ends them (CR LF, LF or CR). Holds one chunk at a time; refuses a line no row can have. */
export async function* physicalLines(
  text: AsyncIterable<string>,
): AsyncIterable<{ line: number; text: string }> {
  let line = 0
  let rest = ''
  for await (const chunk of text) {
    const parts = (rest + chunk).split(/\r\n|\n|\r(?!$)/)
    rest = parts.pop() ?? ''
    for (const part of parts) yield { line: ++line, text: checked(part) }
    checked(rest)
  }
  if (rest) yield { line: ++line, text: rest.replace(/\r$/, '') }
}

function checked(text: string): string {
  if (text.length > limits.line) throw refused('sheet.reading.line_too_long', { limit: limits.line })
  return text
}
