import { afterAll, expect, test } from 'vitest'
import type { CastUser } from '../../db/seed/cast.ts'
import { creditCodeCheck } from '../../src/kernel/org/credit-code/contract.ts'
import { startApp } from '../support/app.ts'
import {
  addPhoto,
  attach,
  begin,
  documentTitles,
  fillChecklist,
  fillPlan,
  paper,
  percentOf,
  planVisit,
  scoreSheet,
  signVisit,
} from '../support/application-screens.ts'
import { violationsOn } from '../support/axe.ts'
import { desk, openBrowser, phone } from '../support/browser.ts'
import { pdf } from '../support/establishment-story.ts'
import { button, confirm, give, heading, pick, press, verbsOf } from '../support/gestures.ts'
import { stageOf } from '../support/stage.ts'

const app = await startApp()
const browser = await openBrowser()
afterAll(() => browser.close())
const { at, faultsSince } = stageOf(app, browser)
const later = (minutes: number) => app.clock.advance(minutes * 60_000)
const step = { timeout: 120_000 }
let id = ''
const address = () => `/establishment/applications/${id}`
const creditCode = '91330106MA2CGXKP0F'
const closedCode = `91310115MA1K3TEXT${creditCodeCheck('91310115MA1K3TEXT')}`

async function requestId(): Promise<string> {
  const request = await app.owner
    .selectFrom('kernel.approval_request')
    .select('id')
    .where('subject_id', '=', id)
    .executeTakeFirstOrThrow()
  return request.id
}

/** Nobody but those whose part it is: these see the page and not the verb. */
async function notOffered(verb: string, ...users: CastUser[]) {
  for (const user of users) {
    const page = await at(user, address())
    await heading(page, '杭州分公司').waitFor()
    expect(await verbsOf(page), user).not.toContain(verb)
  }
  expect(faultsSince()).toEqual([])
}

/** For these there is no such page. */
async function notFound(...users: CastUser[]) {
  for (const user of users) {
    const page = await at(user, address())
    await heading(page, /没有(找到|这个页面)/).waitFor()
    expect(await page.getByText('杭州分公司').count(), user).toBe(0)
  }
  for (const fault of faultsSince()) expect(fault).toMatch(/404 GET \/api\/establishment\/applications\/:id$/)
}

const mine = async (user: CastUser, verb: string) => {
  const page = await at(user, address())
  await heading(page, '杭州分公司').waitFor()
  await press(page, verb)
  return page
}

test('the region lead opens an application, fills the form and sees it become complete', step, async () => {
  const page = await at('chen.hao', '/establishment/applications')
  id = await begin(page, { kind: '分支机构', name: '杭州分公司' })
  const empty = await percentOf(page)
  await fillPlan(page, {
    name_en: 'Hangzhou Branch',
    address: '浙江省杭州市西湖区文三路 100 号',
    head: '王磊',
    budget: '1200000',
  })
  await page.getByText(/草稿已于 .* 自动保存/).waitFor()
  const written = await percentOf(page)
  expect(written).toBeGreaterThan(empty)
  for (const title of documentTitles)
    await attach(page, title, title === '消防安全证明' ? '2027-12-31' : undefined)
  await paper(page, '资金来源证明').getByText('已提供').waitFor()
  await page.getByText('完整度 100%').waitFor()
  await notFound('li.wei', 'wang.lei', 'wu.min')
  await notOffered('提交申请', 'zhou.ting')

  later(30)
  await at('chen.hao')
  await press(page, '提交申请')
  await heading(page, '杭州分公司').waitFor()
  await page.getByText('待受理').first().waitFor()
  expect(await verbsOf(page)).toEqual(['打印申请书', '撤回申请'])
  expect(faultsSince()).toEqual([])
})

test('the reviewer takes it from the inbox and plans the visit', step, async () => {
  await notOffered('受理审核', 'fang.yi')
  later(30)
  const page = await at('zhou.ting', '/inbox')
  await page.getByRole('link', { name: /杭州分公司.*审核设立申请/ }).click()
  await heading(page, '杭州分公司').waitFor()
  await press(page, '受理审核')
  await confirm(page, '受理审核')
  await page.getByText('审核中').first().waitFor()
  await notOffered('安排现场考察', 'chen.hao', 'fang.yi')

  await at('zhou.ting')
  await pick(page, '安排现场考察')
  await planVisit(page, { on: '2026-11-24', team: ['何川', '周婷'] })
  await page.getByRole('heading', { name: /2026.*24.*考察/ }).waitFor()
  expect(faultsSince()).toEqual([])
})

