import { afterAll, expect, test } from 'vitest'
import { createFlow, readFlow, readFlowVersion } from '../../src/kernel/approvals/flow/contract.ts'
import { newStep } from '../../src/kernel/approvals/web/flow/change-definition.ts'
import { startApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { atWork } from '../support/keystrokes.ts'
import { stageOf } from '../support/stage.ts'

const app = await startApp()
const browser = await openBrowser()
afterAll(() => browser.close())
const stage = stageOf(app, browser)
const admin = app.as('shen.jing')

/** What they are called, and how that is entered. */
const spelt: Record<string, string> = {
  设立申请: 'shelishenqing',
  负责人意见: 'fuzerenyijian',
  预算较大: 'yusuanjiaoda',
  财务审核: 'caiwushenhe',
  运营部审核: 'yunyingbushenhe',
  法务审核: 'fawushenhe',
  人员较多: 'renyuanjiaoduo',
  人力资源审核: 'renliziyuanshenhe',
  人力复核: 'renlifuhe',
  人员备案: 'renyuanbeian',
  归档: 'guidang',
  总经理批准: 'zongjinglipizhun',
  风险审核: 'fengxianshenhe',
  内审备查: 'neishenbeicha',
  归口部门: 'guikoubumen',
  财务部: 'caiwubu',
  人力资源部: 'renliziyuanbu',
  公司管理层: 'gongsiguanliceng',
  大于: 'dayu',
}

test('a flow with 12 steps, two branches and a countersign by three departments is created, built and published in less than five minutes of work, by what the screen shows', {
  timeout: 60_000,
}, async () => {
  const page = await stage.at('shen.jing', '/administration/flows')
  const steps = page.locator('.node-step')
  const listed = page.locator('.ant-select-dropdown:visible')
  const create = page.getByRole('button', { name: '新建流程' })
  const dialog = page.getByRole('dialog', { name: '新建流程' })
  await create.waitFor()
  const { decide, press, bring, keys, write, counts, total } = atWork(page)
  const canvas = page.getByRole('region', { name: '流程图' })

  /** What is new has the cursor in its name, ready to be typed over. */
  const called = async (title: string) => {
    await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT')
    decide()
    await write(title, spelt[title])
    await page.locator('.node', { hasText: title }).first().waitFor()
  }
  /** Found in a list by typing. */
  const takes = async (word: string) => {
    decide()
    await write(word, spelt[word])
    await listed.getByTitle(word, { exact: true }).waitFor()
    await keys('Enter')
    // A list that closes holds the focus for a moment no hand is quick enough for.
    await listed.waitFor({ state: 'hidden' })
  }
  /** One Tab leads from the name of a new step to its role. */
  const step = async (title: string, role = '归口部门') => {
    await called(title)
    await keys('Tab')
    await takes(role)
  }
  /** The button beside what was written shows this key. */
  const next = async (title: string, role?: string) => {
    decide()
    await keys('Control+Enter')
    await step(title, role)
  }
  const plus = async (place: string, what: string) => {
    decide()
    const button = page.getByRole('button', { name: place, exact: true }).last()
    await button.waitFor()
    await bring(button, canvas)
    await press(button)
    decide()
    await press(page.getByRole('menuitem', { name: what, exact: true }))
  }
  /** A branch begins in the name of its first path; what is compared is asked for as soon as there is a condition. */
  const parts = async (after: string, title: string, [field, amount]: [string, string]) => {
    await plus(`在“${after}”之后添加`, '条件分支')
    await called(title)
    decide()
    await press(page.getByRole('button', { name: '添加条件' }))
    // Nothing is chosen for them: until it is, the flow isn't sound.
    expect(await page.getByRole('button', { name: '发布', exact: true }).isDisabled()).toBe(true)
    decide()
    await press(listed.getByTitle(field, { exact: true }))
    await keys('Tab')
    await takes('大于')
    await keys('Tab')
    decide()
    await write(amount)
  }

  // What it is for, what it is called and the sign it goes by; where it stands among the others is offered.
  decide()
  await press(create)
  await page.waitForFunction(() => document.activeElement?.role === 'combobox')
  await takes('设立申请')
  await keys('Tab')
  decide()
  await write('设立审批二', 'shelishenpier')
  await keys('Tab')
  await keys('Tab')
  decide()
  await write('test.designed')
  await press(dialog.getByRole('button', { name: '新建流程' }))
  await steps.first().waitFor()
  const flow_id = new URL(page.url()).pathname.split('/').at(-2)!

  decide()
  await press(steps.first())
  await step('负责人意见')
  await parts('负责人意见', '预算较大', ['开办预算', '1000000'])
  await next('财务审核', '财务部')
  await plus('在“财务审核”之后添加', '部门会签')
  await plus('在“其他情况”之后添加', '审批步骤')
  await step('运营部审核')
  await plus('在分支“条件分支”合并之后添加', '审批步骤')
  await step('法务审核')
  await parts('法务审核', '人员较多', ['计划人数', '50'])
  await next('人力资源审核', '人力资源部')
  await next('人力复核')
  await plus('在“其他情况”之后添加', '审批步骤')
  await step('人员备案')
  await plus('在分支“条件分支”合并之后添加', '审批步骤')
  await step('内审备查')
  await next('总经理批准', '公司管理层')
  await next('风险审核')
  await next('归档')
  await expect.poll(() => steps.count()).toBe(12)
  decide()
  await press(page.getByRole('button', { name: '发布', exact: true }))
  await press(page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }))
  await page.getByText('第 1 版生效').first().waitFor()
  expect(total(), JSON.stringify(counts)).toBeLessThan(300)

  const { versions } = await admin.call(readFlow, { params: { id: flow_id } })
  const { definition } = await admin.call(readFlowVersion, { params: { id: versions[0]!.id } })
  expect(definition.steps.map(({ title, path }) => (path ? `${title} ${path}` : title))).toEqual([
    ...['负责人意见', '财务审核 path_1', '部门会签 path_1', '运营部审核 path_2', '法务审核'],
    ...[
      '人力资源审核 path_3',
      '人力复核 path_3',
      '人员备案 path_4',
      '内审备查',
      '总经理批准',
      '风险审核',
      '归档',
    ],
  ])
  const countersign = definition.steps.find(({ mode }) => mode.kind === 'per_group')
  expect(new Set(countersign?.approvers.map(({ group }) => group)).size).toBe(3)
  expect(definition.branchings?.map(({ paths }) => paths[0]?.when?.of)).toEqual([
    [{ field: 'start_up_budget', is: 'more', value: 100_000_000 }],
    [{ field: 'staff', is: 'more', value: 50 }],
  ])
  expect(stage.faultsSince()).toEqual([])
})

