import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import type { CastUser } from '../../db/seed/cast.ts'
import { newId } from '../../src/kernel/db/new-id.ts'
import { closeTasks } from '../../src/kernel/tasks/close.ts'
import { openTask } from '../../src/kernel/tasks/open.ts'
import { startApp } from '../support/app.ts'
import { violationsOn } from '../support/axe.ts'
import { openBrowser, phone, sit } from '../support/browser.ts'

const app = await startApp({ now: new Date().toISOString() })
const browser = await openBrowser()
afterAll(() => browser.close())
const shanghai = app.org('上海分公司')
const hour = 3_600_000

const ask = (user: CastUser, title: string, due: number | null) => {
  const task = {
    ...{ org_id: shanghai.id, person_id: app.person(user).id, title },
    ...{ kind: 'approvals.inbox.asked', subject_type: 'organisation', subject_id: newId() },
    link: `/organisations/${shanghai.id}`,
    due_at: due === null ? null : new Date(Date.now() + due),
  }
  return app.system(async (ctx) => ({ ...task, ...(await openTask(ctx, task)) }))
}

async function open(
  user: CastUser,
  path: string,
  options: { language?: string; viewport?: typeof phone } = {},
) {
  const context = await sit(browser, { url: app.url, cookie: app.cookieOf(user), ...options })
  const page = await context.newPage()
  await page.goto(app.url + path)
  return page
}

const firstWords = (page: Page) => page.locator('.task-title').allTextContents()

test('the day begins with what waits, the next due first, and a key leads to it', async () => {
  await ask('zhou.ting', '年度评估', null)
  await ask('zhou.ting', '迁址申请', 30 * hour)
  await ask('zhou.ting', '设立申请', -50 * hour)
  const page = await open('zhou.ting', '/')
  await page.getByRole('heading', { level: 1, name: '工作台' }).waitFor()
  await page.locator('.task-title').first().waitFor()
  expect(await firstWords(page)).toEqual(['设立申请', '迁址申请', '年度评估'])
  await page.getByRole('link', { name: '收件箱，3 件待处理' }).first().waitFor()
  await page.locator('.deadline-days').getByText('设立申请').waitFor()
  expect(await violationsOn(page)).toEqual([])

  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await page.getByRole('heading', { level: 1, name: '收件箱' }).waitFor()
  await page.getByText('1 件已逾期').waitFor()
  await page.locator('.task-link').first().waitFor()
  expect(await violationsOn(page)).toEqual([])
  for (const key of ['j', 'j', 'k']) await page.keyboard.press(key)
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('设立申请')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/organisations/${shanghai.id}`)
}, 60_000)

test('what changes while the page is open shows by itself, and what is done moves on', async () => {
  const task = await ask('he.chuan', '补充材料', 5 * hour)
  const page = await open('he.chuan', '/inbox', { viewport: phone })
  await page.locator('.task-title').first().waitFor()
  expect(await firstWords(page)).toEqual(['补充材料'])
  expect(await violationsOn(page)).toEqual([])
  await app.system((ctx) => closeTasks(ctx, { ...task, outcome: 'done' }))
  await page.getByText('没有待处理的事项').waitFor()
  await page.getByRole('link', { name: '已处理' }).click()
  await page.getByText('已办').waitFor()
  expect(await firstWords(page)).toEqual(['补充材料'])
}, 60_000)

test('the palette finds an organisation by two characters and goes there', async () => {
  const page = await open('zhou.ting', '/inbox', { language: 'en' })
  await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('上海')
  await page.getByRole('option', { name: 'Shanghai Branch' }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/organisations/${shanghai.id}`)
}, 60_000)

test('the auditor reads the trail and narrows it', async () => {
  await app.system(async (ctx) =>
    ctx.record({
      ...{ action: 'org.organisation.create', org_id: shanghai.id, title: '上海分公司', number: 'HD-SH' },
      ...{ subject_type: 'organisation', subject_id: shanghai.id, diff: { life: [null, 'active'] } },
    }),
  )
  const page = await open('fang.yi', '/trail')
  await page.getByText('设立机构').first().waitFor()
  expect(await violationsOn(page)).toEqual([])
  await page.getByText('设立机构').first().click()
  await page.getByText('org.organisation.create').waitFor()
  expect(await violationsOn(page)).toEqual([])
}, 60_000)

test('the phone’s menu takes one to a page, and gives the focus back when it is closed', async () => {
  const page = await open('zhou.ting', '/', { viewport: phone })
  const button = page.getByRole('button', { name: '菜单', exact: true })
  await button.click()
  const menu = page.getByRole('dialog', { name: '菜单' })
  await menu.getByRole('button', { name: '设立与变更' }).waitFor()
  expect(await violationsOn(page)).toEqual([])
  await page.keyboard.press('Escape')
  await menu.waitFor({ state: 'hidden' })
  expect(await button.evaluate((one) => one === document.activeElement)).toBe(true)
  await button.click()
  await menu.getByRole('heading', { name: '菜单' }).waitFor()
  await page.mouse.click(195, 60)
  await menu.waitFor({ state: 'hidden' })
  await button.click()
  await menu.getByRole('button', { name: '设立与变更' }).click()
  await menu.getByRole('link', { name: '服务机构' }).click()
  await page.getByRole('heading', { level: 1, name: '服务机构' }).waitFor()
  await menu.waitFor({ state: 'hidden' })
  await button.click()
  await page.goBack()
  await page.getByRole('heading', { level: 1, name: '工作台' }).waitFor()
  await menu.waitFor({ state: 'hidden' })
  await page.goForward()
  await page.getByRole('heading', { level: 1, name: '服务机构' }).waitFor()
  await button.click()
  await menu.getByRole('button', { name: 'EN' }).click()
  await page.getByRole('dialog', { name: 'Menu' }).getByRole('button', { name: 'Close the menu' }).click()
  await page.getByRole('heading', { level: 1, name: 'Organisations' }).waitFor()
})
