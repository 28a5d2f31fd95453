import { nameKey } from '../../../../kernel/language/comparing/name-key.ts'
import { type Entry, isRefused } from './entry.ts'
import type { PlannedLevel } from './levels.ts'
import { groupBy } from './match.ts'
import type { Network } from './network.ts'

type Holder = { line?: number; name: string; code?: string }

/** Refuses a name that a sibling has already: in the network, among the levels, or in an earlier row. */
export function refuseTakenNames(entries: Entry[], network: Network, levels: Iterable<PlannedLevel>) {
  const holders = new Map<string, Holder>()
  const moving = new Set(entries.filter((entry) => !isRefused(entry)).map(({ existing }) => existing?.id))
  for (const { id, parent_id, name, code, life } of network.all)
    if (life !== 'closed' && !moving.has(id)) holders.set(`org:${parent_id}|${name}`, { name, code })
  for (const { parent, name } of levels) holders.set(`${parent}|${name}`, { name })
  for (const entry of entries) {
    if (isRefused(entry) || !entry.parent) continue
    const { name = '' } = entry.row.values
    const key = `${entry.parent}|${name}`
    const holder = holders.get(key)
    if (!holder) holders.set(key, { name, line: entry.row.line })
    else if (holder.line)
      entry.faults.push({ code: 'name_repeated', field: 'name', params: { name, line: holder.line } })
    else entry.faults.push({ code: 'name_taken', field: 'name', params: { name, code: holder.code ?? '-' } })
  }
}

/** Doubts rows that look like another: the same name but for width, spaces and marks, the same phone, the same address. */
export function doubtLikenesses(entries: Entry[], network: Network) {
  const standing = entries.filter((entry) => !isRefused(entry))
  for (const alike of groupBy(
    standing,
    ({ parent, row }) => `${parent}|${nameKey(row.values.name ?? '')}`,
  ).values())
    doubtAllButFirst(alike, (first) => ({
      code: 'name_similar',
      field: 'name',
      params: { name: first.row.values.name ?? '', line: first.row.line },
    }))
  const own = new Set(standing.map(({ existing }) => existing?.id))
  for (const entry of standing) {
    if (entry.existing || !entry.parent) continue
    const key = nameKey(entry.row.values.name ?? '')
    const like = network
      .childrenOf(entry.parent)
      .find(({ id, life, name }) => !own.has(id) && life !== 'closed' && nameKey(name) === key)
    if (like)
      entry.faults.push({
        code: 'name_like_existing',
        field: 'name',
        params: { name: like.name, code: like.code },
      })
  }
  for (const sharing of groupBy(standing, ({ row }) => row.values.phone?.replace(/\D/g, '')).values())
    doubtAllButFirst(sharing, (first, entry) => ({
      code: containsOther(first, entry) ? 'name_similar' : 'phone_shared',
      field: containsOther(first, entry) ? 'name' : 'phone',
      params: { name: first.row.values.name ?? '', line: first.row.line },
    }))
  for (const sharing of groupBy(standing, addressKey).values())
    doubtAllButFirst(sharing, (first) => ({
      code: 'address_shared',
      field: 'address',
      params: { name: first.row.values.name ?? '', line: first.row.line },
    }))
}

/** A district alone (`成华区`) is no address two outlets could share. */
function addressKey({ row }: Entry): string | undefined {
  const key = nameKey(row.values.address ?? '')
  return key.length >= 6 ? `${row.values.city}|${key}` : undefined
}

function containsOther(first: Entry, entry: Entry): boolean {
  const [a, b] = [first, entry]
    .map(({ row }) => nameKey(row.values.name ?? ''))
    .sort((x, y) => x.length - y.length)
  return first.parent === entry.parent && a !== undefined && b !== undefined && a.length > 1 && b.includes(a)
}

function doubtAllButFirst(alike: Entry[], fault: (first: Entry, entry: Entry) => Entry['faults'][number]) {
  const [first, ...others] = alike
  for (const entry of others) {
    const doubt = fault(first!, entry)
    if (!entry.faults.some(({ code }) => code === doubt.code)) entry.faults.push(doubt)
  }
}
