import type { Mapping } from '../mapping/contract.ts'
import { type Entry, isRefused } from './entry.ts'
import type { Levels } from './levels.ts'
import { groupBy } from './match.ts'
import { type Network, push, type Ref } from './network.ts'

/** Says under which organisation, row or level each row hangs. Rows may name parents that come later in the file. */
export function findParents(entries: Entry[], network: Network, levels: Levels, root: Ref, mapping: Mapping) {
  const byCode = groupBy(entries, ({ row }) => row.values.code)
  const byName = groupBy(entries, ({ row }) => row.values.name)
  for (const entry of entries) {
    if (mapping.placed_by === 'root') entry.parent = root
    else if (mapping.placed_by === 'levels') {
      if (isRefused(entry)) continue
      const { parent, faults } = levels.place(entry.row)
      entry.parent = parent
      entry.faults.push(...faults)
    } else findNamed(entry, entry.row.parent, { byCode, byName, network, root })
  }
}

type Names = { byCode: Map<string, Entry[]>; byName: Map<string, Entry[]>; network: Network; root: Ref }

function findNamed(entry: Entry, written: string, { byCode, byName, network, root }: Names) {
  if (!written) {
    entry.parent = root
    return
  }
  const code = byCode.get(written)?.[0]?.ref ?? refOf(network.byCode.get(written))
  const named = new Set<Ref>((byName.get(written) ?? []).map(({ ref }) => ref))
  for (const one of network.byName.get(written) ?? []) if (one.life !== 'closed') named.add(`org:${one.id}`)
  const found = code ?? (named.size === 1 ? [...named][0] : undefined)
  const params = { value: written }
  if (found) entry.parent = found
  else if (named.size > 1)
    entry.faults.push({ code: 'parent_ambiguous', field: 'parent', params: { ...params, count: named.size } })
  else entry.faults.push({ code: 'parent_unknown', field: 'parent', params })
}

const refOf = (one: { id: string } | undefined): Ref | undefined => one && `org:${one.id}`

/** Refuses what would hang under a closed organisation, under itself, or under a row that is refused. */
export function refuseUnreachable(entries: Entry[], network: Network) {
  for (const entry of entries) {
    const parent = entry.parent && network.at(entry.parent)
    if (parent?.life === 'closed')
      entry.faults.push({
        code: 'parent_closed',
        field: 'parent',
        params: { name: parent.name, code: parent.code },
      })
  }
  refuseCycles(entries, network)
  refuseOrphans(entries)
}

/** Walks up from every row; who comes back to itself is on a ring. Each node is walked once. */
function refuseCycles(entries: Entry[], network: Network) {
  const moved = new Map<Ref, Entry>()
  for (const entry of entries) if (entry.parent && !isRefused(entry)) moved.set(entry.ref, entry)
  const up = (ref: Ref): Ref | undefined => {
    const entry = moved.get(ref)
    if (entry) return entry.parent
    const parent = network.at(ref)?.parent_id
    return parent ? `org:${parent}` : undefined
  }
  const settled = new Set<Ref>()
  for (const start of moved.keys()) {
    const path: Ref[] = []
    const on = new Set<Ref>()
    let ref: Ref | undefined = start
    while (ref && !settled.has(ref) && !on.has(ref)) {
      path.push(ref)
      on.add(ref)
      ref = up(ref)
    }
    if (ref && on.has(ref)) {
      const ring = path.slice(path.indexOf(ref))
      const names = ring
        .map((one) => moved.get(one)?.row.values.name ?? network.at(one)?.name ?? '')
        .join(' → ')
      for (const one of ring)
        moved
          .get(one)
          ?.faults.push({ code: 'parent_cycle', field: 'parent', params: { names: names.slice(0, 400) } })
    }
    for (const one of path) settled.add(one)
  }
}

/** Refuses rows whose parent is a refused row that exists nowhere else; may be asked again after more refusals. */
export function refuseOrphans(entries: Entry[]) {
  const children = new Map<Ref, Entry[]>()
  for (const entry of entries) if (entry.parent?.startsWith('line:')) push(children, entry.parent, entry)
  const queue = entries.filter((entry) => isRefused(entry) && !entry.existing)
  for (let parent = queue.pop(); parent; parent = queue.pop()) {
    for (const child of children.get(parent.ref) ?? []) {
      if (child.faults.some(({ code }) => code === 'parent_refused' || code === 'parent_cycle')) continue
      const already = isRefused(child)
      child.faults.push({
        code: 'parent_refused',
        field: 'parent',
        params: { line: parent.row.line, name: parent.row.values.name ?? '' },
      })
      if (!already && !child.existing) queue.push(child)
    }
  }
}
