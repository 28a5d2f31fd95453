import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyDueChanges } from '../../src/chapters/establishment/change/apply-due.ts'
import { createOrganisation } from '../../src/kernel/org/create.ts'
import { startApp } from '../support/app.ts'
import { violationsOn } from '../support/axe.ts'
import { desk, openBrowser, phone } from '../support/browser.ts'
import { changeStoryOf } from '../support/change-story.ts'
import { button, fillDay, heading, isFocused, tabTo } from '../support/gestures.ts'
import { stageOf } from '../support/stage.ts'

const app = await startApp()
const browser = await openBrowser()
afterAll(() => browser.close())
const { at, faultsSince } = stageOf(app, browser)
const story = changeStoryOf(app)
const step = { timeout: 120_000 }
const parent_id = app.org('华东区').id
const many = 16

/** Of each branch one filing about its name and one about its scope; those of the last two months hold by now. */
beforeAll(async () => {
  for (let n = 1; n <= many; n++) {
    const { id: org_id } = await app.system((ctx) =>
      createOrganisation(ctx, { kind: 'branch', parent_id, life: 'active', name: `第${n}分公司` }),
    )
    const filing = { by: 'chen.hao', org_id } as const
    const scope = await story.filed({
      ...filing,
      what: { kind: 'scope', proposal: { scope: `财税咨询${n}` } },
      effective_on: '2026-12-01',
    })
    if (n === many) await story.answer(scope, 'zhou.ting')
    await story.draft({
      ...filing,
      what: { kind: 'name', proposal: { name: `新${n}分公司`, name_en: null } },
    })
  }
  app.clock.set('2026-12-01T02:00:00.000Z')
  await applyDueChanges(app.kernel)
}, 120_000)

const fits = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    page.viewportSize()!.width,
  )
/** Where something stands once the page around it is at rest: cards out of sight get their height when they come near. */
const atRest = (one: Locator) =>
  one.evaluate((element) => {
    const frames = (count: number, then: () => void): void =>
      void requestAnimationFrame(() => (count > 1 ? frames(count - 1, then) : then()))
    return new Promise<number>((done) => {
      const look = (before: number): void => {
        const { top } = element.getBoundingClientRect()
        if (top === before) done(top)
        else frames(10, () => look(top))
      }
      look(Number.NaN)
    })
  })
/** A machine that does much else shows a page later. */
const patient = { timeout: 15_000 }
const counted = (page: Page, count: number) =>
  page.getByRole('heading', { level: 1 }).getByText(`共 ${count} 条`).waitFor()

test(
  'on a phone the ledger is filtered, a filing far down is opened, and one is back on its card',
  step,
  async () => {
    const page = await at('chen.hao', '/establishment/changes', { viewport: phone })
    await counted(page, 2 * many)
    await button(page, '筛选').tap()
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('combobox', { name: '变更事项' }).tap()
    await page.locator('.ant-select-dropdown:visible').getByTitle('变更服务范围', { exact: true }).tap()
    await sheet.getByText('变更事项', { exact: true }).first().tap()
    await button(sheet, '查看结果').tap()
    await sheet.waitFor({ state: 'hidden' })
    await counted(page, many)
    await fits(page)
    expect(await violationsOn(page)).toEqual([])
    const card = page
      .getByRole('list', { name: '变更申请' })
      .getByRole('listitem')
      .filter({ hasText: '第4分公司' })
    await card.scrollIntoViewIfNeeded()
    const filtered = page.url()
    const place = await atRest(card)
    await card.tap()
    await heading(page, '变更服务范围：第4分公司').waitFor()
    await fits(page)
    await page.goBack()
    await page.waitForURL(filtered)
    await expect.poll(() => isFocused(card.getByRole('link', { name: '第4分公司' })), patient).toBe(true)
    expect(Math.abs((await atRest(card)) - place)).toBeLessThan(10)
    // From there by keys, as whoever enlarges the page to four times its size sees it.
    await page.keyboard.press('j')
    const next = page.locator('.list-card-cover:focus')
    const around = await next.evaluate((one) => one.closest('li')?.textContent ?? '')
    const [name] = /第\d+分公司/.exec(around) ?? []
    expect(name).not.toBe('第4分公司')
    await page.keyboard.press('Enter')
    await heading(page, `变更服务范围：${name}`).waitFor()
    expect(faultsSince()).toEqual([])
  },
)

