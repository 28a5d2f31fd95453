import { nameKey } from '../../../../kernel/language/comparing/name-key.ts'
import { type Entry, isRefused } from './entry.ts'
import { type Network, push } from './network.ts'

/** Refuses rows that claim a code or a credit code an earlier row has. */
export function refuseRepeated(entries: Entry[]) {
  const codes = new Map<string, number>()
  const creditCodes = new Map<string, number>()
  for (const { row, faults } of entries) {
    const { code, credit_code } = row.values
    const earlier = code === undefined ? undefined : codes.get(code)
    if (code !== undefined && earlier === undefined) codes.set(code, row.line)
    if (code !== undefined && earlier !== undefined)
      faults.push({ code: 'code_repeated', field: 'external_code', params: { code, line: earlier } })
    const holder = credit_code === undefined ? undefined : creditCodes.get(credit_code)
    if (credit_code !== undefined && holder === undefined) creditCodes.set(credit_code, row.line)
    if (credit_code !== undefined && holder !== undefined)
      faults.push({
        code: 'credit_code_repeated',
        field: 'credit_code',
        params: { value: credit_code, line: holder },
      })
  }
}

/** Finds the organisation a row speaks of by its code, or by its credit code where the row has no code. */
export function matchByCode(entries: Entry[], network: Network) {
  for (const entry of entries) {
    if (isRefused(entry)) continue
    const { code, credit_code } = entry.row.values
    const holder = credit_code ? network.byCreditCode.get(credit_code) : undefined
    const existing = code ? network.byCode.get(code) : holder
    if (existing) take(entry, existing)
    if (holder && holder !== existing)
      entry.faults.push({
        code: 'credit_code_taken',
        field: 'credit_code',
        params: { value: credit_code ?? '', name: holder.name, code: holder.code, life: holder.life },
      })
  }
}

/** Finds a row without a code by its name under its parent; spelled a little differently, it is doubted. */
export function matchByName(entries: Entry[], network: Network) {
  const taken = new Set(entries.map(({ existing }) => existing?.id))
  for (const entry of entries) {
    if (entry.existing || entry.row.values.code || !entry.parent || isRefused(entry)) continue
    const { name = '' } = entry.row.values
    const siblings = network
      .childrenOf(entry.parent)
      .filter(({ id, life }) => !taken.has(id) && life !== 'closed')
    const existing =
      siblings.find((one) => one.name === name) ?? siblings.find((one) => nameKey(one.name) === nameKey(name))
    if (!existing) continue
    if (existing.name !== name)
      entry.faults.push({ code: 'matched_by_name', field: 'name', params: { name: existing.name } })
    taken.add(existing.id)
    take(entry, existing)
  }
}

function take(entry: Entry, existing: Entry['existing'] & object) {
  entry.existing = existing
  entry.ref = `org:${existing.id}`
  const { kind } = entry.row.values
  if (existing.kind === 'headquarters')
    entry.faults.push({ code: 'kind_is_headquarters', field: 'kind', params: { value: existing.name } })
  else if (kind && kind !== existing.kind)
    entry.faults.push({ code: 'kind_differs', field: 'kind', params: { is: existing.kind, said: kind } })
  if (existing.life === 'closed')
    entry.faults.push({ code: 'organisation_closed', params: { name: existing.name, code: existing.code } })
}

/** Entries by a text of theirs, to find those that share it. */
export function groupBy(entries: Entry[], keyOf: (entry: Entry) => string | undefined): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>()
  for (const entry of entries) {
    const key = keyOf(entry)
    if (key) push(groups, key, entry)
  }
  return groups
}