test('a step is taken away and brought back, moved and doubled by keys', { timeout: 60_000 }, async () => {
  const named = (key: string, title: string) => ({
    ...newStep([], title),
    ...{ key, approvers: [{ by: 'role' as const, role: 'hq_ops', at: 'headquarters' as const }] },
  })
  const draft = await admin.call(createFlow, {
    body: {
      ...{ key: 'test.keys', title: '键盘', title_en: null, position: 901 },
      subject_type: 'establishment.application',
      definition: {
        ...{ applies_when: null, same_person: 'once' },
        steps: [named('one', '归档'), named('two', '风险审核'), named('three', '内审备查')],
      },
    },
  })
  const page = await stage.at('shen.jing', `/administration/flows/${draft.flow_id}/edit`)
  const steps = page.locator('.node-step')
  const key = async (title: string, pressed: string) => {
    await steps.filter({ hasText: title }).first().focus()
    await page.keyboard.press(pressed)
  }
  await steps.nth(2).waitFor()
  await key('归档', 'Delete')
  await expect.poll(() => steps.count()).toBe(2)
  await key('风险审核', 'Control+z')
  await expect.poll(() => steps.count()).toBe(3)
  await key('风险审核', 'Alt+ArrowDown')
  await key('归档', 'Control+d')
  await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT')
  await page.keyboard.type('登记')
  for (const added of ['n', 'b']) {
    await key('内审备查', added)
    await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT')
  }
  await expect.poll(() => steps.count()).toBe(6)
  const titles = async () => {
    const { versions } = await admin.call(readFlow, { params: { id: draft.flow_id } })
    const { definition } = await admin.call(readFlowVersion, { params: { id: versions[0]!.id } })
    return definition.steps.map(({ title, path }) => (path ? `${title} ${path}` : title))
  }
  await expect
    .poll(titles, { timeout: 10_000 })
    .toEqual(['归档', '登记', '内审备查', '新步骤 path_1', '新步骤', '风险审核'])
  expect(stage.faultsSince()).toEqual([])
})

