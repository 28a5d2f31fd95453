import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import type { CastUser } from '../../db/seed/cast.ts'
import { createFlow, type FlowStep, publishFlow } from '../../src/kernel/approvals/flow/contract.ts'
import {
  approveRequest,
  overrideStep,
  readRequest,
  rejectRequest,
} from '../../src/kernel/approvals/request/contract.ts'
import { listTasks } from '../../src/kernel/tasks/contract.ts'
import { startApp } from '../support/app.ts'
import { violationsOn } from '../support/axe.ts'
import { desk, openBrowser, phone } from '../support/browser.ts'
import { changeStoryOf } from '../support/change-story.ts'
import { button, confirm, heading, isFocused, press } from '../support/gestures.ts'
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

const vacant: FlowStep['approvers'] = [{ by: 'role', role: 'hq_quality', at: 'headquarters' }]
await flow('vacant', [stepOf('quality', [], { approvers: vacant })])

const changes = changeStoryOf(app)
const choosing = await app.as('shen.jing').call(createFlow, {
  body: {
    ...{ key: 'establishment.change.chosen', subject_type: 'establishment.change', position: 1 },
    ...{ title: '申请人选审批人', title_en: null },
    definition: {
      ...{ applies_when: null, same_person: 'once' },
      steps: [
        stepOf('expert', [], {
          title: '专家审议',
          approvers: [{ by: 'applicant_choice', role: 'hq_management', at: 'headquarters' }],
        }),
      ],
    },
  },
})
const published = { params: { id: choosing.id }, body: { version: choosing.version } }
await app.as('shen.jing').call(publishFlow, published)

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

test(
  'several rows of the inbox are approved at once: the one that can’t be is named with its reason, and a second click changes nothing',
  step,
  async () => {
    const titles = ['更换门锁', '加装饮水机', '粉刷走廊']
    const requests: string[] = []
    for (const title of titles) requests.push(await start('li.wei', 'any', { title }))
    const page = await at('he.chuan', '/inbox')
    await page.locator('.task-link').nth(2).waitFor()
    await page.keyboard.press('j')
    for (const _ of titles) {
      await page.keyboard.press('x')
      await page.keyboard.press('j')
    }
    const bar = page.getByRole('toolbar', { name: '批量操作' })
    await bar.getByText('已选 3 条').waitFor()
    await press(bar, '批量同意')
    const dialog = page.getByRole('dialog', { name: '同意所选 3 项？' })
    await dialog.waitFor()
    expect(await violationsOn(page)).toEqual([])
    // Somebody is quicker with one of them.
    await answer('qian.li', requests[1]!, approveRequest)
    await page.getByRole('textbox', { name: '意见' }).fill('均在年度预算内')
    await button(page.getByRole('dialog'), '同意').dblclick()
    const result = page.locator('.bulk-result')
    await result.getByText('已同意 2 项。').waitFor()
    await result.getByText('1 项未办理：').waitFor()
    expect(await result.getByRole('listitem').allInnerTexts()).toEqual([
      `${titles[1]}\n\n此审批已通过，不能再进行该操作。请刷新页面查看结果。`,
    ])
    expect(await violationsOn(page)).toEqual([])
    // Nothing is left to confirm: one way out.
    const ways = page.locator('.ant-modal-footer').getByRole('button').filter({ visible: true })
    expect((await ways.allInnerTexts()).map((said) => said.replace(/\s/g, ''))).toEqual(['关闭'])
    await page.getByRole('dialog').getByText('关闭', { exact: true }).click()
    await page.getByText('没有待处理的事项').waitFor()
    const given = await app.owner
      .selectFrom('kernel.approval_signer')
      .select(['request_id', 'person_id', 'opinion'])
      .where('request_id', 'in', requests)
      .where('state', '=', 'approved')
      .execute()
    const by = (user: CastUser, request_id: string, opinion: string) => ({
      ...{ request_id, person_id: app.person(user).id, opinion },
    })
    expect(given).toHaveLength(3)
    expect(given).toEqual(
      expect.arrayContaining([
        by('he.chuan', requests[0]!, '均在年度预算内'),
        by('qian.li', requests[1]!, '已核对'),
        by('he.chuan', requests[2]!, '均在年度预算内'),
      ]),
    )
    expect(faultsSince()).toEqual([])
  },
)

