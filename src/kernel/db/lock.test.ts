import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startApp } from '../../../test/support/app.ts'
import { takeRows } from './lock.ts'
import { newId } from './new-id.ts'
import type { Tx } from './pool.ts'

const app = await startApp()
const found = [{ org_id: app.org('上海分公司').id, id: newId() }]
await app.owner
  .insertInto('kernel.indicator_recount')
  .values({ ...found[0]!, measure: 'of nothing', day: '2026-01-01' })
  .execute()

const inTransaction = <T>(work: (tx: Tx) => Promise<T>) =>
  app.owner.transaction().execute(work as never) as Promise<T>
const unsaid = sql`not exists (select from kernel.setting where key = 'said')`

test('two servers find the same row: what one has said the other sees, though it began to look before', async () => {
  const looking = Promise.withResolvers<void>()
  const first = inTransaction(async (tx) => {
    expect(await takeRows(tx, 'kernel.indicator_recount', found, unsaid)).toEqual(found)
    expect(
      await inTransaction((other) => takeRows(other, 'kernel.indicator_recount', found, unsaid)),
    ).toEqual([])
    await sql`insert into kernel.setting (key, value) values ('said', 'true')`.execute(tx)
    await looking.promise
  })
  // It looks while the first one still holds the row, and comes to lock it when that one is gone.
  const second = inTransaction((tx) => {
    const taken = takeRows(
      tx,
      'kernel.indicator_recount',
      found,
      sql`${unsaid} and pg_sleep(0.5) is not null`,
    )
    setTimeout(looking.resolve, 150)
    return taken
  })
  await first
  expect(await second).toEqual([])
})
