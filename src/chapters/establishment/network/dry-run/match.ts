import { Integers } from '../../../../kernel/compact/numbers.ts'
import type { Entries } from './entry.ts'
import { type Network, numberOfKind } from './network.ts'
import { isRow, placeOf } from './node.ts'

/** Refuses rows that claim a code or a credit code an earlier row has. */
export function refuseRepeated(entries: Entries) {
  const codes = new Integers()
  const credit_codes = new Integers()
  for (let at = 0; at < entries.length; at += 1) {
    const [code, credit_code] = [entries.code.at(at), entries.credit_code.at(at)]
    const line = entries.line.at(at)
    const earlier = codes.at(code)
    if (code !== 0 && earlier === 0) codes.set(code, line)
    if (code !== 0 && earlier !== 0) entries.fault(at, 'code_repeated', earlier)
    const holder = credit_codes.at(credit_code)
    if (credit_code !== 0 && holder === 0) credit_codes.set(credit_code, line)
    if (credit_code !== 0 && holder !== 0) entries.fault(at, 'credit_code_repeated', holder)
  }
}

/** Finds the organisation a row speaks of by its code, or by its credit code where the row has no code. */
export function matchByCode(entries: Entries, network: Network) {
  for (const at of entries.standing()) {
    const code = entries.code.at(at)
    const holder = network.withCreditCode(entries.credit_code.at(at))
    const existing = code ? network.withCode(code) : holder
    if (existing !== undefined) take(entries, at, network, existing)
    if (holder !== undefined && holder !== existing) entries.fault(at, 'credit_code_taken', holder)
  }
}

/** Finds a row without a code by its name under its parent; spelled a little differently, it is doubted. */
export function matchByName(entries: Entries, network: Network) {
  const taken = new Integers()
  for (let at = 0; at < entries.length; at += 1) {
    const existing = entries.existing(at)
    if (existing !== undefined) taken.set(existing, 1)
  }
  for (const at of entries.standing()) {
    if (entries.existing(at) !== undefined || entries.code.at(at)) continue
    const siblings = network.children(entries.parent.at(at))
    const find = (fits: (place: number) => boolean) =>
      siblings.find((one) => taken.at(one) === 0 && !network.isClosed(one) && fits(one))
    const existing =
      find((one) => network.name(one) === entries.name.at(at)) ??
      find((one) => network.like(one) === entries.like.at(at))
    if (existing === undefined) continue
    if (network.name(existing) !== entries.name.at(at)) entries.fault(at, 'matched_by_name', existing)
    taken.set(existing, 1)
    take(entries, at, network, existing)
  }
  // Who hangs under such a row hangs under the organisation it is.
  for (let at = 0; at < entries.length; at += 1) {
    const parent = entries.parent.at(at)
    if (isRow(parent)) entries.parent.set(at, entries.node(placeOf(parent)))
  }
}

function take(entries: Entries, at: number, network: Network, existing: number) {
  entries.be(at, existing)
  const kind = entries.kind.at(at)
  if (network.kind(existing) === numberOfKind('headquarters'))
    entries.fault(at, 'kind_is_headquarters', existing)
  else if (kind && kind !== network.kind(existing)) entries.fault(at, 'kind_differs', existing)
  if (network.isClosed(existing)) entries.fault(at, 'organisation_closed', existing)
}
