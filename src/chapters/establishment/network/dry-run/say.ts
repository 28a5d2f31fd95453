import type { Fault } from './contract.ts'
import type { Entries, KeptRow } from './entry.ts'
import type { FoundFault } from './found.ts'
import type { Network } from './network.ts'
import { isOrg, type Node, placeOf } from './node.ts'
import type { Nodes } from './nodes.ts'
import type { Rings } from './parents.ts'

export type Known = { entries: Entries; network: Network; nodes: Nodes; rings: Rings }

/** What a comparison found of a row, with the words of its sentence. `a` and `b`: see where the fault is found. */
export function sayFault({ code, a, b }: FoundFault, row: KeptRow, known: Known): Fault {
  const { entries, network } = known
  const { values, parent } = row
  const other = () => ({ name: entries.read(a).values.name ?? '', line: entries.line.at(a) })
  switch (code) {
    case 'code_repeated':
      return { code, field: 'external_code', params: { code: values.code!, line: a } }
    case 'credit_code_repeated':
      return { code, field: 'credit_code', params: { value: values.credit_code!, line: a } }
    case 'credit_code_taken': {
      const { name, code: its, life } = network.read(a)
      return {
        code,
        field: 'credit_code',
        params: { value: values.credit_code ?? '', name, code: its, life },
      }
    }
    case 'matched_by_name':
      return { code, field: 'name', params: { name: network.read(a).name } }
    case 'kind_is_headquarters':
      return { code, field: 'kind', params: { value: network.read(a).name } }
    case 'kind_differs':
      return { code, field: 'kind', params: { is: network.read(a).kind, said: values.kind! } }
    case 'organisation_closed':
      return { code, params: pick(network.read(a)) }
    case 'level_missing':
      return { code, params: { column: a } }
    case 'parent_ambiguous':
      return { code, field: 'parent', params: { value: parent, count: a } }
    case 'parent_unknown':
      return { code, field: 'parent', params: { value: parent } }
    case 'parent_closed':
      return { code, field: 'parent', params: pick(network.read(a)) }
    case 'parent_cycle':
      return { code, field: 'parent', params: { names: namesOnRing(a, known) } }
    case 'parent_refused': {
      const { name, line } = other()
      return { code, field: 'parent', params: { line, name } }
    }
    case 'name_repeated':
      return { code, field: 'name', params: { name: values.name ?? '', line: entries.line.at(a) } }
    case 'name_taken':
      return {
        ...{ code, field: 'name' },
        params: { name: values.name ?? '', code: isOrg(a) ? network.read(placeOf(a)).code : '-' },
      }
    case 'name_like_existing':
      return { code, field: 'name', params: pick(network.read(a)) }
    case 'name_similar':
      return { code, field: 'name', params: other() }
    case 'phone_shared':
      return { code, field: 'phone', params: other() }
    case 'address_shared':
      return { code, field: 'address', params: other() }
    case 'point_nearer_other_city':
      return {
        ...{ code, field: 'longitude' },
        params: { stated: values.city ?? '', found: entries.cities[a - 1]!.city, km: b },
      }
    default:
      throw new Error(`no comparison finds ${code}`)
  }
}

const pick = ({ name, code }: { name: string; code: string }) => ({ name, code })

/** From where the ring was closed, as far as a sentence goes; who would move there is called as its row says. */
function namesOnRing(first: Node, { entries, nodes, rings }: Known): string {
  const nameOf = (node: Node) => {
    const mover = rings.mover(node)
    return (mover === undefined ? undefined : entries.read(mover).values.name) ?? nodes.of(node).name
  }
  let names = nameOf(first)
  for (let node = rings.above(first); node !== first && names.length < 400; node = rings.above(node))
    names += ` → ${nameOf(node)}`
  return names.slice(0, 400)
}
