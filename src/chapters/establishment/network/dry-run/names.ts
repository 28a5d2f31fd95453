import { Groups } from '../../../../kernel/compact/groups.ts'
import { Integers } from '../../../../kernel/compact/numbers.ts'
import { Pairs } from '../../../../kernel/compact/texts.ts'
import { nameKey } from '../../../../kernel/language/comparing/name-key.ts'
import type { Entries } from './entry.ts'
import type { Levels } from './levels.ts'
import type { Network } from './network.ts'
import { isRow, levelNode, orgNode, placeOf, rowNode } from './node.ts'

/** Refuses a name that a sibling has already: in the network, among the levels, or in an earlier row. */
export function refuseTakenNames(entries: Entries, network: Network, levels: Levels) {
  const names = new Pairs()
  /** By parent and name, who has it. */
  const holders = new Integers()
  const moving = existingOf(entries)
  for (let one = 0; one < network.length; one += 1)
    if (!network.isClosed(one) && !moving.at(one))
      holders.set(names.of(network.parent(one), network.name(one)), orgNode(one))
  for (const [at, { name }] of levels.planned.entries())
    holders.set(names.of(levels.parents[at]!, entries.texts.of(name)), levelNode(at))
  for (const at of entries.standing()) {
    const parent = entries.parent.at(at)
    if (parent === 0) continue
    const key = names.of(parent, entries.name.at(at))
    const holder = holders.at(key)
    if (holder === 0) holders.set(key, rowNode(at))
    else if (isRow(holder)) entries.fault(at, 'name_repeated', placeOf(holder))
    else entries.fault(at, 'name_taken', holder)
  }
}

/** By organisation, whether a row that isn't refused is it. */
function existingOf(entries: Entries): Integers {
  const some = new Integers()
  for (const at of entries.standing()) {
    const existing = entries.existing(at)
    if (existing !== undefined) some.set(existing, 1)
  }
  return some
}

/** Doubts rows that look like another: the same name but for width, spaces and marks, the same phone, the same address. */
export function doubtLikenesses(entries: Entries, network: Network) {
  const doubtLike = (numberOf: (at: number) => number, most: number, doubt: Doubt) => {
    const standing = (at: number) => (entries.isRefused(at) ? 0 : numberOf(at))
    for (const [first, ...others] of new Groups(entries.length, most, standing))
      for (const at of others) doubt(at, first!)
  }
  const once = (at: number, code: 'name_similar' | 'phone_shared' | 'address_shared', first: number) => {
    if (!entries.found.has(at, code)) entries.fault(at, code, first)
  }
  const names = new Pairs()
  const siblings = new Integers()
  for (const at of entries.standing()) siblings.set(at, names.of(entries.parent.at(at), entries.like.at(at)))
  doubtLike(
    (at) => siblings.at(at),
    names.count,
    (at, first) => once(at, 'name_similar', first),
  )
  const own = existingOf(entries)
  for (const at of entries.standing()) {
    if (entries.existing(at) !== undefined) continue
    const like = network
      .children(entries.parent.at(at))
      .find((one) => !own.at(one) && !network.isClosed(one) && network.like(one) === entries.like.at(at))
    if (like !== undefined) entries.fault(at, 'name_like_existing', like)
  }
  const { phone, address, texts } = entries
  doubtLike(
    (at) => phone.at(at),
    texts.count,
    (at, first) => once(at, containsOther(entries, first, at) ? 'name_similar' : 'phone_shared', first),
  )
  doubtLike(
    (at) => address.at(at),
    texts.count,
    (at, first) => once(at, 'address_shared', first),
  )
}

type Doubt = (at: number, first: number) => void

/** Of two names under one parent one is a part of the other. */
function containsOther(entries: Entries, first: number, at: number): boolean {
  if (entries.parent.at(first) !== entries.parent.at(at)) return false
  const [a, b] = [first, at]
    .map((one) => nameKey(entries.read(one).values.name ?? ''))
    .sort((x, y) => x.length - y.length)
  return a !== undefined && b !== undefined && a.length > 1 && b.includes(a)
}
