import { expect, test } from 'vitest'
import { refusalOf, startApp } from '../../../../../test/support/app.ts'
import { changeStoryOf } from '../../../../../test/support/change-story.ts'
import { registerBlocking } from '../../../../kernel/org/blocking.ts'
import { createOrganisation } from '../../../../kernel/org/create.ts'

const app = await startApp()
const story = changeStoryOf(app)
const amount = { value: '84310.00', currency: 'CNY' }
/** Stands in for a part that keeps what customers owe. */
registerBlocking({
  word: 'approvals.flow.running',
  link: (org_id) => `/balances?under=${org_id}`,
  count: async () => ({ count: 2, amount }),
})

test('closing is refused with what is owed, and the page of the filing and the API say how much', async () => {
  const { id: org_id } = await app.system((ctx) =>
    createOrganisation(ctx, {
      ...{ kind: 'branch', parent_id: app.org('华东区').id, life: 'active', name: '待关分公司' },
    }),
  )
  const closing = { custodian_id: app.person('zhou.ting').id, records_place: '总部档案室' }
  const draft = await story.draft({ by: 'chen.hao', org_id, what: { kind: 'close', proposal: closing } })
  const page = await story.page(draft.id, 'chen.hao')
  const word = '2 个进行中（¥84,310.00）'
  const link = `/balances?under=${org_id}`
  expect(page.blocking).toEqual([{ word, link, count: 2, amount }])
  const refused = await refusalOf(story.submit(draft.id, 'chen.hao'))
  expect(refused.detail).toContain(word)
  expect(refused.params.links).toEqual([{ word, to: link }])
})
