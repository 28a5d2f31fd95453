import { Groups } from '../../../../kernel/compact/groups.ts'
import { Integers } from '../../../../kernel/compact/numbers.ts'
import type { Mapping } from '../mapping/contract.ts'
import type { Entries } from './entry.ts'
import type { Levels } from './levels.ts'
import type { Network } from './network.ts'
import { isOrg, isRow, type Node, orgNode, placeOf } from './node.ts'

/** Says under which organisation, row or level each row hangs. Rows may name parents that come later in the file. */
export function findParents(
  entries: Entries,
  network: Network,
  levels: Levels,
  root: Node,
  mapping: Mapping,
) {
  if (mapping.placed_by === 'parent') return findNamed(entries, network, root)
  for (let at = 0; at < entries.length; at += 1)
    if (mapping.placed_by === 'root') entries.parent.set(at, root)
    else if (!entries.isRefused(at)) levels.place(entries, at)
}

/** What a parent's column names: a node, or 0 and how many it may be. */
type Named = { node: Node; count: number }

function findNamed(entries: Entries, network: Network, root: Node) {
  const { length, texts } = entries
  const byCode = new Groups(length, texts.count, (at) => entries.code.at(at))
  const byName = new Groups(length, texts.count, (at) => entries.name.at(at))
  const find = (written: number): Named => {
    const [row] = byCode.of(written)
    const place = network.withCode(written)
    if (row !== undefined) return { node: entries.node(row), count: 1 }
    if (place !== undefined) return { node: orgNode(place), count: 1 }
    const named = new Set<Node>()
    for (const at of byName.of(written)) named.add(entries.node(at))
    for (const one of network.called(written)) if (!network.isClosed(one)) named.add(orgNode(one))
    return { node: named.size === 1 ? [...named][0]! : 0, count: named.size }
  }
  const known = new Map<number, Named>()
  for (let at = 0; at < length; at += 1) {
    const written = entries.above.at(at)
    if (written === 0) {
      entries.parent.set(at, root)
      continue
    }
    const found = known.get(written) ?? find(written)
    known.set(written, found)
    if (found.node !== 0) entries.parent.set(at, found.node)
    else if (found.count > 1) entries.fault(at, 'parent_ambiguous', found.count)
    else entries.fault(at, 'parent_unknown')
  }
}

/** Refuses what would hang under a closed organisation, under itself, or under a row that is refused. */
export function refuseUnreachable(entries: Entries, network: Network): Rings {
  for (let at = 0; at < entries.length; at += 1) {
    const parent = entries.parent.at(at)
    if (isOrg(parent) && network.isClosed(placeOf(parent)))
      entries.fault(at, 'parent_closed', placeOf(parent))
  }
  const rings = new Rings(entries, network)
  rings.refuse()
  refuseOrphans(entries)
  return rings
}

/** Where rows would hang if all of them moved: who comes back to itself walking up is on a ring. */
export class Rings {
  readonly #entries: Entries
  readonly #network: Network
  /** By row, whether it moves; by organisation, the row that moves it, from 1 on. */
  readonly #moves = new Integers()
  readonly #movers = new Integers()

  constructor(entries: Entries, network: Network) {
    this.#entries = entries
    this.#network = network
    for (const at of entries.standing()) {
      if (entries.parent.at(at) === 0) continue
      this.#moves.set(at, 1)
      const existing = entries.existing(at)
      if (existing !== undefined) this.#movers.set(existing, at + 1)
    }
  }

  /** The row that moves a node; undefined where none does. */
  mover(node: Node): number | undefined {
    const place = placeOf(node)
    if (isRow(node)) return this.#moves.at(place) === 1 ? place : undefined
    const mover = isOrg(node) ? this.#movers.at(place) : 0
    return mover === 0 ? undefined : mover - 1
  }

  above(node: Node): Node {
    const mover = this.mover(node)
    if (mover !== undefined) return this.#entries.parent.at(mover)
    return isOrg(node) ? this.#network.parent(placeOf(node)) : 0
  }

  /** Each node is walked once. */
  refuse(): void {
    const settled = new Set<Node>()
    for (let at = 0; at < this.#entries.length; at += 1) {
      if (this.#moves.at(at) === 0) continue
      const on = new Set<Node>()
      let node = this.#entries.node(at)
      while (node !== 0 && !settled.has(node) && !on.has(node)) {
        on.add(node)
        node = this.above(node)
      }
      if (on.has(node)) this.#refuseRing(node)
      for (const one of on) settled.add(one)
    }
  }

  #refuseRing(first: Node) {
    let node = first
    do {
      const mover = this.mover(node)
      if (mover !== undefined) this.#entries.fault(mover, 'parent_cycle', first)
      node = this.above(node)
    } while (node !== first)
  }
}

/** Refuses rows whose parent is a refused row that exists nowhere else; may be asked again after more refusals. */
export function refuseOrphans(entries: Entries) {
  const isNew = (at: number) => entries.existing(at) === undefined
  const children = new Groups(entries.length, entries.length, (at) => {
    const parent = entries.parent.at(at)
    return isRow(parent) ? placeOf(parent) + 1 : 0
  })
  const queue: number[] = []
  for (let at = 0; at < entries.length; at += 1) if (entries.isRefused(at) && isNew(at)) queue.push(at)
  for (let parent = queue.pop(); parent !== undefined; parent = queue.pop()) {
    for (const child of children.of(parent + 1)) {
      if (entries.found.has(child, 'parent_refused', 'parent_cycle')) continue
      const already = entries.isRefused(child)
      entries.fault(child, 'parent_refused', parent)
      if (!already && isNew(child)) queue.push(child)
    }
  }
}
