import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { violationsOn } from './axe.ts'
import { pdf, photo } from './establishment-story.ts'
import { button, choose, confirm, fillDay, give, heading, press } from './gestures.ts'

/** The screens of an application to establish, as their people go through them. */
export const documentTitles = [
  '设立方案',
  '人员到岗承诺及资质证明',
  '办公场所证明',
  '消防安全证明',
  '环保手续或无需办理的说明',
  '内部管理制度和服务流程',
  '资金来源证明',
]

type Beginning = { kind: string; name: string; impatient?: boolean }

/** From the list to the draft; gives its id. */
export async function begin(page: Page, { kind, name, impatient = false }: Beginning): Promise<string> {
  await heading(page, '设立申请').waitFor()
  await page.getByRole('link', { name: '新建申请' }).first().click()
  await heading(page, '新建设立申请').waitFor()
  await page.getByRole('radio', { name: kind }).check()
  await page.getByLabel('拟设名称').fill(name)
  await button(page, '开始填写').click({ clickCount: impatient ? 2 : 1 })
  await heading(page, `设立申请：${name}`).waitFor()
  return page.url().split('/').at(-2)!
}

type Plan = { name_en: string; address: string; head: string; budget: string }

export async function fillPlan(page: Page, plan: Plan) {
  const line = (table: string, cell: string) =>
    page.getByRole('table', { name: table }).getByLabel(cell, { exact: true })
  await page.getByLabel('英文名称').fill(plan.name_en)
  await page.getByLabel('业务定位').fill('面向园区企业的综合服务')
  await page.getByLabel('服务范围').fill('人事代理、财税咨询')
  await page.getByLabel('与公司战略的契合').fill('补足华东布局')

  await press(page, '添加岗位')
  await line('人员编制计划', '岗位，第 1 行').fill('客户顾问')
  await line('人员编制计划', '人数，第 1 行').fill('3')
  await line('人员编制计划', '任职资格，第 1 行').fill('本科，两年以上经验')
  await choose(page, '拟任负责人', plan.head)

  await page.getByLabel('地址').fill(plan.address)
  await page.getByLabel('使用面积').fill('320.5')
  await page.getByRole('radiogroup', { name: '使用权' }).getByText('租赁').click()
  await fillDay(page.getByLabel('使用期至'), '2029-12-31')
  await page.getByLabel('经度').fill('120.13')
  await page.getByLabel('纬度').fill('30.28')
  await page.getByLabel('消防与安全').fill('消防验收合格')
  await page.getByLabel('环境与环保').fill('无需办理环评')
  await page.getByRole('textbox', { name: '制度与流程' }).fill('服务流程、安全应急制度齐备')

  await press(page, '添加预算项目')
  await line('开办预算', '项目，第 1 行').fill('装修与设备')
  await line('开办预算', '金额，第 1 行').fill(plan.budget)
  await press(page, '添加来源')
  await line('资金来源', '来源，第 1 行').fill('总部拨款')
  await line('资金来源', '金额，第 1 行').fill(plan.budget)
  await page.getByText('资金来源与开办预算相等。').waitFor()
  await page.getByLabel('首年预计收入').fill('2000000')
  await page.getByLabel('首年预计成本').fill('1500000')
  await page.getByLabel('首年预计成本').blur()
}

/** The line of the checklist that asks for a document. */
export const paper = (page: Page, title: string) => page.locator('.paper-item').filter({ hasText: title })

export async function attach(page: Page, title: string, validUntil?: string) {
  const line = paper(page, title)
  if (validUntil) await fillDay(line.getByLabel('有效期至'), validUntil)
  await give(button(line, '选择文件'), pdf(title))
  await line.getByRole('link', { name: `${title}.pdf` }).waitFor()
}

export const percentOf = async (page: Page) =>
  Number(/\d+/.exec(await page.getByText(/完整度 \d+%/).innerText())?.[0])

export async function planVisit(page: Page, { on, team }: { on: string; team: string[] }) {
  const dialog = page.getByRole('dialog', { name: '安排现场考察' })
  await fillDay(dialog.getByLabel('考察日期'), on)
  for (const name of team) await choose(dialog, '考察组', name)
  await dialog.getByText('安排现场考察').click()
  expect(await violationsOn(page)).toEqual([])
  await press(dialog, '安排考察')
  await dialog.waitFor({ state: 'hidden' })
}

/** Page by page of the checklist: every item is met but those named. */
export async function fillChecklist(page: Page, failing?: string) {
  const checklist = page.locator('#checklist')
  const firstItem = () => checklist.getByRole('radio').first().getAttribute('name')
  for (;;) {
    const items = checklist.getByRole('radiogroup')
    await items.first().waitFor()
    for (const item of await items.all()) await item.getByText('符合', { exact: true }).click()
    const failed = checklist.getByRole('radiogroup', { name: failing ?? '' })
    if (failing && (await failed.isVisible())) {
      await failed.getByText('不符合', { exact: true }).click()
      await checklist.getByRole('textbox', { name: '情况说明' }).fill('通道堆放杂物。')
    }
    const next = checklist.getByRole('button', { name: '下一页' })
    if (!(await next.isVisible())) return
    const filled = await firstItem()
    await next.click()
    // Or the page before would be filled in a second time, and the next one be passed over.
    await expect.poll(firstItem).not.toBe(filled)
  }
}

export async function addPhoto(page: Page) {
  await press(page, '获取当前位置')
  await page.getByText('东经 120.21').first().waitFor()
  await give(button(page, '拍照'), photo)
  await page.locator('#photos').getByRole('img').first().waitFor()
}

/** The whole visit: checklist, a photo with its place, signed by the one who wrote it; the other still has to. */
export async function makeVisit(page: Page, failing?: string) {
  await page.getByRole('link', { name: '填写考察记录' }).click()
  await heading(page, /^现场考察/).waitFor()
  await fillChecklist(page, failing)
  await addPhoto(page)
  await page.getByText('内容已齐全，可以签认。').waitFor()
  await signVisit(page)
}

export async function signVisit(page: Page) {
  await press(page, '签认考察')
  await confirm(page, '签认考察')
}

const conditions = [
  '定位明确，符合公司战略和业务布局',
  '人员资质与数量满足需要',
  '场所固定、设备齐备，安全环保',
  '管理制度和服务流程完善',
  '资金满足初期运营和发展',
]

export async function scoreSheet(page: Page, score = '4') {
  for (const condition of conditions) {
    const group = page.getByRole('radiogroup', { name: `${condition}：评分` })
    await group.getByText(score, { exact: true }).click()
    await page.getByRole('combobox', { name: `${condition}：依据` }).click()
    await page.locator('.ant-select-dropdown:visible').getByTitle('设立方案').first().click()
    await page.keyboard.press('Escape')
  }
  await page.getByLabel('可行性评估').fill('可行')
  await page.getByLabel('必要性评估').fill('有必要')
  await page.getByLabel('审核意见').fill('同意设立')
}
