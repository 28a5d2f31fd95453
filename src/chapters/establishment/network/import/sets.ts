import { randomUUIDv7 } from 'node:crypto'
import type { ManyOrganisation } from '../../../../kernel/org/create-many.ts'
import type { Judged } from '../dry-run/contract.ts'
import type { DryRun } from '../dry-run/dry-run.ts'
import { printOf, printOfLevels } from './print.ts'
import { levelRow, organisationRow, refsOf } from './rows-of.ts'
import { split } from './split.ts'

/** A row that goes in: the organisation it is or becomes, and where it moves, if it does. */
export type Placed = { row: Judged; org_id: string; parent_id: string | null }
/** Organisations to be made, parents first, and the rows behind them and behind what changes. */
export type ImportSet = { organisations: ManyOrganisation[]; placed: Placed[] }
/** How much there is to do; `codes`: those the file gives, which none that is made is to get. */
export type ImportPlan = Record<
  'created' | 'changed' | 'same' | 'refused' | 'left_out' | 'levels',
  number
> & {
  levels_print: string
  first_line: number
  codes: string[]
}

/** What the thread of an import leaves on the disk, as JSON line by line, in this order: what it says of the rows, the plan, and the sets to be written. */
export type ImportPart =
  | { is: 'prints'; prints: { line: number; print: string }[] }
  | { is: 'plan'; plan: ImportPlan }
  | { is: 'set'; set: ImportSet }

/** Rows in a set. */
const size = 1000

/** A dry run as an import takes it, a set at a time, so that nobody holds the whole of it twice. */
export function* partsOf(run: DryRun, doubtful: 'import' | 'leave_out'): Generator<ImportPart> {
  for (const some of setsIn(run.judged))
    yield { is: 'prints', prints: some.map((row) => ({ line: row.line, print: printOf(row) })) }
  const { judged, levels, left_out } = split(run, doubtful)
  const doing = (what: Judged['does']) => judged.filter(({ does }) => does === what)
  const created = doing('create').sort((a, b) => a.under.length - b.under.length)
  const changed = doing('change')
  yield {
    is: 'plan',
    plan: {
      ...{ created: created.length, changed: changed.length, same: doing('same').length, left_out },
      refused: run.judged.filter(({ does }) => does === 'nothing').length,
      ...{ levels: levels.length, levels_print: printOfLevels(run.levels) },
      first_line: run.judged[0]?.line ?? 1,
      codes: created.flatMap(({ code }) => code ?? []),
    },
  }
  const ids = new Map(
    [...levels.map(({ ref }) => ref), ...refsOf(created)].map((ref) => [ref as string, randomUUIDv7()]),
  )
  const idOf = (ref: string) => (ref.startsWith('org:') ? ref.slice(4) : ids.get(ref)!)
  if (levels.length > 0)
    yield { is: 'set', set: { organisations: levels.map((level) => levelRow(level, idOf)), placed: [] } }
  for (const some of setsIn(created)) {
    const placed = some.map((row) => placedOf(row, idOf(`line:${row.line}`), null))
    yield { is: 'set', set: { organisations: some.map((row) => organisationRow(row, idOf)), placed } }
  }
  for (const some of setsIn(changed)) {
    const placed = some.map((row) => {
      const { organisation_id, changes, parent } = row
      return placedOf(row, organisation_id!, changes.parent && parent ? idOf(parent) : null)
    })
    yield { is: 'set', set: { organisations: [], placed } }
  }
}

const placedOf = (row: Judged, org_id: string, parent_id: string | null): Placed => ({
  ...{ row: { ...row, cells: [] }, org_id, parent_id },
})

function* setsIn(rows: Judged[]): Generator<Judged[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size)
}
