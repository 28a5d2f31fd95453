import { sql } from 'kysely'
import { afterAll, expect, inject, test } from 'vitest'
import { startApp } from '../../../test/support/app.ts'
import { databaseUrl, runOn } from '../../../test/support/global-setup.ts'
import { createPerson, listPeople } from '../people/contract.ts'
import { connectAsOwner, migrate } from './migrate.ts'

const app = await startApp()
const xuWen = app.as('xu.wen')
const shanghai = app.org('上海分公司').id

/** Whatever the list shows, page by page. */
async function allPages(sort: 'name' | '-name'): Promise<string[]> {
  const names: string[] = []
  for (let after: string | undefined; ; ) {
    const query = { sort, limit: 3, org_id: shanghai, ...(after ? { after } : {}) }
    const page = await xuWen.call(listPeople, { query })
    names.push(...page.items.map(({ name }) => name))
    if (!page.next) return names
    after = page.next
  }
}

test('people stand in the order of pinyin, and paging leaves out and repeats nobody', async () => {
  for (const name of ['丁一', '安宁', '曹玥', '张三', '张三', '安宁', '沈一', '曾二', 'Zoe Adams'])
    await xuWen.call(createPerson, {
      body: { org_id: shanghai, name, post: '客户顾问', starts_on: '2026-11-02' },
    })
  const inOrder = ['安宁', '安宁', '曹玥', '丁一', '李薇', '沈一', '王磊', '曾二', '张三', '张三']
  expect((await allPages('name')).filter((name) => name !== 'Zoe Adams')).toEqual(inOrder)
  expect(await allPages('-name')).toEqual((await allPages('name')).reverse())
})

test('a page is read from the index of people', async () => {
  const { rows } = await app.owner.transaction().execute(async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx)
    return sql<{ 'QUERY PLAN': string }>`
      explain select id from kernel.person
      where (kernel.surname_read(name) collate kernel.pinyin, id)
        > (kernel.surname_read('丁一'), '01900000-0000-7000-8000-000000000000')
      order by kernel.surname_read(name) collate kernel.pinyin, id limit 20`.execute(tx)
  })
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  expect(plan).toContain('person_pinyin')
  expect(plan).not.toContain('Sort')
})

const name = `bylaw_pinyin_${process.pid}`
const { url } = inject('database')
afterAll(() => runOn(url, `drop database if exists ${name} with (force)`))

test('after the engine came with another ICU the index is built anew, once', async () => {
  await runOn(url, `create database ${name} template template0`)
  await migrate(databaseUrl(url, name))
  const owner = await connectAsOwner(databaseUrl(url, name))
  const index = async () =>
    (
      await owner.query(
        "select relfilenode, collversion = pg_collation_actual_version(c.oid) fits from pg_class, pg_collation c where relname = 'person_pinyin' and collname = 'pinyin'",
      )
    ).rows[0]
  try {
    const before = await index()
    await owner.query("update pg_collation set collversion = 'another' where collname = 'pinyin'")
    await migrate(databaseUrl(url, name))
    const after = await index()
    expect(after.fits).toBe(true)
    expect(after.relfilenode).not.toBe(before.relfilenode)
    await migrate(databaseUrl(url, name))
    expect(await index()).toEqual(after)
  } finally {
    await owner.end()
  }
})
