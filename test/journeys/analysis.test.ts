import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { desk, openBrowser, phone, sit } from '../support/browser.ts'
import { complaintStoryOf } from '../support/complaint-story.ts'

const app = await startApp()
const story = complaintStoryOf(app)
let browser: Browser
beforeAll(async () => {
  app.clock.set('2026-03-02T01:00:00.000Z')
  await story.entered({ service_key: 'payroll', channel: 'counter' })
  for (const cause_key of ['people.manner', 'people.manner', 'system.data'])
    await story.edit(await story.assigned(), { cause_key })
  browser = await openBrowser()
})
afterAll(() => browser?.close())

async function open(viewport: typeof desk, search = ''): Promise<Page> {
  const context = await sit(browser, { url: app.url, cookie: app.cookieOf('zhou.ting'), viewport })
  const page = await context.newPage()
  await page.goto(`${app.url}/complaints/analysis${search}`)
  return page
}
const chartOf = (page: Page, title: string) => page.getByRole('region', { name: title })
const firstList = (page: Page, title: string) =>
  chartOf(page, title).getByRole('row').nth(1).getByRole('link').getAttribute('href')

test.each([
  ['at a desk', desk],
  ['on a phone', phone],
])(
  'each number opens its list: a bar %s leads where its row of the table does, and back',
  async (_where, viewport) => {
    const { id } = app.org('上海分公司')
    const page = await open(viewport, `?under=${id}`)
    const bars = chartOf(page, '按服务')
    await bars.locator('canvas').waitFor()
    const list = await firstList(page, '按服务')
    expect(list).toContain('service=social_insurance')
    // The strip of the first bar, far right of its end.
    const { width } = (await bars.locator('canvas').boundingBox())!
    await bars.locator('canvas').click({ position: { x: width * 0.7, y: 18 } })
    await page.waitForURL(`${app.url}${list}`)
    await page.goBack()
    await page.getByText('上海分公司及其下级').waitFor()
    expect(page.url()).toBe(`${app.url}/complaints/analysis?under=${id}`)
    await page.context().close()
  },
)

test('a month’s point opens its list as well, and the keyboard has the table', async () => {
  const page = await open(desk, '?received_from=2026-03-01&received_to=2026-03-02')
  const trend = chartOf(page, '按月趋势')
  await trend.locator('canvas').waitFor()
  const list = await firstList(page, '按月趋势')
  const { width, height } = (await trend.locator('canvas').boundingBox())!
  await trend.locator('canvas').click({ position: { x: width / 2, y: height / 2 } })
  await page.waitForURL(`${app.url}${list}`)
  await page.goBack()
  await chartOf(page, '按原因（帕累托）').getByRole('link').first().focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/complaints\?.*cause=people\.manner/)
  await page.context().close()
})

test('of many services the table names every one, and the bar the picture folds the last ones into opens no list', async () => {
  const page = await open(phone)
  await page.route(/\/api\/complaints\/analysis\?/, async (route) => {
    const answer = await route.fetch()
    const analysis = await answer.json()
    analysis.services = Array.from({ length: 34 }, (_, n) => ({
      ...{ key: `s${n}`, title: `第 ${n + 1} 项`, count: 50 - n, list: `/complaints?service=s${n}` },
    }))
    await route.fulfill({ response: answer, json: analysis })
  })
  await page.goto(`${app.url}/complaints/analysis?received_from=2026-03-01`)
  const services = chartOf(page, '按服务')
  await services.getByRole('row', { name: '第 34 项' }).waitFor()
  expect(await services.getByRole('link').count()).toBe(34)
  const canvas = services.locator('canvas')
  const { width, height } = (await canvas.boundingBox())!
  const band = (height - 48) / 31
  await canvas.click({ position: { x: width / 2, y: band * 30.5 } })
  expect(new URL(page.url()).pathname).toBe('/complaints/analysis')
  await canvas.click({ position: { x: width / 2, y: band * 29.5 } })
  await page.waitForURL(/service=s29/)
  await page.context().close()
})

test('on paper stand the tables under what was asked for, without charts and tools', async () => {
  const page = await open(desk, '?received_from=2026-03-01&received_to=2026-03-02')
  await page.locator('canvas').first().waitFor()
  await page.emulateMedia({ media: 'print' })
  await expect.poll(() => page.locator('canvas:visible').count()).toBe(0)
  expect(await page.locator('.complaint-analysis-tools:visible, .shell-side:visible').count()).toBe(0)
  expect(await page.locator('table:visible').count()).toBe(5)
  expect(await page.getByText('2026年3月1日 至 2026年3月2日 受理 · 可查看的全部机构').isVisible()).toBe(true)
  await page.context().close()
})

test('the charts’ code is fetched by who sees a chart, and where it doesn’t come the tables stand alone', async () => {
  const page = await open(desk)
  await page.locator('canvas').first().waitFor()
  const loaded = () =>
    page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name.split('/').at(-1)!))
  expect((await loaded()).filter((name) => name.startsWith('charts-'))).toHaveLength(1)
  await page.goto(`${app.url}/`)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  expect((await loaded()).filter((name) => name.startsWith('charts-'))).toEqual([])

  await page.route(/\/assets\/(charts|draw)-/, (route) => route.abort())
  await page.goto(`${app.url}/complaints/analysis`)
  await chartOf(page, '按渠道').waitFor()
  await expect.poll(() => page.locator('.chart-drawing').count()).toBe(0)
  expect(await firstList(page, '按渠道')).toContain('channel=phone')
  await page.context().close()
})

