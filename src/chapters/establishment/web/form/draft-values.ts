import { findIssues, type Issue, tidy } from '../../../../kernel/web/form/checks.ts'
import { type Draft, draftShape } from './form-shape.ts'

type Row = Record<string, unknown>

/** A draft that can be kept, and what of the fields it had to leave out. */
export type DraftRead = { draft: Partial<Draft>; unfit: Issue[] }

/**
 * What the fields hold as a draft that can be kept: empty text is null, a line that is only half written is kept with
 * blanks. What doesn't fit yet is left out and told, so that nobody believes it kept: of a list the cell alone.
 */
export function readDraft(held: Row): DraftRead {
  const values = withBlanks(held, { number: 1 })
  const unfit = findIssues(draftShape, values)
  const blanked = unfit.reduce(blankCell, values)
  const left = new Set(findIssues(draftShape, blanked).map(({ path }) => path[0]))
  return { draft: Object.fromEntries(Object.entries(blanked).filter(([name]) => !left.has(name))), unfit }
}

const blanks: Record<string, Row> = {
  staffing: { post: '', number: 1, qualification: '', persons: [] },
  budget: { item: '', amount: 0 },
  funding: { source: '', amount: 0 },
}

/** `staffing.3.number` as nothing; the other lines and cells as they are. */
function blankCell(values: Row, { path: [list = '', line, cell] }: Issue): Row {
  const lines = values[list]
  if (!Array.isArray(lines) || typeof line !== 'number' || cell === undefined) return values
  const blanked = { ...lines[line], [cell]: blanks[list]?.[cell] }
  return { ...values, [list]: lines.with(line, blanked) }
}

/** What doesn't fit even a draft: a number that isn't one, a text too long. */
export const findUnfit = (held: Row) => findIssues(draftShape, withBlanks(held, {}))

/** `tidy` takes empty text away; in a line it stays, and an amount that is open is nought. */
function withBlanks(held: Row, more: Row): Row {
  const tidied = tidy(draftShape, held)
  return {
    ...tidied,
    staffing: linesOf(tidied.staffing, { ...textOf(blanks.staffing), ...more }),
    budget: linesOf(tidied.budget, blanks.budget),
    funding: linesOf(tidied.funding, blanks.funding),
  }
}

/** Fields of `values` that differ from what was saved. */
export function changedFrom(saved: Row, values: Row): Row {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => write(value) !== write(saved[name])),
  )
}

const write = (value: unknown) => JSON.stringify(value ?? null)

/** Without the number: where it must be given, it isn't made up. */
const textOf = ({ number, ...texts }: Row = {}): Row => texts

function linesOf(value: unknown, blank: Row = {}): Row[] {
  if (!Array.isArray(value)) return []
  return value.map((line: Row) => ({
    ...blank,
    ...Object.fromEntries(Object.entries(line).filter(([, cell]) => cell !== null && cell !== undefined)),
  }))
}
