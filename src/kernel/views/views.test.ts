import { expect, test } from 'vitest'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { listViews, removeView, saveView, viewCap } from './contract.ts'

const app = await startApp()
const list = 'establishment.organisations'
const save = (user: 'zhou.ting' | 'li.wei', title: string, filters: Record<string, string | string[]>) =>
  app.as(user).call(saveView, { body: { list, title, filters } })
const viewsOf = async (user: 'zhou.ting' | 'li.wei', of = list) =>
  (await app.as(user).call(listViews, { query: { list: of } })).items

test('a view saved on one device is there on the next, for its list alone', async () => {
  const view = await save('zhou.ting', '华东筹备', { life: ['proposed', 'preparing'], under: 'x' })
  expect(await viewsOf('zhou.ting')).toEqual([
    { id: view.id, title: '华东筹备', filters: { life: ['proposed', 'preparing'], under: 'x' } },
  ])
  expect(await viewsOf('zhou.ting', 'people.people')).toEqual([])
})

test('the same name again replaces the filters', async () => {
  const [before] = await viewsOf('zhou.ting')
  await save('zhou.ting', '华东筹备', { life: 'active' })
  expect(await viewsOf('zhou.ting')).toEqual([{ ...before, filters: { life: 'active' } }])
})

test('nobody sees or removes another person’s views, not even beside the endpoints', async () => {
  const [view] = await viewsOf('zhou.ting')
  expect(await viewsOf('li.wei')).toEqual([])
  const guess = app.as('li.wei').call(removeView, { params: { id: view!.id } })
  expect((await refusalOf(guess)).status).toBe(404)
  const all = await app.system(({ tx }) => tx.selectFrom('kernel.saved_view').selectAll().execute())
  expect(all).toEqual([])
  await app.as('zhou.ting').call(removeView, { params: { id: view!.id } })
  expect(await viewsOf('zhou.ting')).toEqual([])
})

test('a list keeps only so many', async () => {
  for (let n = 1; n <= viewCap; n += 1) await save('li.wei', `视图 ${n}`, { q: String(n) })
  const refusal = await refusalOf(save('li.wei', '再一个', {}))
  expect(refusal).toMatchObject({ status: 422, code: 'views.errors.too_many' })
  expect((await save('li.wei', '视图 1', { q: 'x' })).filters).toEqual({ q: 'x' })
  expect(await viewsOf('li.wei')).toHaveLength(viewCap)
})