test(
  'the visitor fills the checklist on a phone, adds a photo with its place, and both of the team sign',
  step,
  async () => {
    app.clock.set('2026-11-24T03:00:00Z')
    const page = await at('he.chuan', '/inbox', { viewport: phone })
    await page.getByRole('link', { name: /杭州分公司.*现场考察/ }).click()
    await heading(page, '现场考察：杭州分公司').waitFor()
    await fillChecklist(page)
    await addPhoto(page)
    await page.getByLabel('考察记录').fill('现场与申请一致。')
    expect(await violationsOn(page)).toEqual([])
    await page.getByText('内容已齐全，可以签认。').waitFor()
    await signVisit(page)
    await heading(page, '杭州分公司').waitFor()
    await page.getByText('待另一人签认').first().waitFor()

    const other = await at('zhou.ting', '/inbox')
    await other.getByRole('link', { name: /杭州分公司.*现场考察/ }).click()
    await other.getByText('何川已签认，还需考察组另一位成员签认。').waitFor()
    await signVisit(other)
    await heading(other, '杭州分公司').waitFor()
    await other.getByText('已完成').first().waitFor()
    expect(faultsSince()).toEqual([])
  },
)

test('the reviewer scores the five conditions on evidence and recommends', step, async () => {
  await notOffered('建议设立', 'he.chuan', 'chen.hao')
  later(60)
  const page = await mine('zhou.ting', '填写审核表')
  await scoreSheet(page)
  await page.getByText('审核表已填写完整，可以作出结论。').waitFor()
  expect(await violationsOn(page)).toEqual([])
  await press(page, '建议设立')
  await confirm(page, '建议设立')
  await page.getByText('建议设立，审批中').first().waitFor()
  expect(faultsSince()).toEqual([])
})

/**
 * The diagram of a request shows where it stands, who has decided, who is next and by when, on desk and phone: to the
 * applicant, on the page of the request, with and without a mouse.
 */
async function diagramShows() {
  for (const viewport of [desk, phone]) {
    const page = await at('chen.hao', address(), { viewport })
    await page.locator('.approval-flow').first().click()
    const diagram = page.getByRole('list', { name: '审批流程图' })
    const stands = diagram.locator('[aria-current="step"]')
    await stands.getByText('财务、风险会签').waitFor()
    await stands
      .getByRole('listitem')
      .filter({ hasText: '钱立' })
      .getByText('同意', { exact: true })
      .waitFor()
    await stands.getByRole('listitem').filter({ hasText: '孙怡' }).getByText('待处理').waitFor()
    await stands.getByText(/剩 2 个工作日 · 截止 2026年11月26日/).waitFor()
    const next = diagram.locator('.is-upcoming')
    await next.getByText('公司管理层会签').waitFor()
    await next.getByText(/将由 (林岚、顾明远|顾明远、林岚) 审批/).waitFor()
    await next.getByText('到达后 16 个工作小时内').waitFor()
    const seen = await diagram.boundingBox()
    expect((seen?.x ?? -1) >= 0 && (seen?.x ?? 0) + (seen?.width ?? 0) <= viewport.width).toBe(true)
    const isIn = () => diagram.evaluate((list) => list.contains(document.activeElement))
    for (let n = 0; n < 60 && !(await isIn()); n++) await page.keyboard.press('Tab')
    expect(await isIn()).toBe(true)
    await page.keyboard.press('Tab')
    expect(await isIn()).toBe(true)
    expect(await violationsOn(page)).toEqual([])
    if (viewport === desk) {
      await page.getByRole('link', { name: '打印审批单' }).click()
      await page.getByText(/本单按流程“设立审批（重大或合作网点）”第 1 版生成/).waitFor()
    }
  }
}

test('finance and risk agree, then both of management, one of them on a phone', step, async () => {
  for (const user of ['qian.li', 'sun.yi', 'gu.mingyuan', 'lin.lan'] as const) {
    later(20)
    const page = await at(user, '/inbox', user === 'gu.mingyuan' ? { viewport: phone } : {})
    // The last of them on the page of the request itself, which stays when there is nothing more to do on it.
    if (user === 'lin.lan') await page.goto(`${app.url}/approvals/${await requestId()}`)
    else await page.getByRole('link', { name: /杭州分公司.*请审批/ }).click()
    await press(page, '同意')
    await confirm(page, '同意', `${user}：同意`)
    await page.getByText('已同意。').first().waitFor()
    if (user === 'qian.li') await diagramShows()
    if (user === 'gu.mingyuan') await notOffered('签发设立批复', 'he.chuan')
  }
  const page = await at('zhou.ting', address())
  await page.getByText('已批准，待发文').first().waitFor()
  expect(await page.getByRole('button', { name: '同意' }).count()).toBe(0)
  expect(faultsSince()).toEqual([])
})

