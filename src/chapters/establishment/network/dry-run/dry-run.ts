import { openNameless, Records } from '../../../../kernel/compact/records.ts'
import { Texts } from '../../../../kernel/compact/texts.ts'
import type { ReadRow } from '../checking/read-row.ts'
import type { Mapping } from '../mapping/contract.ts'
import { changesOf } from './compare.ts'
import { type Fault, type Judged, type Summary, weightOf } from './contract.ts'
import { Entries, type KeptRow } from './entry.ts'
import { Levels, type PlannedLevel } from './levels.ts'
import { matchByCode, matchByName, refuseRepeated } from './match.ts'
import { doubtLikenesses, refuseTakenNames } from './names.ts'
import { type Existing, Network } from './network.ts'
import { type Node, orgNode } from './node.ts'
import { Nodes } from './nodes.ts'
import { doubtFarPoints } from './outliers.ts'
import { findParents, type Rings, refuseOrphans, refuseUnreachable } from './parents.ts'
import { sayFault } from './say.ts'
import { Counts } from './summarise.ts'

type Given = {
  mapping: Mapping
  existing: Records<Existing>
  /** The organisation under which the import hangs: headquarters, or a region. */
  root_id: string
  /** Where rows lie meanwhile; nothing is left there. */
  dir: string
}

/**
 * Says what an import would do with every row, and does nothing: `add` takes the rows, `compare` compares all of them,
 * `judged` tells of each. The same file, mapping and network give the same answer, and what it says of a network that
 * already holds the file is `same` throughout. Invariant: rows, and what is said of them, lie on the disk or are told one
 * at a time; held are about 150 bytes for each, and as many for an organisation that exists.
 */
export class DryRun {
  /** Regions to be built from columns. */
  levels: PlannedLevel[] = []
  readonly entries: Entries
  readonly #network: Network
  readonly #levels: Levels
  readonly #nodes: Nodes
  readonly #root: Node
  readonly #mapping: Mapping
  #rings!: Rings

  constructor({ mapping, existing, root_id, dir }: Given) {
    const texts = new Texts()
    this.#mapping = mapping
    this.#network = new Network(existing, texts)
    this.#root = orgNode(this.#network.withId(root_id)!)
    this.#levels = new Levels(this.#network, this.#root, mapping)
    this.entries = new Entries(new Records<KeptRow>(openNameless(dir)), texts)
    this.#nodes = new Nodes(this.entries, this.#network, this.#levels)
  }

  add(row: ReadRow): void {
    this.#levels.read(this.entries.length, row)
    this.entries.add(row)
  }

  compare(): void {
    const entries = this.entries
    const network = this.#network
    const levels = this.#levels
    refuseRepeated(entries)
    matchByCode(entries, network)
    findParents(entries, network, levels, this.#root, this.#mapping)
    matchByName(entries, network)
    this.#rings = refuseUnreachable(entries, network)
    refuseTakenNames(entries, network, levels)
    refuseOrphans(entries)
    doubtLikenesses(entries, network)
    doubtFarPoints(entries)
    this.levels = levels.used(entries)
  }

  /** Of the regions, those under which something comes in. */
  levelsFor(comesIn: (at: number) => boolean): PlannedLevel[] {
    return this.#levels.used(this.entries, comesIn)
  }

  /** The rows in the order of the file, without their cells, each counted when it is told. */
  *all(counts = new Counts()): Generator<Judged> {
    for (let at = 0; at < this.entries.length; at += 1) {
      const judged = this.judged(at)
      counts.add(judged)
      yield judged
    }
  }

  summary(counts: Counts): Summary {
    return counts.summary(this.entries, { create: this.levels.length, same: this.#levels.found })
  }

  judged(at: number): Judged {
    const row = this.entries.read(at)
    const place = this.entries.existing(at)
    const existing = place === undefined ? undefined : this.#network.read(place)
    const faults = this.#faultsOf(at, row)
    const refused = this.entries.isRefused(at)
    const parent = refused ? 0 : this.entries.parent.at(at)
    const changes = existing && !refused ? changesOf(existing, row) : {}
    const path = this.#nodes.path(parent)
    if (place !== undefined && parent !== 0 && parent !== this.#network.parent(place)) {
      const before = this.#network.parent(place)
      changes.parent = [before === 0 ? null : this.#nodes.of(before).name, path.at(-1) ?? null]
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
      under: path,
      parent: parent === 0 ? null : this.#nodes.of(parent).ref,
      organisation_id: existing?.id ?? null,
      values: row.values,
      changes,
      faults: sorted(faults),
      cells: [],
    }
  }

  #faultsOf(at: number, row: KeptRow): Fault[] {
    const known = { entries: this.entries, network: this.#network, nodes: this.#nodes, rings: this.#rings }
    return [...row.faults, ...this.entries.found.of(at).map((found) => sayFault(found, row, known))]
  }
}

const order = { refuses: 0, doubts: 1, notes: 2 }
const sorted = (faults: Fault[]) =>
  faults.toSorted((a, b) => order[weightOf(a.code)] - order[weightOf(b.code)])