test('until a change was checked nothing is said to be in order, what was found stays and goes where it belongs, and publishing waits', {
  timeout: 60_000,
}, async () => {
  const asking = (key: string, title: string, role: string) => ({
    ...newStep([], title),
    ...{ key, approvers: [{ by: 'role' as const, role, at: 'headquarters' as const }] },
  })
  const draft = await admin.call(createFlow, {
    body: {
      ...{ key: 'test.checking', title: '检查', title_en: null, position: 902 },
      subject_type: 'establishment.application',
      definition: {
        ...{ applies_when: null, same_person: 'once' },
        steps: [asking('one', '归档', 'hq_ops'), asking('two', '归档', 'hq_ops')],
      },
    },
  })
  const page = await stage.at('shen.jing', `/administration/flows/${draft.flow_id}/edit`)
  const list = page.locator('.flow-faults')
  const steps = page.locator('.node-step')
  const publish = page.getByRole('button', { name: '发布', exact: true })
  await list.getByText(/没有妨碍发布的问题|可以发布/).waitFor()
  /** The answers of the server wait until they are let through. */
  const waiting: (() => void)[] = []
  await page.route('**/api/approvals/flows/*/draft', async (route) => {
    await new Promise<void>((go) => void waiting.push(go))
    await route.continue()
  })
  const letThrough = async () => {
    await expect.poll(() => waiting.length, { timeout: 8000 }).toBe(1)
    waiting.pop()!()
  }
  const press = async (at: number, key: string) => {
    await steps.nth(at).focus()
    await page.keyboard.press(key)
  }

  // A step nobody was named for yet, and published at once.
  await press(1, 'n')
  await list.getByText('正在检查最新的改动').waitFor()
  expect(await list.textContent()).not.toMatch(/没有妨碍|可以发布/)
  await publish.click()
  await letThrough()
  await list.getByText('还不能发布，有 1 处需要改正').waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(await publish.isDisabled()).toBe(true)

  // Doubled, and one before it taken away: what was found stays with its step.
  await press(2, 'Control+d')
  await list.getByText('正在检查最新的改动').waitFor()
  await list.getByText('上次检查有 1 处需要改正').waitFor()
  expect(await steps.nth(2).getAttribute('class')).toContain('is-faulty')
  expect(await steps.nth(3).getAttribute('class')).not.toContain('is-faulty')
  await press(0, 'Delete')
  await expect.poll(() => steps.count()).toBe(3)
  expect(await steps.nth(1).getAttribute('class')).toContain('is-faulty')
  await letThrough()
  await list.getByText('还不能发布，有 2 处需要改正').waitFor()

  // Called the same, their faults say which is which.
  await page.unroute('**/api/approvals/flows/*/draft')
  await steps.nth(2).click()
  await page.getByLabel('步骤名称', { exact: true }).fill('新步骤')
  await list.locator('summary').click()
  const lines = list.locator('li')
  await expect
    .poll(async () => (await lines.allTextContents()).slice(0, 2).map((line) => line.slice(0, 12)), {
      timeout: 8000,
    })
    .toEqual(['步骤“2. 新步骤”还没', '步骤“3. 新步骤”还没'])
  expect(stage.faultsSince()).toEqual([])
})
