import { formatDate, type Language } from '../../language/contract.ts'
import { translate } from '../../language/translate.ts'
import { linkOf } from '../life/row.ts'

/** Lines of one digest; the rest is counted. */
const mostLines = 100

type Row = { id: string; number: string; kind: string; params: unknown; due_on: string }

/** Issues as the lines of a letter, each with its address. */
export function linesOf(rows: Row[], { language, base }: { language: Language; base: string }): string {
  const lines = rows.slice(0, mostLines).map(({ id, number, kind, params, due_on }) => {
    const what = translate(language, kind, params as Record<string, unknown>)
    const due = formatDate(language, due_on)
    return `${translate(language, 'issues.mail.line', { number, what, due_on: due })}\n  ${base}${linkOf(id)}`
  })
  const rest = rows.length - mostLines
  return [...lines, ...(rest > 0 ? [translate(language, 'issues.mail.more', { count: rest })] : [])].join(
    '\n',
  )
}
