import { Groups } from '../../../../kernel/compact/groups.ts'
import { Integers } from '../../../../kernel/compact/numbers.ts'
import { newId } from '../../../../kernel/db/new-id.ts'
import type { ManyOrganisation } from '../../../../kernel/org/create-many.ts'
import type { Judged } from '../dry-run/contract.ts'
import type { DryRun } from '../dry-run/dry-run.ts'
import type { Entries } from '../dry-run/entry.ts'
import { isRow, placeOf } from '../dry-run/node.ts'
import { printOf, printOfLevels } from './print.ts'
import { levelRow, organisationRow } from './rows-of.ts'
import { leftOut } from './split.ts'

/** A row that goes in: the organisation it is or becomes, and where it moves, if it does. */
export type Placed = { row: Judged; org_id: string; parent_id: string | null }
/** Organisations to be made, parents first, and the rows behind them and behind what changes. */
export type ImportSet = { organisations: ManyOrganisation[]; placed: Placed[] }
/** How much there is to do; `codes`: those the file gives that might be given to others, which none that is made is to get. */
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

/** A dry run as an import takes it, a set at a time: nobody holds the whole of it. */
export function* partsOf(run: DryRun, doubtful: 'import' | 'leave_out'): Generator<ImportPart> {
  const { entries } = run
  const told = new Told()
  for (const some of inSets(run.all())) {
    for (const row of some) told.add(row)
    yield { is: 'prints', prints: some.map((row) => ({ line: row.line, print: printOf(row) })) }
  }
  const isOut = doubtful === 'import' ? () => false : leftOut(entries, told.isDoubtful)
  const levels = doubtful === 'import' ? run.levels : run.levelsFor((at) => !isOut(at))
  const { created, changed, counts } = told.end(isOut)
  const codes = codesAmong(run, created)
  const plan = { ...counts, levels: levels.length, levels_print: printOfLevels(run.levels) }
  yield { is: 'plan', plan: { ...plan, first_line: entries.line.at(0) || 1, codes } }
  const ids = new Map<string, string>()
  const idOf = (ref: string) => {
    if (ref.startsWith('org:')) return ref.slice(4)
    const id = ids.get(ref) ?? newId()
    ids.set(ref, id)
    return id
  }
  if (levels.length > 0)
    yield { is: 'set', set: { organisations: levels.map((level) => levelRow(level, idOf)), placed: [] } }
  const isParent = parentsAmong(entries)
  for (const some of inSets(created)) {
    const rows = some.map((at) => run.judged(at))
    const organisations = rows.map((row) => organisationRow(row, idOf))
    const placed = rows.map((row, n) => ({ row, org_id: organisations[n]!.id, parent_id: null }))
    yield { is: 'set', set: { organisations, placed } }
    for (const [n, { line }] of rows.entries()) if (!isParent(some[n]!)) ids.delete(`line:${line}`)
  }
  for (const some of inSets(changed)) {
    const placed = some.map((at) => {
      const row = run.judged(at)
      const parent_id = row.changes.parent && row.parent ? idOf(row.parent) : null
      return { row, org_id: row.organisation_id!, parent_id }
    })
    yield { is: 'set', set: { organisations: [], placed } }
  }
}

const all = ['nothing', 'create', 'change', 'same'] as const

/** What was told of the rows, as far as their order in the import depends on it: two numbers for each. */
class Told {
  #length = 0
  #deepest = 0
  /** Twice the place of what it does, and one more where it is doubtful. */
  readonly #does = new Integers()
  readonly #depths = new Integers()

  add({ does, verdict, under }: Judged): void {
    const at = this.#length++
    this.#does.set(at, all.indexOf(does) * 2 + (verdict === 'doubtful' ? 1 : 0))
    this.#depths.set(at, under.length)
    this.#deepest = Math.max(this.#deepest, under.length)
  }

  isDoubtful = (at: number): boolean => (this.#does.at(at) & 1) === 1

  end(isOut: (at: number) => boolean) {
    const counts = { created: 0, changed: 0, same: 0, left_out: 0, refused: 0 }
    const names = { create: 'created', change: 'changed', same: 'same', nothing: 'refused' } as const
    for (let at = 0; at < this.#length; at += 1) counts[isOut(at) ? 'left_out' : names[this.#of(at)]] += 1
    const doing = (what: Judged['does'], numberOf: (at: number) => number, most: number) =>
      new Groups(this.#length, most, (at) => (this.#of(at) === what && !isOut(at) ? numberOf(at) : 0))
    return {
      counts,
      /** Parents first, else in the order of the file. */
      created: membersOf(doing('create', (at) => this.#depths.at(at) + 1, this.#deepest + 1)),
      changed: membersOf(doing('change', () => 1, 1)),
    }
  }

  #of = (at: number) => all[this.#does.at(at) >> 1]!
}

const membersOf = (groups: Groups): Iterable<number> => ({
  *[Symbol.iterator]() {
    for (const group of groups) yield* group
  },
})

/** Codes like those that are given where the file says none. Where it always does, nobody asks for them. */
function codesAmong({ entries }: DryRun, created: Iterable<number>): string[] {
  const codes: string[] = []
  for (const at of created) {
    const { code = '' } = entries.read(at).values
    if (/^[RBDP]\d{4,}$/.test(code)) codes.push(code)
  }
  return codes
}

function parentsAmong(entries: Entries): (at: number) => boolean {
  const parents = new Integers()
  for (const at of entries.standing()) {
    const parent = entries.parent.at(at)
    if (isRow(parent)) parents.set(placeOf(parent), 1)
  }
  return (at) => parents.at(at) === 1
}

function* inSets<T>(some: Iterable<T>): Generator<T[]> {
  let set: T[] = []
  for (const one of some) {
    set.push(one)
    if (set.length < size) continue
    yield set
    set = []
  }
  if (set.length > 0) yield set
}
