import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { readRequest } from '../../src/kernel/approvals/request/contract.ts'
import { startApp } from '../support/app.ts'
import { violationsOn } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { changeStoryOf } from '../support/change-story.ts'
import { button, heading, isFocused, tabTo } from '../support/gestures.ts'
import { stageOf } from '../support/stage.ts'

const app = await startApp()
const browser = await openBrowser()
afterAll(() => browser.close())
const { at, faultsSince } = stageOf(app, browser)
const story = changeStoryOf(app)

const org_id = app.org('上海分公司').id
const filed = (what: Parameters<typeof story.draft>[0]['what']) =>
  story.filed({ by: 'li.wei', org_id, what, effective_on: '2027-01-04' })
const scope = await filed({ kind: 'scope', proposal: { scope: '财税咨询' } })
const name = await filed({ kind: 'name', proposal: { name: '上海浦东分公司', name_en: null } })
const premises = await filed({
  kind: 'premises',
  proposal: {
    ...{
      address: '世纪大道 8 号',
      province: '上海市',
      city: '上海市',
      postcode: '200120',
      phone: '021-50001234',
    },
    ...{ tenure: 'owned', tenure_until: null, area: 420, lng: 121.5, lat: 31.23 },
  },
})

/** What somebody without a mouse sees has the focus. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')
const opinionOf = async (id: string) => {
  const { approval, state } = await story.page(id)
  const { steps } = await app.as('fang.yi').call(readRequest, { params: { id: approval!.request_id } })
  const said = steps.flatMap(({ signers }) => signers).find(({ opinion }) => opinion)
  return [state, said?.person.name, said?.opinion]
}

test('three requests are decided by keys alone, from the inbox to the outcome: approved, returned and rejected, each with a reason', {
  timeout: 120_000,
}, async () => {
  const page = await at('chen.hao', '/')
  await heading(page, '工作台').waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await page.locator('.task-link').nth(2).waitFor()
  const [first, second, third] = await page.locator('.task-title').allInnerTexts()
  await page.keyboard.press('j')
  expect(await focused(page)).toContain(first)
  await page.keyboard.press('Enter')
  await page.getByText('等待您审批：大区意见').waitFor()

  // The list behind the question mark names every key that is used here.
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: '快捷键' })
  for (const word of ['同意（需确认）', '退回（需确认）', '驳回（需确认）'])
    await help.getByText(word).waitFor()
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'hidden' })

  /** A key opens the question with the cursor in it, and Ctrl Enter sends it. */
  const say = async (key: string, verb: string, opinion: string, done: string) => {
    await page.keyboard.press(key)
    const dialog = page.getByRole('dialog')
    await button(dialog, verb).waitFor()
    await dialog.locator(':is(input, textarea):focus').waitFor()
    const field = dialog.getByRole('textbox', { name: '意见' })
    await tabTo(page, field, 3)
    await page.keyboard.type(opinion)
    await page.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText(done).first().waitFor()
  }
  const onward = async (title: string | undefined, left: string) => {
    const next = page.locator('.approval-next').getByRole('link')
    await page.getByText(left).waitFor()
    await expect.poll(() => isFocused(next)).toBe(true)
    if (title !== undefined) expect(await focused(page)).toBe(`下一件：${title}`)
    expect(await violationsOn(page)).toEqual([])
    await page.keyboard.press('Enter')
  }
  await say('a', '同意', '与业务相符', '已同意。')
  await onward(second, '还有 2 件等待您审批')
  await page.getByText('等待您审批：大区意见').waitFor()
  await say('b', '退回', '请补充理由', '已退回。')
  await onward(third, '还有 1 件等待您审批')
  await page.getByText('等待您审批：大区意见').waitFor()
  await say('r', '驳回', '与规划不符', '已驳回。')
  await onward(undefined, '没有其他等待您审批的事项')
  await heading(page, '收件箱').waitFor()
  await page.getByText('没有待处理的事项').waitFor()

  const outcomes = await Promise.all([scope, name, premises].map(opinionOf))
  expect(outcomes.map(([, who]) => who)).toEqual(['陈浩', '陈浩', '陈浩'])
  expect(new Set(outcomes.map(([state, , opinion]) => `${state} ${opinion}`))).toEqual(
    new Set(['in_review 与业务相符', 'more_wanted 请补充理由', 'rejected 与规划不符']),
  )
  expect(faultsSince()).toEqual([])
})
