import { afterAll, expect, test } from 'vitest'
import { createFlow, readFlow, readFlowVersion } from '../../src/kernel/approvals/flow/contract.ts'
import { newStep } from '../../src/kernel/approvals/web/flow/change-definition.ts'
import { startApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { confirm, press } from '../support/gestures.ts'
import { stageOf } from '../support/stage.ts'

const app = await startApp()
const browser = await openBrowser()
afterAll(() => browser.close())
const stage = stageOf(app, browser)
const admin = app.as('shen.jing')

test('a flow with 12 steps, two branches and a countersign by three departments is built on the canvas and published', {
  timeout: 60_000,
}, async () => {
  const draft = await admin.call(createFlow, {
    body: {
      ...{ key: 'test.designed', title: '设立审批（分支）', title_en: null, position: 900 },
      subject_type: 'establishment.application',
      definition: { applies_when: null, same_person: 'once', steps: [newStep([], '负责人意见')] },
    },
  })
  const page = await stage.at('shen.jing', `/administration/flows/${draft.flow_id}/edit`)
  const panel = page.getByRole('complementary', { name: '设置' })
  const steps = page.locator('.node-step')
  const forks = page.locator('.node-branching')
  /** What is new has the cursor in its name, ready to be typed over. */
  const called = async (title: string) => {
    await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT')
    await page.keyboard.type(title)
    await page.locator('.node', { hasText: title }).first().waitFor()
  }
  /** From the name of a new step one Tab leads to its role. */
  const asks = async (role: string) => {
    await page.keyboard.press('Tab')
    await page.keyboard.type(role)
    await page.locator('.ant-select-dropdown:visible').getByTitle(role, { exact: true }).waitFor()
    await page.keyboard.press('Enter')
  }
  const plus = async (after: string, what: string) => {
    await page
      .getByRole('button', { name: `在“${after}”之后添加` })
      .last()
      .click()
    await page.getByRole('menuitem', { name: what, exact: true }).click()
  }
  const key = async (from: typeof steps, pressed: string) => {
    await from.focus()
    await page.keyboard.press(pressed)
  }
  const pick = async (label: string, word: string) => {
    await panel.getByRole('combobox', { name: label }).click()
    await page.locator('.ant-select-dropdown:visible').getByTitle(word, { exact: true }).click()
  }
  const condition = async (field: string, amount: string) => {
    await panel.getByRole('button', { name: '添加条件' }).click()
    // Nothing is chosen for them: until it is, the flow isn't sound.
    expect(await page.getByRole('button', { name: '发布', exact: true }).isDisabled()).toBe(true)
    await pick('字段', field)
    await pick('比较', '大于')
    await panel.getByRole('spinbutton', { name: '值' }).fill(amount)
  }

  await steps.first().click()
  await called('负责人意见')
  await asks('归口部门')
  await plus('负责人意见', '条件分支')
  await called('预算较大')
  await condition('开办预算', '1000000')
  await steps.filter({ hasText: '新步骤' }).click()
  await called('财务审核')
  await asks('财务部')
  await plus('财务审核', '部门会签')
  await plus('其他情况', '审批步骤')
  await called('运营部审核')
  await asks('归口部门')
  await key(forks.first(), 'n')
  await called('法务审核')
  await asks('归口部门')
  await key(steps.filter({ hasText: '法务审核' }), 'b')
  await called('人员较多')
  await condition('计划人数', '50')
  await key(steps.filter({ hasText: '新步骤' }), 'Enter')
  await called('人力资源审核')
  await asks('人力资源部')
  await key(steps.filter({ hasText: '人力资源审核' }), 'n')
  await called('人力复核')
  await asks('归口部门')
  await plus('其他情况', '审批步骤')
  await called('人员备案')
  await asks('归口部门')
  for (const title of ['归档', '总经理批准', '风险审核', '内审备查']) {
    await key(forks.last(), 'n')
    await called(title)
    await asks('归口部门')
  }
  await expect.poll(() => steps.count()).toBe(12)

  // Taken away and brought back, moved by keys.
  await key(steps.filter({ hasText: '归档' }), 'Delete')
  await expect.poll(() => steps.count()).toBe(11)
  await key(steps.filter({ hasText: '风险审核' }), 'Control+z')
  await expect.poll(() => steps.count()).toBe(12)
  await key(steps.filter({ hasText: '风险审核' }), 'Alt+ArrowDown')

  await press(page, '发布')
  await confirm(page, '发布')
  await page.getByText('第 1 版生效').first().waitFor()
  const { versions } = await admin.call(readFlow, { params: { id: draft.flow_id } })
  const { definition } = await admin.call(readFlowVersion, { params: { id: versions[0]!.id } })
  expect(definition.steps).toHaveLength(12)
  expect(definition.branchings).toHaveLength(2)
  const countersign = definition.steps.find(({ mode }) => mode.kind === 'per_group')
  expect(new Set(countersign?.approvers.map(({ group }) => group)).size).toBe(3)
  expect(definition.steps.slice(-4).map(({ title }) => title)).toEqual([
    ...['内审备查', '总经理批准', '风险审核', '归档'],
  ])
  expect(stage.faultsSince()).toEqual([])
})
