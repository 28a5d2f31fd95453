import { answerAbove } from '../../answer-above.ts'

/** A line by which mail programs begin what they quote. */
const begins =
  /^[>\s]*(-{2,}.*(原始邮件|原始郵件|original message).*-{2,}|_{10,}|(发件人|寄件者|寄件人|from)\s*[:：].*|.*(wrote|写道|寫道)\s*[:：])\s*$/i

/** How many lines a mail program puts between the words of the sender and what it quotes. */
const mostHead = 12

/**
 * The words above the letter that is answered. Our letters begin with a line that says so: nothing is cut where it
 * doesn't stand, and nothing where only it is left.
 */
export function withoutQuoted(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const at = lines.findIndex((line) => answerAbove.test(line))
  if (at < 0) return text.trim()
  let end = at
  for (let line = at - 1; line >= 0 && line >= at - mostHead; line--)
    if (begins.test(lines[line]!)) end = line
  return lines.slice(0, end).join('\n').trim() || text.trim()
}
