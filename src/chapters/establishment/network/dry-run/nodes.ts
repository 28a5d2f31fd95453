import type { Entries } from './entry.ts'
import type { Levels } from './levels.ts'
import type { Network } from './network.ts'
import { isOrg, isRow, type Node, placeOf, type Ref } from './node.ts'

type Named = { ref: Ref; name: string; parent: Node }

/** So many are remembered: rows that follow each other mostly hang under the same ones. */
const most = 2000

/** What organisations, rows and levels are called, and where they hang, read when it is asked for. */
export class Nodes {
  readonly #known = new Map<Node, Named>()
  readonly #entries: Entries
  readonly #network: Network
  readonly #levels: Levels

  constructor(entries: Entries, network: Network, levels: Levels) {
    this.#entries = entries
    this.#network = network
    this.#levels = levels
  }

  of(node: Node): Named {
    const known = this.#known.get(node)
    if (known) return known
    if (this.#known.size >= most) this.#known.clear()
    const named = this.#read(node)
    this.#known.set(node, named)
    return named
  }

  #read(node: Node): Named {
    const place = placeOf(node)
    if (isOrg(node)) {
      const { id, name } = this.#network.read(place)
      return { ref: `org:${id}`, name, parent: this.#network.parent(place) }
    }
    if (isRow(node)) {
      const { line, values } = this.#entries.read(place)
      return { ref: `line:${line}`, name: values.name ?? '', parent: this.#entries.parent.at(place) }
    }
    const { ref, name } = this.#levels.planned[place]!
    return { ref, name, parent: this.#levels.parents[place]! }
  }

  /** Names from the top of the network down to a node. Refused rows, which may hang in a ring, are nobody's parents. */
  path(node: Node): string[] {
    const path: string[] = []
    for (let at = node; at !== 0; at = this.of(at).parent) path.push(this.of(at).name)
    return path.reverse()
  }
}
