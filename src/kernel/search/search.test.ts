import { expect, test } from 'vitest'
import type { CastUser } from '../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { newId } from '../db/new-id.ts'
import { search } from './contract.ts'
import { indexEntry, type NewEntry, removeEntry } from './index-entry.ts'
import { indexNetwork } from './index-network.ts'

const app = await startApp()
const shanghai = app.org('上海分公司')
const guangzhou = app.org('广州分公司')

const titles = async (user: CastUser, text: string) =>
  (await app.as(user).call(search, { query: { text } })).items.map((item) => item.title)
const index = (entry: Partial<NewEntry> & { title: string }) => {
  const id = entry.id ?? newId()
  const whole = { org_id: shanghai.id, subject_type: 'matter', link: `/matters/${id}`, ...entry, id }
  return app.system(async (ctx) => {
    await indexEntry(ctx, whole)
    return whole
  })
}

test('organisations are found by any two characters, by code and by their English name', async () => {
  await app.system(({ tx, now }) => indexNetwork(tx, now))
  expect(await titles('zhou.ting', '上海')).toContain('上海分公司')
  expect(await titles('zhou.ting', '海分')).toContain('上海分公司')
  expect((await titles('zhou.ting', 'hd-sh'))[0]).toBe('上海分公司')
  expect(await titles('zhou.ting', 'guangz bran')).toEqual(['广州分公司'])
  expect((await titles('zhou.ting', '分公司')).sort()).toEqual(['上海分公司', '北京分公司', '广州分公司'])
})

test('people are found by name, and a single character is enough', async () => {
  expect(await titles('zhou.ting', '李薇')).toEqual(['李薇'])
  expect(await titles('zhou.ting', '薇')).toEqual(['李薇'])
  expect(await titles('zhou.ting', 'Li Wei')).toContain('李薇')
})

test('nothing outside reach is found', async () => {
  expect(await titles('zheng.kai', '上海')).toEqual([])
  expect(await titles('zheng.kai', '广州')).toEqual(['广州分公司'])
  expect((await refusalOf(app.anonymous.call(search, { query: { text: '上海' } }))).status).toBe(401)
})

test('nothing is found that the caller may not read', async () => {
  await index({ title: '流程秘密', subject_type: 'approvals.flow' })
  expect(await titles('zhou.ting', '流程秘密')).toEqual(['流程秘密'])
  expect(await titles('li.wei', '流程秘密')).toEqual([])
})

test('the number itself comes first, then the name, then what begins with it', async () => {
  await index({ title: '关于南京网点的说明', text: '南京网点' })
  await index({ title: '南京网点搬迁' })
  await index({ title: '南京网点' })
  await index({ title: '别的事', number: 'SL-2026-007' })
  expect(await titles('li.wei', '南京网点')).toEqual(['南京网点', '南京网点搬迁', '关于南京网点的说明'])
  expect(await titles('li.wei', 'SL-2026-007')).toEqual(['别的事'])
  expect(await titles('li.wei', '2026 sl')).toEqual(['别的事'])
})

test('what is renamed is found under its new name only, and what is removed not at all', async () => {
  const entry = await index({ title: '老名字' })
  await index({ ...entry, title: '新称呼' })
  expect(await titles('li.wei', '老名字')).toEqual([])
  expect(await titles('li.wei', '新称呼')).toEqual(['新称呼'])
  await app.system((ctx) => removeEntry(ctx, entry))
  expect(await titles('li.wei', '新称呼')).toEqual([])
})

test('signs and nonsense find nothing and break nothing', async () => {
  for (const text of ['', "' & | ! ( ) :*", '\\', '%_', '​', '🙂', "上'海"])
    expect(await titles('li.wei', text)).toBeInstanceOf(Array)
})

test('a person who moves is found at the new place only', async () => {
  const { id } = app.person('wang.lei')
  const move = app.owner.updateTable('kernel.person').where('id', '=', id)
  await move.set({ home_org_id: guangzhou.id }).execute()
  await app.system(({ tx, now }) => indexNetwork(tx, now))
  expect(await titles('zheng.kai', '王磊')).toEqual(['王磊'])
  expect(await titles('li.wei', '王磊')).toEqual([])
})

test('a clause of the regulation is found by its number, written any way, and by what it says', async () => {
  const found = async (text: string, language = 'zh-CN') => {
    const { items } = await app.as('li.wei', language).call(search, { query: { text } })
    return items.filter(({ subject_type }) => subject_type === 'regulation')
  }
  const [first] = await found('2.3.1')
  expect(first).toMatchObject({ id: '2.3.1', number: '2.3.1', link: '/regulation#2.3.1' })
  expect(first?.title).toContain('变更名称')
  expect((await found('第 2.3.1 条')).map(({ id }) => id)).toEqual(['2.3.1'])
  expect((await found('2.3', 'en')).map(({ id }) => id)).toEqual(['2.3.1', '2.3.2', '2.3.3'])
  expect((await found('变更经审核通过后')).map(({ id }) => id)).toEqual(['2.3.2'])
  expect(await found('9.9.9')).toEqual([])
})
