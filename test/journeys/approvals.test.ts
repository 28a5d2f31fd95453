import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import type { CastUser } from '../../db/seed/cast.ts'
import { approveRequest, readRequest, rejectRequest } from '../../src/kernel/approvals/request/contract.ts'
import { listTasks } from '../../src/kernel/tasks/contract.ts'
import { startApp } from '../support/app.ts'
import { violationsOn } from '../support/axe.ts'
import { desk, openBrowser, phone } from '../support/browser.ts'
import { confirm, heading, press } from '../support/gestures.ts'
import { mattersOf, stepOf } from '../support/matters.ts'
import { stageOf } from '../support/stage.ts'

const app = await startApp()
const browser = await openBrowser()
afterAll(() => browser.close())
const { at, faultsSince } = stageOf(app, browser)
const { flow, start, decided } = mattersOf(app)
const step = { timeout: 120_000 }
const ids = (...users: CastUser[]) => users.map((user) => app.person(user).id)
await flow('any', [stepOf('check', ids('qian.li', 'zhou.ting', 'he.chuan'))])
const half = { kind: 'share' as const, percent: 50 }
await flow('share', [stepOf('assess', ids('qian.li', 'zhou.ting', 'he.chuan', 'sun.yi'), { mode: half })])

const answer = (user: CastUser, id: string, endpoint: typeof approveRequest | typeof rejectRequest) =>
  app.as(user).call(endpoint, { params: { id }, body: { round: 1, opinion: '已核对' } } as never)

test(
  'any one of three: after one decides the others have neither a task nor a done entry, and the print shows that one only',
  step,
  async () => {
    const id = await start('li.wei', 'any', { title: '采购投影仪' })
    const page = await at('qian.li', `/approvals/${id}`)
    await press(page, '同意')
    await confirm(page, '同意', '价格合理')
    await page.getByText('已同意。').first().waitFor()
    for (const user of ['zhou.ting', 'he.chuan'] as const)
      for (const state of ['open', 'done'] as const)
        expect((await app.as(user).call(listTasks, { query: { state } })).items).toEqual([])
    const colleague = await at('zhou.ting', '/inbox?state=done')
    await colleague.getByText('还没有处理过的事项').waitFor()
    await page.goto(`${app.url}/inbox?state=done`)
    await page.getByRole('link', { name: /采购投影仪/ }).waitFor()
    await page.goto(`${app.url}/approvals/${id}/print`)
    await heading(page, '审批单').waitFor()
    const paper = await page.getByRole('main').innerText()
    expect(paper).toContain('钱立')
    expect(paper).toContain('价格合理')
    expect(paper).not.toMatch(/周婷|何川/)
    expect(faultsSince()).toEqual([])
  },
)

/** The rule, the votes and what follows of them, as the page and the sheet of paper say it. */
const tallyOn = async (page: Page) =>
  (await page.locator('.tally p').allInnerTexts()).map((line) => line.trim())

test(
  'four approvers, at least half must agree: the page shows the rule, the votes and the arithmetic',
  step,
  async () => {
    const id = await start('li.wei', 'share', { title: '租用会议室' })
    const rule = '4 人中至少 50% 同意，即 2 人'
    await answer('qian.li', id, approveRequest)
    await answer('zhou.ting', id, rejectRequest)
    for (const viewport of [desk, phone]) {
      const page = await at('li.wei', `/approvals/${id}`, { viewport })
      await page.getByText(rule).waitFor()
      expect(await tallyOn(page)).toEqual([rule, '同意 1，不同意 1，未表态 2；需要 2', '尚未达到，等待表态'])
      expect(await violationsOn(page)).toEqual([])
    }
    expect(decided).not.toContain('rejected')
    const passing = await at('he.chuan', `/approvals/${id}`)
    await press(passing, '同意')
    await confirm(passing, '同意', '面积合适')
    await passing.getByText('已同意。').first().waitFor()
    const reached = [rule, '同意 2，不同意 1，未表态 1；需要 2', '已达到，本步骤通过']
    await passing.getByText(reached[2]!).waitFor()
    expect(await tallyOn(passing)).toEqual(reached)
    const { state, steps } = await app.as('li.wei').call(readRequest, { params: { id } })
    expect([state, steps[0]?.tally]).toMatchObject([
      'approved',
      { yes: 2, no: 1, open: 1, needed: 2, total: 4 },
    ])
    await passing.goto(`${app.url}/approvals/${id}/print`)
    await passing.getByText('至少 50% 的人同意').waitFor()
    await passing.getByText(reached[1]!).waitFor()
    expect(faultsSince()).toEqual([])
  },
)

test('three of four against: it fails at the third, for half can’t be reached any more', step, async () => {
  const id = await start('li.wei', 'share', { title: '加装门禁' })
  for (const user of ['qian.li', 'zhou.ting'] as const) await answer(user, id, rejectRequest)
  expect((await app.as('li.wei').call(readRequest, { params: { id } })).state).toBe('running')
  await answer('he.chuan', id, rejectRequest)
  expect((await app.as('li.wei').call(readRequest, { params: { id } })).state).toBe('rejected')
  const page = await at('li.wei', `/approvals/${id}`)
  await page.getByText('已无法达到，本步骤未通过').waitFor()
  expect(await tallyOn(page)).toEqual([
    '4 人中至少 50% 同意，即 2 人',
    '同意 0，不同意 3，未表态 1；需要 2',
    '已无法达到，本步骤未通过',
  ])
  expect(await app.as('sun.yi').call(listTasks, { query: {} })).toMatchObject({ items: [] })
  expect(faultsSince()).toEqual([])
})