test(
  'several rows of the inbox are returned with one reason on a phone, and others rejected at a desk; the one that can’t be is named',
  step,
  async () => {
    const titles = ['更换窗帘', '加装空调', '购置书柜', '翻新前台']
    const requests: string[] = []
    for (const title of titles) requests.push(await start('li.wei', 'any', { title }))
    const reason = '请并入明年预算'
    const result = (page: Page) => page.locator('.bulk-result')
    /** Chooses these in the inbox and opens the question. */
    const chooses = async (page: Page, chosen: string[], verb: string, asked: string) => {
      for (const title of chosen) await page.getByRole('checkbox', { name: new RegExp(title) }).click()
      const bar = page.getByRole('toolbar', { name: '批量操作' })
      await bar.getByText(`已选 ${chosen.length} 条`).waitFor()
      for (const one of await bar.getByRole('button').all()) {
        const { x, width, height } = (await one.boundingBox())!
        expect(x >= 0 && x + width <= page.viewportSize()!.width).toBe(true)
        if (page.viewportSize()!.width === phone.width) expect(height).toBeGreaterThanOrEqual(44)
      }
      await press(bar, verb)
      const dialog = page.getByRole('dialog', { name: asked })
      await dialog.waitFor()
      expect(await violationsOn(page)).toEqual([])
      return dialog
    }
    const small = await at('he.chuan', '/inbox', { viewport: phone })
    const stepping = await chooses(small, titles.slice(0, 2), '批量退回', '退回所选 2 项？')
    const heights = await stepping
      .locator('button, .ant-segmented-item')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height))
    expect(heights).toHaveLength(5)
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44)
    await stepping.getByText('上一步', { exact: true }).tap()
    await stepping.getByText('逐项退回各自最近通过的一步').waitFor()
    await stepping.getByRole('textbox', { name: '意见' }).fill(reason)
    await press(stepping, '退回')
    // No step comes before the first.
    await result(small).getByText('2 项未办理：').waitFor()
    expect(
      await result(small).getByText('此审批在第一步，前面没有可以退回的步骤，只能退回申请人。').count(),
    ).toBe(2)

    await at('he.chuan', '/inbox', { viewport: phone })
    const returning = await chooses(small, titles.slice(0, 2), '批量退回', '退回所选 2 项？')
    await press(returning, '退回')
    await returning.getByText('请填写意见。').waitFor()
    await returning.getByRole('textbox', { name: '意见' }).fill(reason)
    await press(returning, '退回')
    await result(small).getByText('已退回 2 项。').waitFor()
    await small.getByRole('dialog').getByText('关闭', { exact: true }).click()

    const page = await at('he.chuan', '/inbox')
    const rejecting = await chooses(page, titles.slice(2), '批量驳回', '驳回所选 2 项？')
    // Somebody is quicker with one of them.
    await answer('qian.li', requests[3]!, approveRequest)
    await rejecting.getByRole('textbox', { name: '意见' }).fill(reason)
    await page.keyboard.press('Control+Enter')
    await result(page).getByText('已驳回 1 项。').waitFor()
    await result(page).getByText('1 项未办理：').waitFor()
    expect(await result(page).getByRole('listitem').allInnerTexts()).toEqual([
      `${titles[3]}\n\n此审批已通过，不能再进行该操作。请刷新页面查看结果。`,
    ])
    const states = requests.map(async (id) => {
      const { state } = await app.as('li.wei').call(readRequest, { params: { id } })
      return state
    })
    expect(await Promise.all(states)).toEqual(['returned', 'returned', 'rejected', 'approved'])
    expect(faultsSince()).toEqual([])
  },
)

