import { afterAll, expect, test } from 'vitest'
import type { CastUser } from '../../db/seed/cast.ts'
import { startApp } from '../support/app.ts'
import {
  attach,
  begin,
  documentTitles,
  fillPlan,
  makeVisit,
  paper,
  planVisit,
  scoreSheet,
  signVisit,
} from '../support/application-screens.ts'
import { violationsOn } from '../support/axe.ts'
import { openBrowser, phone } from '../support/browser.ts'
import { button, confirm, heading, pick, press, verbsOf } from '../support/gestures.ts'
import { stageOf } from '../support/stage.ts'

const app = await startApp()
const browser = await openBrowser()
afterAll(() => browser.close())
const { at, beside, faultsSince } = stageOf(app, browser)
const step = { timeout: 120_000 }
const name = '浦东分公司'
let id = ''
const address = () => `/establishment/applications/${id}`
const failing = '消防通道与安全出口畅通'

const open = async (user: CastUser, options = {}) => {
  const page = await at(user, address(), options)
  await heading(page, name).waitFor()
  return page
}

/** The other of the team finds the visit among the tasks and signs it. */
const otherSigns = async () => {
  const page = await at('he.chuan', '/inbox')
  await page.getByRole('link', { name: new RegExp(`${name}.*现场考察`) }).click()
  await page.getByText('周婷已签认，还需考察组另一位成员签认。').waitFor()
  await signVisit(page)
  await heading(page, name).waitFor()
}

test('an impatient double click makes one application', step, async () => {
  const page = await at('li.wei', '/establishment/applications')
  id = await begin(page, { kind: '分支机构', name, impatient: true })
  await fillPlan(page, {
    name_en: 'Pudong Branch',
    address: '上海市浦东新区张江路 1 号',
    head: '王磊',
    budget: '200000',
  })
  await page.getByText(/草稿已于 .* 自动保存/).waitFor()
  // A code is checked as its field is left, amounts as they are written.
  await page.getByLabel('统一社会信用代码').fill('91350100M000100Y44')
  await page.getByLabel('统一社会信用代码').blur()
  await page.getByText('统一社会信用代码的校验位不符，请逐位核对营业执照。').waitFor()
  await page.getByLabel('统一社会信用代码').fill('')
  await page.getByLabel('统一社会信用代码').blur()
  const source = page.getByLabel('资金来源').getByLabel('金额，第 1 行')
  await source.fill('150000')
  await page.getByText('资金来源比开办预算少 ¥50,000.00，请补足来源或核减预算。').waitFor()
  await source.fill('260000')
  await page.getByText('资金来源比开办预算多 ¥60,000.00，请核对两处金额。').waitFor()
  await source.fill('200000')
  await page.getByText('资金来源与开办预算相等。').waitFor()
  await page.getByText(/草稿已于 .* 自动保存/).waitFor()
  const list = await beside(page, 'li.wei', '/establishment/applications')
  await list
    .getByRole('row', { name: new RegExp(name) })
    .first()
    .waitFor()
  expect(await list.getByRole('row', { name: new RegExp(name) }).count()).toBe(1)
  await list.close()
  expect(faultsSince()).toEqual([])
})

test('what was typed a moment before leaving the page is kept', step, async () => {
  const page = await at('li.wei')
  await page.getByLabel('业务定位').fill('面向张江园区企业')
  await page.getByRole('link', { name: '稍后继续' }).click()
  await heading(page, name).waitFor()
  await page.locator('#positioning').getByText('面向张江园区企业').waitFor()
  await at('li.wei', `${address()}/edit`)
  await heading(page, `设立申请：${name}`).waitFor()
  expect(await page.getByLabel('业务定位').inputValue()).toBe('面向张江园区企业')
  expect(faultsSince()).toEqual([])
})

