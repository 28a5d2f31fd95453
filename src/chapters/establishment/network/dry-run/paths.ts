import type { Entry } from './entry.ts'
import type { PlannedLevel } from './levels.ts'
import type { Network, Ref } from './network.ts'

/** Names from the top of the network down to an organisation, a row or a level; each worked out once. */
export class Paths {
  private readonly known = new Map<Ref, string[]>()
  private readonly nodes = new Map<Ref, { name: string; parent: Ref | undefined }>()

  constructor(entries: Entry[], network: Network, levels: PlannedLevel[]) {
    for (const { id, name, parent_id } of network.all)
      this.nodes.set(`org:${id}`, { name, parent: parent_id ? `org:${parent_id}` : undefined })
    for (const { ref, name, parent } of levels) this.nodes.set(ref, { name, parent })
    for (const { ref, row, parent, existing } of entries)
      if (!existing) this.nodes.set(ref, { name: row.values.name ?? '', parent })
  }

  of(ref: Ref, depth = 0): string[] {
    const known = this.known.get(ref)
    if (known) return known
    const node = this.nodes.get(ref)
    if (!node || depth > 50) return []
    const path = [...(node.parent ? this.of(node.parent, depth + 1) : []), node.name]
    this.known.set(ref, path)
    return path
  }
}
