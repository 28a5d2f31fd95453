import type { Selectable, SelectQueryBuilder } from 'kysely'
import type { DB } from '../../../../db/types.ts'
import {
  countCap,
  countUpTo,
  type Page,
  pageByKey,
  readCursor,
  rowsByKey,
  writeCursor,
} from '../../../kernel/db/keyset.ts'
import type { Tx } from '../../../kernel/db/pool.ts'
import { holdsWords, oldestByWords, pageByWords } from '../../../kernel/search/page-by-words.ts'
import { subjectType } from './life/row.ts'
import { openStates } from './words/contract.ts'

export type ComplaintRows = SelectQueryBuilder<DB, 'complaints.complaint', object>
type Asked = {
  rows: ComplaintRows
  q: string | undefined
  /** The filters leave so few that each is asked whether it holds the words; of all there are, the words lead to them. */
  few: boolean
  /** The filters leave none but what is open, or none that is: nothing else is looked for. */
  alone: 'open' | 'over' | undefined
}
type Complaint = Selectable<DB['complaints.complaint']>
type Place = { after: string | undefined; limit: number }
const newestKeys = [
  { by: 'complaints.complaint.received_at' as const, as: 'received_at', direction: 'desc' as const },
  { by: 'complaints.complaint.id' as const, as: 'id', direction: 'desc' as const },
]
const oldestKeys = newestKeys.map((key) => ({ ...key, direction: 'asc' as const }))
const dueKeys = [
  { by: 'complaints.complaint.next_due_at' as const, as: 'next_due_at' },
  { by: 'complaints.complaint.id' as const, as: 'id' },
]

const holding = (rows: ComplaintRows, q: string | undefined) =>
  q ? rows.where(holdsWords('complaints.complaint', q)) : rows

/** The latest first. */
export async function pageNewest(
  tx: Tx,
  { rows, q, few }: Omit<Asked, 'alone'>,
  place: Place,
): Promise<Page<Complaint>> {
  if (q && !few) return pageByWords(tx, rows.selectAll(), { q, subject_type: subjectType, ...place })
  return pageByKey(tx, holding(rows, q).selectAll(), newestKeys, place)
}

/** The oldest first: the same index, read backwards. A word of so many that they aren't gathered is in what is near. */
export async function pageOldest(
  tx: Tx,
  { rows, q, few }: Omit<Asked, 'alone'>,
  place: Place,
  most: number = countCap,
): Promise<Page<Complaint>> {
  const gathered =
    q && !few && (await oldestByWords(tx, rows.selectAll(), { q, subject_type: subjectType, ...place }, most))
  return gathered || pageByKey(tx, holding(rows, q).selectAll(), oldestKeys, place)
}

/**
 * Those whose clock is due next, then what is open and runs out nowhere, then what is over, the latest first: the same
 * complaints as in any other order. Two lists in turn, so that no million is sorted: of what is open there is an index
 * by due time, and what is over goes as it does in the other order.
 */
export async function pageByDue(tx: Tx, asked: Asked, { after, limit }: Place): Promise<Page<Complaint>> {
  const { rows, q, few, alone } = asked
  if (alone === 'over') return pageNewest(tx, asked, { after, limit })
  const open = holding(rows.where('state', 'in', [...openStates]), q)
  if (alone === 'open') return pageByKey(tx, open.selectAll(), dueKeys, { after, limit })
  const over = rows.where('state', 'not in', [...openStates])
  const from = placeOver(after)
  const first = from === undefined ? await rowsByKey(open.selectAll(), dueKeys, { after, limit }) : none
  const left = limit - first.items.length
  // Where the page is full by now, one more says whether there is another.
  const rest = { after: from || undefined, limit: Math.max(left, 1) }
  if (q && !few) {
    const then = await pageNewest(tx, { rows: over, q, few }, rest)
    return { ...inTurn(first, then, left), ...sum(await countUpTo(tx, open), then) }
  }
  const then = first.next === null ? await rowsByKey(holding(over, q).selectAll(), newestKeys, rest) : none
  return { ...inTurn(first, then, left), ...(await countUpTo(tx, holding(rows, q))) }
}

type Part = Pick<Page<Complaint>, 'items' | 'next'>
type Counted = Pick<Page<Complaint>, 'total' | 'total_capped'>
const none: Part = { items: [], next: null }

function inTurn(first: Part, then: Part, left: number): Part {
  if (first.next !== null) return first
  if (left === 0)
    return { items: first.items, next: then.items.length > 0 ? writeCursor([overMark, '']) : null }
  const next = then.next === null ? null : writeCursor([overMark, then.next])
  return { items: [...first.items, ...then.items], next }
}

function sum(one: Counted, other: Counted): Counted {
  const total = one.total + other.total
  return {
    total: Math.min(total, countCap),
    total_capped: one.total_capped || other.total_capped || total > countCap,
  }
}

/** In the place of a due time: the page goes on among what is over. */
const overMark = 'over'

function placeOver(after: string | undefined): string | undefined {
  if (after === undefined) return undefined
  const [mark, place] = readCursor(after, 2)
  return mark === overMark ? String(place) : undefined
}