test('a view saved at one window is there at the next, and the list leaves as a sheet', step, async () => {
  const page = await beside(await at('li.wei'), 'li.wei', '/establishment/applications?state=draft')
  await page.getByRole('button', { name: '清除', exact: true }).waitFor()
  await press(page, '存为视图')
  await page.getByLabel('视图名称').fill('还没提交的')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: '还没提交的' }).waitFor()
  const elsewhere = await at('li.wei', '/establishment/applications', { viewport: phone })
  await elsewhere.getByRole('link', { name: '还没提交的' }).click()
  await elsewhere.waitForURL(/state=draft/)
  await press(page, '导出所示内容')
  const [sheet] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /Excel/ }).click(),
  ])
  expect(sheet.suggestedFilename()).toMatch(/^设立申请 \d{4}-\d\d-\d\d\.xlsx$/)
  await page.close()
  expect(faultsSince()).toEqual([])
})

test('missing documents are named all at once, an expired one among them', step, async () => {
  const page = await at('li.wei')
  for (const title of documentTitles)
    if (!['设立方案', '消防安全证明', '资金来源证明'].includes(title)) await attach(page, title)
  await attach(page, '消防安全证明', '2026-01-31')
  await paper(page, '消防安全证明').getByText('已过期').waitFor()
  await press(page, '提交申请')
  const summary = page.getByRole('main').getByRole('alert')
  await summary
    .getByText('还缺少 3 份有效材料：设立方案、消防安全证明、资金来源证明。请补齐后再提交。')
    .waitFor()
  expect(await violationsOn(page)).toEqual([])
  expect(faultsSince()).toEqual(['li.wei: 422 POST /api/establishment/applications/:id/submit'])
  await attach(page, '设立方案')
  await attach(page, '资金来源证明')
  await attach(page, '消防安全证明', '2027-12-31')
  await page.getByText('完整度 100%').waitFor()
  expect(faultsSince()).toEqual([])
})

test('written in two windows at once, both versions are shown and nothing is lost', step, async () => {
  const page = await at('li.wei')
  const other = await beside(page, 'li.wei', `${address()}/edit`)
  await other.getByLabel('服务范围').fill('人事代理')
  await other.getByLabel('业务定位').fill('面向张江园区')
  await other.getByText(/草稿已于 .* 自动保存/).waitFor()
  await page.getByLabel('服务范围').fill('财税咨询')
  const dialog = page.getByRole('dialog', { name: '他人刚刚修改过此记录' })
  const scope = dialog.getByRole('region', { name: '服务范围' })
  await scope.getByText('财税咨询').waitFor()
  await scope.getByText('人事代理').waitFor()
  expect(await violationsOn(page)).toEqual([])
  await press(dialog, '按所选保存')
  await dialog.waitFor({ state: 'hidden' })
  await page.getByText(/草稿已于 .* 自动保存/).waitFor()
  expect(await page.getByLabel('业务定位').inputValue()).toBe('面向张江园区')
  await other.reload()
  await heading(other, `设立申请：${name}`).waitFor()
  expect(await other.getByLabel('服务范围').inputValue()).toBe('财税咨询')
  expect(await other.getByLabel('业务定位').inputValue()).toBe('面向张江园区')
  expect(faultsSince()).toEqual(['li.wei: 409 PATCH /api/establishment/applications/:id'])

  await button(page, '提交申请').dblclick()
  await heading(page, name).waitFor()
  await page.getByText('提交设立申请').first().waitFor()
  expect(await page.getByText('提交设立申请').count()).toBe(1)
  expect(faultsSince()).toEqual([])
  await press(other, '提交申请')
  const stale = '您编辑期间，他人已修改此记录。请查看最新内容后再保存。'
  await other.getByRole('main').getByRole('alert').getByText(stale).waitFor()
  expect(faultsSince()).toEqual(['li.wei: 409 POST /api/establishment/applications/:id/submit'])
  await other.close()
})

