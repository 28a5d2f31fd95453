import type { ReadRow } from '../checking/read-row.ts'
import type { Mapping } from '../mapping/contract.ts'
import { changesOf } from './compare.ts'
import { type Judged, type Summary, weightOf } from './contract.ts'
import { asEntry, type Entry, isRefused } from './entry.ts'
import { Levels, type PlannedLevel } from './levels.ts'
import { matchByCode, matchByName, refuseRepeated } from './match.ts'
import { doubtLikenesses, refuseTakenNames } from './names.ts'
import { type Existing, Network, type Ref } from './network.ts'
import { doubtFarPoints } from './outliers.ts'
import { findParents, refuseOrphans, refuseUnreachable } from './parents.ts'
import { Paths } from './paths.ts'
import { summarise } from './summarise.ts'

export type DryRun = { judged: Judged[]; levels: PlannedLevel[]; summary: Summary }

/**
 * Says what an import would do with every row, and does nothing. Pure: the same file, mapping and network give the
 * same answer, and what it says of a network that already holds the file is `same` throughout.
 */
export function dryRun(input: {
  rows: ReadRow[]
  mapping: Mapping
  existing: Existing[]
  /** The organisation under which the import hangs: headquarters, or a region. */
  root_id: string
}): DryRun {
  const { rows, mapping, existing, root_id } = input
  const network = new Network(existing)
  const root: Ref = `org:${root_id}`
  const levels = new Levels(network, root, mapping)
  const entries = rows.map(asEntry)
  refuseRepeated(entries)
  matchByCode(entries, network)
  findParents(entries, network, levels, root, mapping)
  matchByName(entries, network)
  refuseUnreachable(entries, network)
  const planned = [...levels.planned.values()]
  refuseTakenNames(entries, network, planned)
  refuseOrphans(entries)
  doubtLikenesses(entries, network)
  doubtFarPoints(entries)
  const paths = new Paths(entries, network, planned)
  const judged = entries.map((entry) => judge(entry, paths, network))
  const used = usedLevels(planned, judged)
  return {
    judged,
    levels: used,
    summary: summarise(judged, rows, { create: used.length, same: levels.found.size }),
  }
}

function judge(entry: Entry, paths: Paths, network: Network): Judged {
  const { row, existing, faults } = entry
  const refused = isRefused(entry)
  const parent = refused ? null : (entry.parent ?? null)
  const changes = existing && !refused ? changesOf(existing, row) : {}
  if (existing && parent && parent !== `org:${existing.parent_id}`) {
    const before = network.byId.get(existing.parent_id ?? '')?.name ?? null
    changes.parent = [before, paths.of(parent).at(-1) ?? null]
  }
  const does = refused
    ? 'nothing'
    : !existing
      ? 'create'
      : Object.keys(changes).length > 0
        ? 'change'
        : 'same'
  const doubted = faults.some(({ code }) => weightOf(code) === 'doubts')
  return {
    line: row.line,
    verdict: does === 'nothing' ? 'refused' : doubted && does !== 'same' ? 'doubtful' : does,
    does,
    name: row.values.name ?? '',
    code: row.values.code ?? existing?.code ?? null,
    under: parent ? paths.of(parent) : [],
    parent,
    organisation_id: existing?.id ?? null,
    values: row.values,
    changes,
    faults: sorted(faults),
    cells: row.cells,
  }
}

const order = { refuses: 0, doubts: 1, notes: 2 }
const sorted = (faults: Entry['faults']) =>
  faults.toSorted((a, b) => order[weightOf(a.code)] - order[weightOf(b.code)])

/** Levels that only refused rows would have needed are not built. */
function usedLevels(planned: PlannedLevel[], judged: Judged[]): PlannedLevel[] {
  const byRef = new Map(planned.map((level) => [level.ref, level]))
  const used = new Set<PlannedLevel>()
  for (const { parent } of judged) {
    let level = parent ? byRef.get(parent as Ref) : undefined
    while (level && !used.has(level)) {
      used.add(level)
      level = byRef.get(level.parent)
    }
  }
  return planned.filter((level) => used.has(level))
}
