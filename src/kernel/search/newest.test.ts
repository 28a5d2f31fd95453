import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startApp } from '../../../test/support/app.ts'
import { newId } from '../db/new-id.ts'
import { inTransaction, type Reach } from '../db/transaction.ts'
import { indexEntries } from './index-entry.ts'
import { queryOf } from './words.ts'

const app = await startApp()
const [shanghai, guangzhou] = [app.org('上海分公司').id, app.org('广州分公司').id]

/** Of five years, one or two a month, in no order; every third is Guangzhou's. */
const entries = Array.from({ length: 90 }, (_, n) => ({
  ...{ org_id: n % 3 === 0 ? guangzhou : shanghai, id: newId(), subject_type: 'matter' },
  ...{
    title: n % 2 === 0 ? '盘点仓库' : '清点仓库',
    link: '/',
    came_at: new Date(Date.UTC(2021, 0, 1 + n * 20)).toISOString(),
  },
}))
await app.system((ctx) =>
  indexEntries(
    ctx,
    entries.toSorted((a, b) => (a.id.slice(-4) < b.id.slice(-4) ? -1 : 1)),
  ),
)
const newestFirst = (of: typeof entries) => of.toReversed().map(({ id }) => id)

type Found = { id: string; came_at: string }
const newest = (reach: Reach, text: string, most: number, place?: Found) =>
  inTransaction(app.kernel.db, { reach, readOnly: true }, async (tx) => {
    const { rows } = await sql<Found>`
      select id, came_at from kernel.newest_entries(${queryOf(text)}::tsquery, 'matter', ${place?.came_at ?? null}::timestamptz,
        ${place?.id ?? null}::uuid, ${most})`.execute(tx)
    return rows
  })
const [all, some] = [
  { all: true, ids: [] },
  { all: false, ids: [guangzhou] },
]

test('of what fits the newest is found first, over all months, and the same each time', async () => {
  const found = await newest(all, '仓库', 100)
  expect(found.map(({ id }) => id)).toEqual(newestFirst(entries))
  expect(await newest(all, '仓库', 100)).toEqual(found)
  const counted = entries.filter(({ title }) => title === '盘点仓库')
  expect((await newest(all, '盘点', 20)).map(({ id }) => id)).toEqual(newestFirst(counted).slice(0, 20))
})

test('it goes on behind a place, and leaves nothing out or twice', async () => {
  const found: string[] = []
  let place: Found | undefined
  for (
    let piece = await newest(all, '仓库', 7);
    piece.length > 0;
    piece = await newest(all, '仓库', 7, place)
  ) {
    found.push(...piece.map(({ id }) => id))
    place = piece.at(-1)
  }
  expect(found).toEqual(newestFirst(entries))
})

test('only what is within reach is found, by the same order', async () => {
  const theirs = newestFirst(entries.filter(({ org_id }) => org_id === guangzhou))
  expect((await newest(some, '仓库', 100)).map(({ id }) => id)).toEqual(theirs)
  expect(await newest({ all: false, ids: [] }, '仓库', 100)).toEqual([])
  // So many organisations that their entries are looked for by month.
  const many = { all: false, ids: [guangzhou, ...Array.from({ length: 300 }, () => newId())] }
  expect((await newest(many, '仓库', 100)).map(({ id }) => id)).toEqual(theirs)
})