test(
  'several are rejected at once by one of four: what others decide is said to go on, and counts as rejected by nobody',
  step,
  async () => {
    const [open, ended] = [
      await start('li.wei', 'share', { title: '更换招牌' }),
      await start('li.wei', 'share', { title: '加装隔断' }),
    ]
    for (const user of ['qian.li', 'zhou.ting'] as const) await answer(user, ended, rejectRequest)
    const page = await at('sun.yi', '/inbox')
    for (const title of ['更换招牌', '加装隔断'])
      await page.getByRole('checkbox', { name: new RegExp(title) }).click()
    await press(page.getByRole('toolbar', { name: '批量操作' }), '批量驳回')
    const dialog = page.getByRole('dialog', { name: '驳回所选 2 项？' })
    await dialog.getByRole('textbox', { name: '意见' }).fill('请并入明年预算')
    await page.keyboard.press('Control+Enter')
    const result = page.locator('.bulk-result')
    await result.getByText('已驳回 1 项。').waitFor()
    await result.getByText('您的意见已记入 1 项，尚未驳回，仍在审批中：').waitFor()
    expect(await result.getByRole('listitem').allInnerTexts()).toEqual(['更换招牌'])
    expect(await violationsOn(page)).toEqual([])
    const { state } = await app.as('li.wei').call(readRequest, { params: { id: open } })
    expect(state).toBe('running')
    expect(faultsSince()).toEqual([])
  },
)

test(
  'while the inbox is read again, the way to what waits next stays and keeps the focus',
  step,
  async () => {
    const id = await start('li.wei', 'any', { title: '更换地毯' })
    await start('li.wei', 'any', { title: '加装门禁' })
    const page = await at('qian.li', `/approvals/${id}`)
    await press(page, '同意')
    await confirm(page, '同意', '价格合理')
    const next = page.locator('.approval-next').getByRole('link')
    await expect.poll(() => isFocused(next), { timeout: 15_000 }).toBe(true)
    // From here on the list is asked for, and doesn't come.
    let asked = 0
    const { promise: held, resolve: goOn } = Promise.withResolvers<void>()
    await page.route(/\/api\/tasks\?/, async (route) => {
      asked += 1
      await held
      await route.continue()
    })
    await start('li.wei', 'any', { title: '更换灯管' })
    await expect.poll(() => asked, { timeout: 15_000 }).toBeGreaterThan(0)
    await page.evaluate(
      () => new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame))),
    )
    expect(await next.count()).toBe(1)
    expect(await isFocused(next)).toBe(true)
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => !url.pathname.endsWith(id))
    goOn()
    await page.unrouteAll({ behavior: 'wait' })
    expect(faultsSince()).toEqual([])
  },
)

test(
  'the print says what an administrator ended, and what waits because nobody can decide',
  step,
  async () => {
    const ended = await start('li.wei', 'any', { title: '租用停车位' })
    const waiting = await start('li.wei', 'vacant', { title: '校准温度计' })
    await app.as('shen.jing').call(overrideStep, {
      params: { id: ended },
      body: { round: 1, outcome: 'passed', opinion: '三位同事同时出差，先行办结' },
    })
    const page = await at('li.wei', `/approvals/${ended}/print`)
    await heading(page, '审批单').waitFor()
    const paper = await page.getByRole('main').innerText()
    for (const words of [
      '由 沈静 越权办结，未按本步骤的规则决定',
      '此审批有步骤由管理员越权办结',
      '三位同事同时出差，先行办结',
    ])
      expect(paper).toContain(words)
    await page.goto(`${app.url}/approvals/${waiting}/print`)
    await heading(page, '审批单').waitFor()
    const parked = await page.getByRole('main').innerText()
    expect(parked).toContain('无审批人，待指定')
    expect(faultsSince()).toEqual([])
  },
)

