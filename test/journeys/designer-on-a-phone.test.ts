import type { Locator, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { createFlow, readFlow, readFlowVersion } from '../../src/kernel/approvals/flow/contract.ts'
import { newStep } from '../../src/kernel/approvals/web/flow/change-definition.ts'
import { startApp } from '../support/app.ts'
import { violationsOn } from '../support/axe.ts'
import { openBrowser, phone } from '../support/browser.ts'
import { button } from '../support/gestures.ts'
import { stageOf } from '../support/stage.ts'

const app = await startApp()
const browser = await openBrowser()
afterAll(() => browser.close())
const { at, faultsSince } = stageOf(app, browser)
const admin = app.as('shen.jing')

/** What a finger is to hit and can't, or what lies beside the screen; and whether the page moves sideways. */
async function unfitOn(page: Page, within: string): Promise<string[]> {
  const unfit = await page.locator(within).evaluateAll((places, width) => {
    const found: string[] = []
    const pressed = 'button:not(.node):not(.node-plus), a, input, .ant-select'
    for (const one of places.flatMap((place) => [...place.querySelectorAll<HTMLElement>(pressed)])) {
      const frame = one.closest<HTMLElement>('.ant-select, .ant-input-number, .flow-faults li') ?? one
      const { x, right, height, width: wide } = frame.getBoundingClientRect()
      if (wide === 0 || one.closest('.ant-segmented, .visually-hidden')) continue
      const name = one.ariaLabel ?? one.textContent ?? one.id
      if (x < 0 || right > width) found.push(`${name} lies beside the screen`)
      if (height < 44) found.push(`${name} is ${height} px high`)
      if (one.tagName === 'BUTTON' && one.scrollWidth > one.clientWidth + 1) found.push(`${name} is cut off`)
    }
    return found
  }, phone.width)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  return wide > phone.width ? [...unfit, `the page is ${wide} px wide`] : unfit
}

/** Above its circle, where a finger that isn't exact comes down. */
async function tapNear(page: Page, plus: Locator) {
  const { x, y, width } = (await plus.boundingBox())!
  await page.touchscreen.tap(x + width / 2, y - 6)
}

async function takes(page: Page, box: Locator, word: string) {
  await box.tap()
  await page.locator('.ant-select-dropdown:visible').getByTitle(word, { exact: true }).tap()
  await page.locator('.ant-select-dropdown:visible').waitFor({ state: 'hidden' })
}

test('at 390 px a step is changed, another and a branch are added, the fault is found on its step, and the flow is published', {
  timeout: 120_000,
}, async () => {
  const named = (key: string, title: string) => ({
    ...newStep([], title),
    ...{ key, approvers: [{ by: 'role' as const, role: 'hq_ops', at: 'headquarters' as const }] },
  })
  const draft = await admin.call(createFlow, {
    body: {
      ...{ key: 'test.phone', title: '手机上的流程', title_en: null, position: 901 },
      subject_type: 'establishment.application',
      definition: {
        ...{ applies_when: null, same_person: 'once' },
        steps: [named('one', '归口部门意见'), named('two', '风险审核')],
      },
    },
  })
  const page = await at('shen.jing', `/administration/flows/${draft.flow_id}`, { viewport: phone })
  page.setDefaultTimeout(10_000)
  await button(page, '继续编辑草稿').tap()
  const steps = page.locator('.node-step')
  await steps.nth(1).waitFor()
  expect(await unfitOn(page, '.designer')).toEqual([])
  const sheet = page.locator('.designer-sheet')
  const shut = async () => {
    await sheet.getByRole('button', { name: '关闭' }).tap()
    await sheet.waitFor({ state: 'hidden' })
  }
  const add = async (place: string, what: string) => {
    await tapNear(page, page.getByRole('button', { name: place, exact: true }))
    const item = page.getByRole('menuitem', { name: what, exact: true })
    await item.waitFor()
    expect((await item.boundingBox())!.height).toBeGreaterThanOrEqual(44)
    await item.tap()
    await sheet.getByRole('textbox').first().waitFor()
  }

  // Whom a step asks, and by when.
  await steps.filter({ hasText: '风险审核' }).tap()
  await sheet.getByRole('textbox', { name: '步骤名称' }).waitFor()
  expect(await unfitOn(page, '.designer-sheet')).toEqual([])
  expect(await violationsOn(page)).toEqual([])
  await takes(page, sheet.getByRole('combobox', { name: '角色', exact: true }), '风险管理部')
  await sheet.getByRole('spinbutton', { name: '时限（工作小时）' }).fill('16')
  await shut()
  await steps.filter({ hasText: '16 小时' }).waitFor()

  await add('在“风险审核”之后添加', '审批步骤')
  await sheet.getByRole('textbox', { name: '步骤名称' }).fill('总经理批准')
  await shut()
  await add('在“归口部门意见”之后添加', '条件分支')
  await sheet.getByRole('textbox', { name: '名称', exact: true }).fill('人员较多')
  await button(sheet, '添加条件').tap()
  await page.locator('.ant-select-dropdown:visible').getByTitle('计划人数', { exact: true }).tap()
  await takes(page, sheet.getByRole('combobox', { name: '比较', exact: true }), '大于')
  await sheet.getByLabel('值', { exact: true }).fill('50')
  expect(await unfitOn(page, '.designer-sheet')).toEqual([])
  await button(sheet, '添加下一步骤').tap()
  await sheet.getByRole('textbox', { name: '步骤名称' }).fill('人力资源审核')
  await takes(page, sheet.getByRole('combobox', { name: '角色', exact: true }), '人力资源部')
  await shut()
  await page.getByText(/草稿已于 .* 自动保存/).waitFor()
  expect(await unfitOn(page, '.designer')).toEqual([])

  // The step nobody was named for says so on its card and in the list, which leads to it.
  const faults = page.locator('.flow-faults')
  await faults.getByText(/还不能发布，有 1 处需要改正/).waitFor()
  expect(await button(page, '发布').isDisabled()).toBe(true)
  await steps.filter({ hasText: '总经理批准' }).getByText('还没有选择角色').waitFor()
  await faults.locator('summary').tap()
  expect(await unfitOn(page, '.designer')).toEqual([])
  await faults.getByRole('button', { name: /总经理批准/ }).tap()
  await sheet.getByText('步骤“总经理批准”还没有选择角色。').waitFor()
  await takes(page, sheet.getByRole('combobox', { name: '角色', exact: true }), '公司管理层')
  await shut()
  await button(page, '发布').tap()
  const sure = page.getByRole('dialog')
  await button(sure, '发布').tap()
  await page.getByText('第 1 版生效').first().waitFor()

  const { versions } = await admin.call(readFlow, { params: { id: draft.flow_id } })
  const { definition } = await admin.call(readFlowVersion, { params: { id: versions[0]!.id } })
  const said = definition.steps.map(({ title, path, due_working_hours: due, approvers: [rule] }) =>
    [title, path, due, rule && 'role' in rule && rule.role].filter(Boolean).join(' '),
  )
  expect(said).toEqual([
    '归口部门意见 hq_ops',
    '人力资源审核 path_1 hq_hr',
    '风险审核 16 hq_risk',
    '总经理批准 hq_management',
  ])
  expect(definition.branchings?.[0]?.paths[0]?.when?.of).toEqual([{ field: 'staff', is: 'more', value: 50 }])
  expect(faultsSince()).toEqual([])
})
