import type { Locator, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { listFlows, readFlow, readFlowVersion } from '../../src/kernel/approvals/flow/contract.ts'
import { startApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { button, heading, isFocused, tabTo } from '../support/gestures.ts'
import { stageOf } from '../support/stage.ts'

const app = await startApp()
const browser = await openBrowser()
afterAll(() => browser.close())
const { at, faultsSince } = stageOf(app, browser)
const admin = app.as('shen.jing')

/** The one key a person waits for nothing with. */
const focusIn = (page: Page, place: Locator) =>
  expect
    .poll(() => isFocused(place))
    .toBe(true)
    .then(() => page)

/** Finds in the list that has the focus by typing, and takes it. */
async function take(page: Page, word: string) {
  const listed = page.locator('.ant-select-dropdown:visible')
  await page.keyboard.type(word)
  await listed.getByTitle(word, { exact: true }).waitFor()
  await page.keyboard.press('Enter')
  await listed.waitFor({ state: 'hidden' })
}

test('a flow of three steps with a branch and a countersign is made, checked, tried and published without a mouse', {
  timeout: 120_000,
}, async () => {
  const page = await at('shen.jing', '/administration/flows')
  page.setDefaultTimeout(8000)
  await heading(page, '审批流程').waitFor()
  await tabTo(page, button(page, '新建流程'))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: '新建流程' })
  await dialog.waitFor()
  await tabTo(page, dialog.getByRole('combobox', { name: '适用事项' }), 6)
  await take(page, '设立申请')
  for (const [label, text] of [
    ['名称', '设立审批（小额）'],
    ['标识', 'test.by_keys'],
  ] as const) {
    await tabTo(page, dialog.getByRole('textbox', { name: label, exact: true }), 6)
    await page.keyboard.type(text)
  }
  await tabTo(page, button(dialog, '新建流程'), 8)
  await page.keyboard.press('Enter')

  const steps = page.locator('.node-step')
  await steps.first().waitFor()
  const nodes = page.getByRole('region', { name: '流程图' })
  const settings = page.getByRole('complementary', { name: '设置' })
  const nameField = settings.getByRole('textbox').first()
  const inName = () => focusIn(page, nameField)

  // An arrow leads onto the canvas, Enter into the settings of a node, Escape back to it.
  await page.keyboard.press('ArrowDown')
  await focusIn(page, steps.first())
  await page.keyboard.press('Enter')
  await inName()
  await page.keyboard.type('负责人意见')
  await page.keyboard.press('Tab')
  await take(page, '归口部门')
  await page.keyboard.press('Escape')
  await focusIn(page, steps.filter({ hasText: '负责人意见' }))

  // A branch after it, its path named and its condition said.
  await page.keyboard.press('b')
  await inName()
  await page.keyboard.type('预算较大')
  await tabTo(page, button(settings, '添加条件'), 8)
  await page.keyboard.press('Enter')
  await page.locator('.ant-select-dropdown:visible').waitFor()
  await take(page, '开办预算')
  await page.keyboard.press('Tab')
  await take(page, '大于')
  await page.keyboard.press('Tab')
  await page.keyboard.type('1000000')
  await page.keyboard.press('Control+Enter')
  await inName()
  await page.keyboard.type('财务审核')

  // A countersign behind the branch: from the step up to its path and the branch, and there the key.
  await page.keyboard.press('Escape')
  await focusIn(page, steps.filter({ hasText: '财务审核' }))
  await page.keyboard.press('ArrowUp')
  await focusIn(page, nodes.locator('.node-path', { hasText: '预算较大' }))
  await page.keyboard.press('ArrowUp')
  await focusIn(page, nodes.locator('.node-branching'))
  await page.keyboard.press('c')
  await inName()
  await page.keyboard.type('部门会签一')
  await page.keyboard.press('Escape')
  await focusIn(page, steps.filter({ hasText: '部门会签一' }))
  await expect.poll(() => steps.count()).toBe(3)

  // What is taken away hands the focus to its neighbour, and comes back by a key.
  await page.keyboard.press('Delete')
  await expect.poll(() => steps.count()).toBe(2)
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('[data-node]') !== null))
    .toBe(true)
  await page.keyboard.press('Control+z')
  await expect.poll(() => steps.count()).toBe(3)

  // The step nobody was named for keeps it from being published: the fault leads to the field that wants something.
  const publish = button(page, '发布')
  const faults = page.locator('.flow-faults')
  await faults.getByText(/还不能发布，有 \d 处需要改正/).waitFor()
  expect(await publish.isDisabled()).toBe(true)
  expect(await steps.filter({ hasText: '财务审核' }).getAttribute('class')).toContain('is-faulty')
  await tabBack(page, faults.locator('summary'))
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await focusIn(page, faults.getByRole('button').first())
  await page.keyboard.press('Enter')
  await focusIn(page, settings.getByRole('combobox', { name: '角色', exact: true }))
  expect(await nameField.inputValue()).toBe('财务审核')
  expect(await faults.locator('li').first().isVisible()).toBe(false)
  await take(page, '财务部')
  await faults.getByText(/没有妨碍发布的问题|可以发布/).waitFor()

  // Tried with a matter that is made up.
  await tabBack(page, button(page, '试运行'))
  await page.keyboard.press('Enter')
  const trial = page.getByRole('complementary', { name: '试运行' })
  await expect.poll(() => trial.evaluate((one) => one.contains(document.activeElement))).toBe(true)
  await tabTo(page, trial.getByRole('combobox', { name: '机构', exact: true }), 8)
  await take(page, '上海分公司')
  await tabTo(page, trial.getByRole('combobox', { name: '申请人', exact: true }), 4)
  await take(page, '李薇')
  await tabTo(page, trial.getByLabel('开办预算', { exact: true }), 20)
  await page.keyboard.type('2000000')
  await tabTo(page, button(trial, '走一遍流程'), 30)
  await page.keyboard.press('Enter')
  const result = trial.getByRole('status', { name: '试运行结果' })
  await result.getByText('财务审核').waitFor()
  await page.keyboard.press('Escape')
  await focusIn(page, button(page, '试运行'))

  await tabTo(page, publish, 8)
  await page.keyboard.press('Enter')
  const sure = page.getByRole('dialog')
  await sure.waitFor()
  await focusIn(page, button(sure, '发布'))
  await page.keyboard.press('Enter')
  await page.getByText('第 1 版生效').first().waitFor()

  const { items } = await admin.call(listFlows)
  const made = items.find(({ key }) => key === 'test.by_keys')
  const { versions } = await admin.call(readFlow, { params: { id: made!.id } })
  const { definition } = await admin.call(readFlowVersion, { params: { id: versions[0]!.id } })
  expect(definition.steps.map(({ title, path, mode }) => [title, path, mode.kind])).toEqual([
    ['负责人意见', undefined, 'any'],
    ['财务审核', 'path_1', 'any'],
    ['部门会签一', undefined, 'per_group'],
  ])
  expect(definition.branchings?.[0]?.paths[0]?.when?.of).toEqual([
    { field: 'start_up_budget', is: 'more', value: 100_000_000 },
  ])
  expect(faultsSince()).toEqual([])
})

/** The other way round. */
async function tabBack(page: Page, field: Locator, most = 60) {
  for (let n = 0; n < most; n++) {
    if (await isFocused(field)) return
    await page.keyboard.press('Shift+Tab')
  }
  throw new Error(`${most} times Shift+Tab lead nowhere near ${field}`)
}