test(
  'by keys the ledger is filtered, walked and opened, and one is back on the row one left',
  step,
  async () => {
    const page = await at('chen.hao', '/establishment/changes')
    await counted(page, 2 * many)
    const filter = page.getByRole('combobox', { name: '变更事项' })
    await tabTo(page, filter)
    await page.keyboard.press('ArrowDown')
    await page.locator('.ant-select-dropdown:visible').waitFor()
    const chosen = page.locator('.ant-select-dropdown:visible .ant-select-item-option-active')
    for (let n = 0; n < 12 && (await chosen.getAttribute('title')) !== '变更服务范围'; n++)
      await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await counted(page, many)
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    for (let n = 0; n < 14; n++) await page.keyboard.press('j')
    const here = page.locator('tr.is-active')
    const name = await here.getByRole('cell').nth(1).innerText()
    await expect.poll(() => isFocused(here)).toBe(true)
    await page.keyboard.press('Enter')
    await heading(page, `变更服务范围：${name}`).waitFor()
    await page.goBack()
    await here.filter({ hasText: name }).waitFor()
    await expect.poll(() => isFocused(here)).toBe(true)
    expect(await here.evaluate((one) => one.getBoundingClientRect().bottom <= innerHeight)).toBe(true)
    await page.keyboard.press('k')
    expect(await here.getByRole('cell').nth(1).innerText()).not.toBe(name)
    // The list opened anew begins at its beginning.
    await page.goto(`${app.url}/establishment/changes`)
    await counted(page, 2 * many)
    expect(await here.count()).toBe(0)
    expect(faultsSince()).toEqual([])
  },
)

test.each([
  ['at a desk by keys', desk],
  ['on a phone', phone],
])(
  '%s an organisation is seen as of a day, and what is different today stands beside it',
  step,
  async (_, viewport) => {
    const page = await at('chen.hao', `/establishment/changes?q=${encodeURIComponent(`第${many}分公司`)}`, {
      viewport,
    })
    await counted(page, 2)
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: new RegExp(`第${many}分公司`) }).waitFor()
    const { id } = (await story.page(page.url().split('/').at(-1)!, 'chen.hao')).org
    await page.goto(`${app.url}/organisations/${id}`)
    await heading(page, `第${many}分公司`).waitFor()
    const field = page.getByLabel('查看某日')
    if (viewport === desk) {
      await tabTo(page, field, 120)
      await page.keyboard.type('2026-11-30')
      await page.keyboard.press('Enter')
    } else await fillDay(field, '2026-11-30')
    await page.waitForURL(/on=2026-11-30/)
    const table = page.getByRole('table', { name: '与今天比较' })
    await table.waitFor()
    const rows = await table.locator('tbody').getByRole('row').allInnerTexts()
    expect(rows.map((row) => row.split(/\s+/))).toEqual([['服务范围', '—', `财税咨询${many}`]])
    const { x, width } = (await table.boundingBox())!
    expect(x >= 0 && x + width <= viewport.width).toBe(true)
    await fits(page)
    expect(await violationsOn(page)).toEqual([])
    // A day without its zeros is one as well, once it is done.
    await field.fill('2026-9-1')
    await field.press('Enter')
    await page.waitForURL(/on=2026-09-01/)
    // Another day on which all was as it is.
    await page.goto(`${app.url}/organisations/${id}?on=2026-12-01`)
    await page.getByText('这些内容今天仍然相同。').waitFor()
    const back = page.getByRole('link', { name: '回到今天' })
    if (viewport === desk) {
      await tabTo(page, back, 120)
      await page.keyboard.press('Enter')
    } else await back.tap()
    await page.waitForURL(`${app.url}/organisations/${id}`)
    expect(faultsSince()).toEqual([])
  },
)

test(
  'on a phone whoever searches or filters after coming back keeps the focus, whatever becomes of the card they opened',
  step,
  async () => {
    const page = await at('chen.hao', '/establishment/changes', { viewport: phone })
    await counted(page, 2 * many)
    const cards = page.getByRole('list', { name: '变更申请' }).getByRole('listitem')
    const card = cards.filter({ hasText: '第3分公司' }).filter({ hasText: '变更服务范围' })
    await card.tap()
    await heading(page, '变更服务范围：第3分公司').waitFor()
    await page.goBack()
    await expect.poll(() => isFocused(card.locator('.list-card-cover')), patient).toBe(true)
    const field = page.getByRole('textbox', { name: '搜索' })
    await field.tap()
    await page.keyboard.type('第3分公司')
    // The card is there, at another place in the list; and at its first one again.
    await counted(page, 2)
    expect(await card.getAttribute('class')).toContain('is-active')
    expect(await isFocused(field)).toBe(true)
    for (const _ of '第3分公司') await page.keyboard.press('Backspace')
    await counted(page, 2 * many)
    expect(await isFocused(field)).toBe(true)
    // A filing comes to stand above it, behind the sheet of filters.
    await button(page, '筛选').tap()
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('combobox', { name: '变更事项' }).waitFor()
    const inSheet = () => page.evaluate(() => document.activeElement?.closest('.ant-drawer') != null)
    await expect.poll(inSheet, patient).toBe(true)
    const what = { kind: 'scope' as const, proposal: { scope: '员工体检' } }
    await story.draft({ by: 'chen.hao', org_id: app.org('上海分公司').id, what })
    app.clock.advance(60_000)
    await page.clock.setFixedTime(app.clock.now)
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
    await counted(page, 2 * many + 1)
    expect(await inSheet()).toBe(true)
    expect(faultsSince()).toEqual([])
  },
)