test('the queue is worked through by keys beside the list: taken, given to somebody, its severity put right', async () => {
  for (const subject of ['发票开错抬头', '材料遗失']) await story.entered({ subject })
  const context = await sit(browser, { url: app.url, cookie: app.cookieOf('zhou.ting'), viewport: desk })
  const page = await context.newPage()
  await page.clock.setFixedTime(app.clock.now)
  await page.goto(`${app.url}/complaints`)
  await page.getByRole('link', { name: '未分派' }).click()
  const rows = page.locator('tbody tr')
  const first = rows.filter({ hasText: '发票开错抬头' })
  await first.waitFor()
  await first.click()
  const pane = page.getByRole('complementary', { name: '所选记录' })
  await pane.getByRole('button', { name: '由我处理' }).waitFor()
  await page.keyboard.press('t')
  await first.waitFor({ state: 'detached' })
  await rows.filter({ hasText: '材料遗失' }).click()
  await pane.getByRole('heading', { name: '材料遗失' }).waitFor()
  await pane.getByRole('button', { name: '修改事项' }).waitFor()
  await page.keyboard.press('e')
  await hasTheFocus(page, '修改事项')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.keyboard.press('a')
  const assign = await hasTheFocus(page, '分派')
  await page.keyboard.type('陈浩')
  // Whoever else stood there before it was typed is gone.
  const found = page.locator('.ant-select-dropdown:visible .ant-select-item-option')
  await expect.poll(() => found.count()).toBe(1)
  await page.keyboard.press('Enter')
  await assign.getByRole('button', { name: '分派' }).click()
  await rows.filter({ hasText: '材料遗失' }).waitFor({ state: 'detached' })
  await context.close()
})

/** The dialog, once the focus is in the first of its fields. */
async function hasTheFocus(page: Page, name: string) {
  const dialog = page.getByRole('dialog', { name })
  await expect
    .poll(
      () =>
        dialog.evaluate((shown) => {
          const fields = [...shown.querySelectorAll('.form-dialog :is(input, textarea)')]
          return document.activeElement === (fields.find((one) => one.matches(':checked')) ?? fields[0])
        }),
      { timeout: 10_000 },
    )
    .toBe(true)
  return dialog
}

test('whichever dialog of a complaint is opened, its first field has the focus', async () => {
  await story.assigned({ subject: '等第一句回话' })
  const id = await story.investigated({ subject: '服务费多收' })
  await story.entered({ subject: '服务费多收' })
  const context = await sit(browser, { url: app.url, cookie: app.cookieOf('chen.hao'), viewport: desk })
  const page = await context.newPage()
  await page.clock.setFixedTime(app.clock.now)
  await page.goto(`${app.url}/complaints?mine=handling`)
  await page.locator('tbody tr').filter({ hasText: '等第一句回话' }).click()
  await page.getByRole('button', { name: '首次响应' }).waitFor()
  await page.keyboard.press('r')
  await hasTheFocus(page, '首次响应')
  await page.keyboard.type('已收到。')
  expect(await page.getByRole('dialog').getByRole('textbox').inputValue()).toBe('已收到。')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '放弃', exact: true }).click()
  await page.getByRole('dialog').first().waitFor({ state: 'hidden' })
  await page.goto(`${app.url}/complaints/${id}`)
  const more = page.getByRole('button', { name: '更多操作' })
  await more.click()
  const all = await page.getByRole('menuitem').allInnerTexts()
  // Asks, and has no field.
  const words = all.filter((word) => word !== '更换查询码')
  expect(words.length).toBeGreaterThan(6)
  await page.keyboard.press('Escape')
  for (const word of words) {
    await more.click()
    await page.getByRole('menuitem', { name: word, exact: true }).click()
    const dialog = await hasTheFocus(page, word)
    await dialog.getByRole('button', { name: '取消' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }
  await context.close()
})

test('any other of the organisation is merged into by typing its number, and the analysis says what states no service', async () => {
  const into = await story.entered({ subject: '另一件事', description: '发票的抬头开错了，一直没有换。' })
  const other = {
    subject: '说法完全不同',
    description: '换了三次抬头都不对，找谁都没有用。',
    service_key: null,
  }
  const { id } = await story.entered({
    ...other,
    complainant: { name: null, phone: null, email: null, language: 'zh-CN' },
  })
  const context = await sit(browser, { url: app.url, cookie: app.cookieOf('zhou.ting'), viewport: desk })
  const page = await context.newPage()
  await page.clock.setFixedTime(app.clock.now)
  await page.goto(`${app.url}/complaints/analysis`)
  const services = page.getByRole('region', { name: '按服务' })
  await services.getByRole('row', { name: '未说明' }).getByRole('link').click()
  await page.waitForURL(/outcome=no_service/)
  await page.locator('tbody').getByText('说法完全不同').first().waitFor()
  await page.goto(`${app.url}/complaints/${id}`)
  await page.getByRole('button', { name: '更多操作' }).click()
  await page.getByRole('menuitem', { name: '合并', exact: true }).click()
  const dialog = await hasTheFocus(page, '合并')
  const { number } = await story.page(into.id)
  await page.keyboard.type(number)
  await page.locator('.ant-select-dropdown:visible').getByText(number).waitFor()
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: '合并' }).click()
  await page.waitForURL(`${app.url}/complaints/${into.id}`)
  expect((await story.page(id)).went_to).toMatchObject({ number })
  await context.close()
})
