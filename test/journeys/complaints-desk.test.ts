import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compensate, mergeComplaint } from '../../src/chapters/complaints/complaint/contract.ts'
import { startApp } from '../support/app.ts'
import { desk, openBrowser, sit } from '../support/browser.ts'
import { complaintStoryOf } from '../support/complaint-story.ts'

const app = await startApp()
const story = complaintStoryOf(app)
let browser: Browser
beforeAll(async () => {
  app.clock.set('2026-03-02T01:00:00.000Z')
  browser = await openBrowser()
})
afterAll(() => browser?.close())

async function open(path: string, language = 'zh-CN') {
  const sitting = { url: app.url, cookie: app.cookieOf('zhou.ting'), viewport: desk, language }
  const context = await sit(browser, sitting)
  const page = await context.newPage()
  await page.clock.setFixedTime(app.clock.now)
  await page.goto(`${app.url}${path}`)
  return page
}

test('what changed is said in people’s words: amounts, severities, and names as the reader’s language writes them', async () => {
  const id = await story.investigated()
  const { version } = await story.page(id)
  const body = { version, amount: 500_000, reason: '误工费' }
  await app.as('chen.hao').call(compensate, { params: { id }, body })
  for (const [language, ...words] of [
    ['zh-CN', '¥5,000.00', '1 级 · 轻微', '陈浩'],
    ['en', '¥5,000.00', '1 · Light', 'Chen Hao'],
  ]) {
    const page = await open(`/complaints/${id}`, language)
    const history = page.locator('.timeline')
    for (const word of words) await history.getByText(word!, { exact: true }).first().waitFor()
    expect(await history.innerText()).not.toMatch(/500,000|分）|minor/)
    await page.context().close()
  }
})

test('a letter is not lost by Esc or by a template: both ask first, and an empty dialog just closes', async () => {
  const id = await story.assigned({}, 'zhou.ting')
  const page = await open(`/complaints/${id}`)
  const letter = page.locator('.form-dialog textarea')
  const question = page.getByRole('dialog').filter({ hasText: '放弃已填写的内容？' })
  const respond = page.getByRole('button', { name: '首次响应' }).first()
  await respond.click()
  await letter.press('Escape')
  await letter.waitFor({ state: 'hidden' })
  await respond.click()
  await letter.fill('您好，我们正在核实。')
  await letter.press('Escape')
  await question.getByRole('button', { name: '取消' }).click()
  await question.waitFor({ state: 'hidden' })
  expect(await letter.inputValue()).toBe('您好，我们正在核实。')
  await page.getByRole('button', { name: '使用模板' }).click()
  const replace = page.getByRole('dialog').filter({ hasText: '用模板替换已填写的内容？' })
  await replace.getByRole('button', { name: '取消' }).click()
  await replace.waitFor({ state: 'hidden' })
  expect(await letter.inputValue()).toBe('您好，我们正在核实。')
  await letter.press('Escape')
  await question.getByRole('button', { name: '放弃' }).click()
  await letter.waitFor({ state: 'hidden' })
  await page.context().close()
})

test('closed by Esc, a dialog gives the focus back: to the row, to the button, to what opened the menu', async () => {
  const { id } = await story.entered({ subject: '退回焦点' })
  const page = await open('/complaints')
  const hasFocus = (which: string) =>
    expect.poll(() => page.evaluate((css) => document.activeElement?.matches(css) ?? false, which)).toBe(true)
  const dialog = page.getByRole('dialog')
  const leave = async () => {
    await page.locator('.form-dialog :is(input, textarea):focus').waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
  }
  await page.locator('tbody tr').filter({ hasText: '退回焦点' }).first().waitFor()
  await page.keyboard.press('?')
  await dialog.getByText('分派（先打开一条的预览）').waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await page.locator('tbody tr').filter({ hasText: '退回焦点' }).click()
  const assign = page.locator('.complaint-triage').getByRole('button', { name: '分派' })
  await assign.waitFor()
  for (const key of ['a', 'e']) {
    await page.keyboard.press(key)
    await leave()
    await hasFocus(`tr[data-row="${id}"]`)
  }
  await assign.click()
  await leave()
  await hasFocus('.complaint-triage button')
  await page.goto(`${app.url}/complaints/${id}`)
  await page.getByRole('button', { name: '更多操作' }).click()
  await page.getByRole('menuitem', { name: '修改事项' }).click()
  await leave()
  await hasFocus('button[aria-label="更多操作"], button.ant-dropdown-trigger')
  await page.context().close()
})