/** The request of a filing, as its applicant hands it in. */
async function chosenIn(id: string): Promise<string[]> {
  const { approval } = await changes.page(id)
  const { steps } = await app.as('fang.yi').call(readRequest, { params: { id: approval!.request_id } })
  return steps.flatMap(({ signers }) => signers.map(({ person, origin }) => `${person.name} ${origin}`))
}

describe('where a flow leaves it to the applicant, they choose who decides while handing in', () => {
  test('at a desk, with the keyboard alone', step, async () => {
    const { id } = await changes.draft(scopeOf('li.wei', '上海分公司'))
    const page = await at('li.wei', `/establishment/changes/${id}`)
    await button(page, '提交').focus()
    await page.keyboard.press('Enter')
    await button(page.getByRole('dialog'), '提交').press('Enter')
    const dialog = page.getByRole('dialog', { name: '选择审批人' })
    await dialog.waitFor()
    expect(await violationsOn(page)).toEqual([])
    expect(await button(dialog, '提交').isDisabled()).toBe(true)
    const box = dialog.getByRole('combobox', { name: '专家审议' })
    expect(await box.evaluate((field) => field === document.activeElement)).toBe(true)
    await page.keyboard.type('林岚')
    // What Enter takes is marked a moment after it is there.
    const marked = '.ant-select-dropdown:visible .ant-select-item-option-active[title="林岚"]'
    await page.locator(marked).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    // A list still open takes Tab as it takes Enter: it would take the choice back.
    await expect.poll(() => box.getAttribute('aria-expanded')).toBe('false')
    const send = button(dialog, '提交')
    for (let n = 0; n < 6 && !(await isFocused(send)); n++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('林岚').first().waitFor()
    await dialog.waitFor({ state: 'hidden' })
    expect(await chosenIn(id)).toEqual(['林岚 applicant_choice'])
    // The first try is refused with whom there is to choose from.
    expect(faultsSince()).toEqual(['li.wei: 422 POST /api/establishment/changes/:id/submit'])
  })

  test('on a phone, and whoever leaves the choice has handed in nothing', step, async () => {
    const { id } = await changes.draft(scopeOf('zheng.kai', '广州分公司'))
    const page = await at('zheng.kai', `/establishment/changes/${id}`, { viewport: phone })
    const handIn = async () => {
      await press(page, '提交')
      await press(page.getByRole('dialog'), '提交')
      const dialog = page.getByRole('dialog', { name: '选择审批人' })
      await dialog.waitFor()
      return dialog
    }
    const first = await handIn()
    const { width, x } = (await first.boundingBox())!
    expect(x >= 0 && x + width <= phone.width).toBe(true)
    expect(await violationsOn(page)).toEqual([])
    await press(first, '取消')
    await first.waitFor({ state: 'hidden' })
    expect((await changes.page(id, 'zheng.kai')).state).toBe('draft')
    const dialog = await handIn()
    await dialog.getByRole('combobox', { name: '专家审议' }).tap()
    await page.locator('.ant-select-dropdown:visible').getByTitle('顾明远').tap()
    // The list stays open for more; a tap beside it closes it.
    await dialog.locator('.ant-modal-confirm-title').tap()
    await button(dialog, '提交').tap()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText('顾明远').first().waitFor()
    expect(await chosenIn(id)).toEqual(['顾明远 applicant_choice'])
    const refused = 'zheng.kai: 422 POST /api/establishment/changes/:id/submit'
    expect(faultsSince()).toEqual([refused, refused])
  })
})

const scopeOf = (by: CastUser, name: '上海分公司' | '广州分公司') => ({
  ...{ by, org_id: app.org(name).id },
  what: { kind: 'scope', proposal: { scope: '人事代理、财税咨询' } } as const,
})