test(
  'a critical item that failed keeps the review from being recommended until it is put right',
  step,
  async () => {
    const page = await open('zhou.ting')
    await press(page, '受理审核')
    await confirm(page, '受理审核')
    await pick(page, '安排现场考察')
    await planVisit(page, { on: '2026-11-23', team: ['何川', '周婷'] })
    await makeVisit(page, failing)
    await heading(page, name).waitFor()
    await otherSigns()
    await open('zhou.ting')
    await page.getByText('现场考察有关键项不符合，整改复查前不能批准。').waitFor()
    await pick(page, '建议设立')
    const lacks = page.getByRole('dialog', { name: '得出审核结论前还需：' })
    await lacks.getByRole('button', { name: /必要性/ }).click()
    await page.locator('#review-need:focus').waitFor()
    await scoreSheet(page)
    await page.getByText('审核表已填写完整，可以作出结论。').waitFor()
    // What is missing is told before anything is asked, each with the way to it.
    await press(page, '建议设立')
    const told = page.getByRole('dialog', { name: '得出审核结论前还需：' })
    await told.waitFor()
    expect(await violationsOn(page)).toEqual([])
    await press(told, '最近一次现场考察有 1 个关键项不符合，不能批准。整改后请重新考察。')
    await told.waitFor({ state: 'hidden' })
    await page.locator('#visits :focus').waitFor()
    expect(faultsSince()).toEqual([])
    await open('zhou.ting')
    await page.getByText('审核中').first().waitFor()

    await pick(page, '安排现场考察')
    await planVisit(page, { on: '2026-11-23', team: ['何川', '周婷'] })
    await makeVisit(page)
    await heading(page, name).waitFor()
    await otherSigns()
    await open('zhou.ting')
    await press(page, '建议设立')
    await confirm(page, '建议设立')
    await page.getByText('建议设立，审批中').first().waitFor()
    expect(faultsSince()).toEqual([])
  },
)

test(
  'sent back, corrected and handed in again, the second round shows what was said in the first',
  step,
  async () => {
    const page = await at('chen.hao', '/inbox', { viewport: phone })
    await page.getByRole('link', { name: new RegExp(`${name}.*请审批`) }).click()
    await press(page, '更多审批操作')
    await page.getByRole('menuitem', { name: '退回' }).click()
    await page.getByRole('dialog').waitFor()
    expect(await violationsOn(page)).toEqual([])
    await confirm(page, '退回', '请写明与张江网点的分工。')
    await page.getByText('已退回。').first().waitFor()

    const own = await at('li.wei', '/inbox')
    await own.getByRole('link', { name: new RegExp(`${name}.*已退回，请修改后重新提交`) }).click()
    await heading(own, name).waitFor()
    await own.getByText('请写明与张江网点的分工。').first().waitFor()
    await own.getByRole('button', { name: '补充内容' }).click()
    await own.getByLabel('业务定位').fill('面向张江园区，与张江网点按行业分工')
    await press(own, '补充完毕，重新提交')
    await confirm(own, '补充完毕，重新提交', '已写明分工。')
    await own.getByText('审核中').first().waitFor()

    const review = await open('zhou.ting')
    await press(review, '维持原评分')
    await review.getByText('评分后，申请人修改了这部分内容。').waitFor({ state: 'hidden' })
    await press(review, '建议设立')
    await confirm(review, '建议设立')
    await review.getByText('建议设立，审批中').first().waitFor()

    await at('chen.hao', '/inbox', { viewport: phone })
    await page.getByRole('link', { name: new RegExp(`${name}.*请审批`) }).click()
    await page.getByText('第 2 轮').first().waitFor()
    await page.getByText('此前各轮的意见').click()
    const first = page.getByRole('region', { name: '第 1 轮' })
    await first.getByText('请写明与张江网点的分工。').waitFor()
    await first.getByText('陈浩').waitFor()
    expect(await violationsOn(page)).toEqual([])
    expect(faultsSince()).toEqual([])
  },
)

test('the applicant withdraws it, and it waits for nobody any more', step, async () => {
  const page = await open('li.wei')
  await pick(page, '撤回申请')
  await confirm(page, '撤回申请', '改为在张江网点扩充人员。')
  await page.getByText('已撤回').first().waitFor()
  await page.getByText('改为在张江网点扩充人员。').first().waitFor()
  expect(await verbsOf(page)).toEqual(['打印申请书'])
  const approver = await at('chen.hao', '/inbox', { viewport: phone })
  await approver.getByText('没有待处理的事项').waitFor()
  expect(faultsSince()).toEqual([])
})