test('the approval document is issued: its number, its hash, its Word file', step, async () => {
  await notOffered('签发设立批复', 'chen.hao', 'fang.yi')
  later(30)
  const page = await mine('he.chuan', '签发设立批复')
  await confirm(page, '签发设立批复')
  await page.getByText('已发文，登记中').first().waitFor()
  await page
    .getByText(/服批〔2026〕1号/)
    .first()
    .waitFor()
  const document = page.locator('#document')
  expect(await document.locator('code.hash').first().innerText()).toMatch(/^[0-9a-f]{64}$/)
  await press(document, '核验')
  await document.getByText(/核验：文件与签发时一致。/).waitFor()
  const download = page.waitForEvent('download')
  await document.getByRole('link', { name: '下载 Word' }).click()
  expect((await download).suggestedFilename()).toMatch(/\.docx$/)
  expect(await (await download).failure()).toBeNull()
  expect(faultsSince()).toEqual([])
})

test('the region lead files the registrations with their proofs', step, async () => {
  await notOffered('办理登记备案', 'fang.yi')
  await app.owner
    .updateTable('kernel.organisation')
    .set({ credit_code: closedCode, life: 'closed', closed_on: '2026-01-01' })
    .where('id', '=', app.org('北京分公司').id)
    .execute()
  later(30)
  const page = await mine('chen.hao', '办理登记备案')
  for (const title of ['工商登记', '税务登记', '公司备案']) {
    const line = page.locator('#registrations').getByRole('listitem').filter({ hasText: title })
    await press(line, '登记备案')
    const dialog = page.getByRole('dialog', { name: `${title}备案` })
    await dialog.getByLabel('登记编号').fill(`330106-${title.length}`)
    expect(await dialog.getByLabel('登记日期').inputValue()).toBe('2026-11-24')
    if (title === '工商登记') await dialog.getByLabel('统一社会信用代码').fill(closedCode)
    await give(button(dialog, '选择证明文件'), pdf(title))
    if (title === '工商登记') expect(await violationsOn(page)).toEqual([])
    await press(dialog, '登记备案')
    if (title === '工商登记') {
      await dialog.getByText(/应申请恢复（可由.+办理）/).waitFor()
      // It lies in another region, and restoring it is for others: neither is offered here.
      expect(await dialog.getByRole('link').count()).toBe(0)
      expect(faultsSince()).toHaveLength(1)
      await dialog.getByLabel('统一社会信用代码').fill(creditCode)
      await press(dialog, '登记备案')
    }
    await dialog.waitFor({ state: 'hidden' })
    await line.getByText('已备案').waitFor()
  }
  expect(await verbsOf(page)).not.toContain('完成设立')
  expect(faultsSince()).toEqual([])
})

test('completed, the organisation works under its head and stands in the registry', step, async () => {
  await notOffered('完成设立', 'chen.hao', 'gu.mingyuan')
  later(30)
  const page = await mine('he.chuan', '完成设立')
  await confirm(page, '完成设立')
  await page.getByText('已设立').first().waitFor()
  await page.locator('#established').getByRole('link', { name: '杭州分公司' }).click()
  await heading(page, '杭州分公司').waitFor()
  await page.getByText('运营中').first().waitFor()
  await page.getByText('王磊').first().waitFor()
  await page
    .getByText(/^浙江省杭州市西湖区文三路 100 号$/)
    .first()
    .waitFor()
  await page.locator('#licences').getByText('330106-4').first().waitFor()
  const own = await at('wang.lei', new URL(page.url()).pathname)
  await own
    .locator('#filings')
    .getByText(/设立 ?SQ-2026-/)
    .waitFor()
  await own
    .locator('#documents')
    .getByRole('link', { name: /关于同意设立杭州分公司的批复/ })
    .click()
  await heading(own, '关于同意设立杭州分公司的批复').first().waitFor()

  await page.getByRole('link', { name: '服务机构' }).first().click()
  await page.getByRole('row', { name: /杭州分公司.*运营中.*王磊/ }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '搜索与命令' }).fill('杭州')
  await page
    .getByRole('option', { name: /杭州分公司/ })
    .first()
    .waitFor()
  expect(await violationsOn(page)).toEqual([])
  expect(faultsSince()).toEqual([])
})

test('the trail tells it all', step, async () => {
  const page = await at('fang.yi', address())
  await heading(page, '杭州分公司').waitFor()
  const timeline = page.getByRole('region', { name: '时间线' })
  await press(timeline, '更早的记录')
  for (const word of [
    '提交设立申请',
    '受理审核',
    '安排现场考察',
    '完成现场考察',
    '审核结论：建议设立',
    '批准设立',
    '签发批复',
    '登记备案',
    '完成设立',
  ])
    await timeline.getByText(word).first().waitFor()
  expect(await verbsOf(page)).toEqual(['打印申请书'])
  expect(faultsSince()).toEqual([])
})