test('a customer who lost the code is given another: what that does is asked first, the code is shown this once', async () => {
  const { id, number, code } = await story.entered()
  const page = await open(`/complaints/${id}`)
  await page.getByRole('button', { name: '更多操作' }).click()
  await page.getByRole('menuitem', { name: '更换查询码' }).click()
  const question = page.getByRole('dialog').filter({ hasText: '原查询码立即失效' })
  await question.getByRole('button', { name: '更换查询码' }).click()
  const shown = page.getByRole('dialog').filter({ hasText: `${number} 的新查询码` })
  const given = await shown.locator('strong').innerText()
  expect(given).toMatch(/^[A-Z2-9]{10}$/)
  expect(given).not.toBe(code)
  await page.locator('.timeline').getByText('为客户更换查询码').waitFor()
  await shown.getByRole('button', { name: '已告知，关闭' }).click()
  await shown.waitFor({ state: 'hidden' })
  await expect.poll(() => page.content()).not.toContain(given)
  await page.context().close()
})

test('who merges two is warned where they are not known to be of one customer, and finds the merged one from the other', async () => {
  const of = (phone: string | null, description: string) => ({
    ...{ service_on: '2026-03-01', description, subject: description },
    complainant: { name: '邵建华', phone, email: null, language: 'zh-CN' as const },
  })
  const one = await story.entered(of('13900000051', '退费一直没有到账'))
  const same = await story.entered(of('13900000051', '退费又过了一周'))
  const other = await story.entered(of('13900000052', '退费的事没有人管'))
  const page = await open(`/complaints/${one.id}`)
  await page.getByRole('button', { name: '更多操作' }).click()
  await page.getByRole('menuitem', { name: '合并' }).click()
  const dialog = page.getByRole('dialog')
  const warning = dialog.getByText('两件投诉不是同一客户的，或有一方身份未知')
  const into = dialog.getByRole('combobox')
  const choose = async (number: string) => {
    const asked = page.waitForResponse((answer) => answer.url().includes('/merge?into_id='))
    await into.fill(number)
    await page.locator('.ant-select-dropdown:visible').getByText(number).click()
    await asked
  }
  await choose(other.number)
  await warning.waitFor()
  expect(await dialog.innerText()).not.toContain('邵')
  await choose(same.number)
  await warning.waitFor({ state: 'hidden' })
  await page.context().close()
  const again = await open(`/complaints/${one.id}`)
  await again.getByRole('button', { name: '更多操作' }).click()
  await again.getByRole('menuitem', { name: '移交' }).click()
  await again.getByRole('dialog').getByText('移交至', { exact: true }).waitFor()
  await again.context().close()

  const { version } = await story.page(other.id)
  const body = { version, into_id: one.id }
  await app.as('zhou.ting').call(mergeComplaint, { params: { id: other.id }, body })
  const english = await open(`/complaints/${one.id}`, 'en')
  const said = english.locator('.talk .is-from_other')
  await said.getByText('Customer of a merged complaint, not known to be the same').waitFor()
  expect(await said.innerText()).toContain('退费的事没有人管')
  expect(await english.locator(`.complaint-similar a[href="/complaints/${other.id}"]`).count()).toBe(1)
  await said.getByRole('link', { name: other.number }).click()
  await english.getByText('It goes on in').waitFor()
  await english.context().close()
})
