import { afterAll, beforeAll, expect, test } from 'vitest'
import { listRegistrations } from '../../src/chapters/establishment/application/registration/list/contract.ts'
import { startApp } from '../support/app.ts'
import { violationsOn } from '../support/axe.ts'
import { desk, openBrowser, phone, sit } from '../support/browser.ts'
import { complaintStoryOf } from '../support/complaint-story.ts'
import { storyOf } from '../support/establishment-story.ts'
import { heading, press } from '../support/gestures.ts'

const app = await startApp()
const story = storyOf(app)
const complaints = complaintStoryOf(app)
const browser = await openBrowser()
afterAll(() => browser.close())
const step = { timeout: 90_000 }
const numbers: string[] = []

beforeAll(async () => {
  for (let n = 0; n < 2; n++) numbers.unshift((await story.issued({ by: 'chen.hao' })).document.number)
}, 60_000)

async function open(path: string, { dark = false, viewport = desk } = {}) {
  const context = await sit(browser, { url: app.url, cookie: app.cookieOf('zhou.ting'), dark, viewport })
  const page = await context.newPage()
  await page.goto(app.url + path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

test('the keys walk a list with a preview beside it, and ? names every one of them', step, async () => {
  const page = await open('/documents')
  const rows = page.getByRole('row')
  await rows.filter({ hasText: numbers[0]! }).waitFor()
  const pane = page.getByRole('complementary', { name: '所选记录' })
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('p')
  await pane.getByText(numbers[0]!).waitFor()
  await page.keyboard.press('ArrowDown')
  await pane.getByText(numbers[1]!).waitFor()
  await page.keyboard.press('ArrowUp')
  await pane.getByText(numbers[0]!).waitFor()
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: '快捷键' })
  for (const word of [
    '下一条',
    '上一条',
    '打开',
    '显示或收起预览',
    '选择',
    '关闭预览',
    '搜索、跳转、执行命令',
  ])
    await help.getByText(word, { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'hidden' })
  await page.keyboard.press('Escape')
  await pane.waitFor({ state: 'hidden' })
  // Where there is no preview to close, no key is said to close one.
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('?')
  await help.getByText('离开这一条', { exact: true }).waitFor()
  expect(await help.getByText('关闭预览').count()).toBe(0)
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'hidden' })
  await page.keyboard.press('Escape')
  // Enter opens what one stands on, also where the row itself has the focus.
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await rows.filter({ hasText: numbers[1]! }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}$/)
  await page.getByText(numbers[1]!).first().waitFor()
})

test(
  'the list of registrations names the organisation to be established, at a desk and on a phone',
  step,
  async () => {
    const { items } = await app.as('zhou.ting').call(listRegistrations, { query: {} })
    const { name, number } = items[0]!.application
    for (const viewport of [desk, phone]) {
      const page = await open('/establishment/registrations', { viewport })
      const row = viewport === desk ? page.getByRole('row') : page.locator('.list-card')
      await row.filter({ hasText: number! }).filter({ hasText: name! }).first().waitFor()
      await page.getByText('拟设名称').first().waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        viewport.width,
      )
      expect(await violationsOn(page)).toEqual([])
    }
  },
)

test('columns and density are remembered on the device', step, async () => {
  const page = await open('/documents')
  const hash = page.getByRole('columnheader', { name: 'SHA-256' })
  const row = page.getByRole('row').filter({ hasText: numbers[0]! })
  await row.waitFor()
  const before = await row.evaluate((one) => one.clientHeight)
  expect(await hash.count()).toBe(0)
  await press(page, '显示的列')
  await page.getByRole('checkbox', { name: 'SHA-256' }).check()
  await press(page, '紧凑行距')
  await page.reload()
  await hash.waitFor()
  expect(await row.evaluate((one) => one.clientHeight)).toBeLessThan(before)
})

test('what is chosen is done at once: the files of two documents', step, async () => {
  const page = await open('/documents')
  await page.getByRole('row').filter({ hasText: numbers[0]! }).waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  const bar = page.getByRole('toolbar', { name: '批量操作' })
  await bar.getByText('已选 1 条').waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await bar.getByText('已选 2 条').waitFor()
  expect(await violationsOn(page)).toEqual([])
  const saved: string[] = []
  page.on('download', (download) => saved.push(download.suggestedFilename()))
  await press(bar, '下载 Word')
  await bar.waitFor({ state: 'hidden' })
  await expect.poll(() => saved.length).toBe(2)
  expect(saved).toEqual([expect.stringMatching(/\.docx$/), expect.stringMatching(/\.docx$/)])
  expect(new Set(saved).size).toBe(2)
})

test.each([
  ['/', '工作台'],
  ['/documents', '已签发文件'],
  ['/organisations/map', /./],
])('%s can be read in the dark', step, async (path, title) => {
  const page = await open(path, { dark: true })
  await heading(page, title).waitFor()
  await page.waitForLoadState('networkidle')
  expect(await page.evaluate(() => document.documentElement.dataset.mode)).toBe('dark')
  expect(await violationsOn(page)).toEqual([])
})

test('filters few people need wait behind a button; one that is set is shown', step, async () => {
  const page = await open('/issues')
  const bar = page.getByRole('search', { name: '筛选条件' })
  const severity = bar.getByRole('combobox', { name: '严重程度' })
  await bar.getByRole('combobox', { name: '状态' }).waitFor()
  expect(await severity.count()).toBe(0)
  await press(page, '更多条件')
  await severity.waitFor()
  await page.goto(`${app.url}/issues?severity=critical`)
  await severity.waitFor()
  expect(await bar.getByRole('button', { name: '更多条件' }).count()).toBe(1)
})

test('a list on paper has no filters, and gives a title the room it takes', step, async () => {
  const page = await open('/documents')
  const title = page.getByRole('row').filter({ hasText: numbers[0]! }).getByRole('cell').nth(2)
  await title.waitFor()
  await page.setViewportSize({ width: 794, height: 1123 })
  await page.emulateMedia({ media: 'print' })
  await expect.poll(() => page.getByRole('search', { name: '筛选条件' }).count()).toBe(0)
  expect(await title.evaluate((cell) => cell.clientHeight)).toBeLessThan(80)
  await page.context().close()
})

test(
  'the head of a column leads through the orders the list has, and an old link to another one opens the list as it is',
  step,
  async () => {
    const late = await complaints.assigned({ severity: 4 })
    app.clock.advance(3_600_000)
    const early = await complaints.assigned({ severity: 1 })
    const numberOf = async (id: string) => (await complaints.page(id)).number
    const [first, last] = [await numberOf(late), await numberOf(early)]
    const page = await open('/complaints')
    const refused: string[] = []
    page.on('response', (answer) => answer.status() >= 400 && refused.push(answer.url()))
    const shown = async (sort: string | null, ...numbers: string[]) => {
      await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe(sort)
      await expect
        .poll(async () =>
          (await page.locator('tbody tr').allInnerTexts()).map((text) => /TS-[0-9-]+/.exec(text)?.[0]),
        )
        .toEqual(numbers)
    }
    const head = (name: string) => page.getByRole('columnheader', { name })
    await shown(null, last, first)
    await head('受理时间').getByRole('button').click()
    await shown('received', first, last)
    expect(await head('受理时间').getAttribute('aria-sort')).toBe('ascending')
    await head('受理时间').getByRole('button').click()
    await shown('-received', last, first)
    await head('受理时间').getByRole('button').click()
    await shown(null, last, first)
    await head('时限').getByRole('button').click()
    await shown('due', first, last)
    await head('时限').getByRole('button').click()
    await shown(null, last, first)
    for (const sort of ['-due', '--received', 'nothing', 'due&sort=received']) {
      await page.goto(`${app.url}/complaints?sort=${sort}`)
      await page.getByRole('row').filter({ hasText: first }).waitFor()
      await page.getByRole('button', { name: '导出所示内容' }).click()
      const item = page.getByRole('menuitem').first()
      await Promise.all([page.waitForEvent('download'), item.click()])
    }
    expect(refused).toEqual([])
  },
)

test('whoever types faster than the answers come gets what they typed last, or nothing', step, async () => {
  const page = await open('/documents')
  const field = page.getByRole('combobox', { name: '相关机构' })
  const list = page.locator('.ant-select-dropdown:visible')
  const under = () => new URL(page.url()).searchParams.get('under')
  let held = Promise.withResolvers<void>()
  await page.route(/\/api\/organisations\?.*q=/, async (route) => {
    if (!/上海/.test(decodeURIComponent(route.request().url()))) await held.promise
    await route.continue().catch(() => {})
  })
  const typeOver = async (text: string) => {
    await field.click()
    await field.fill('上海')
    await expect.poll(() => list.getByRole('option').count()).toBe(1)
    await list.getByTitle('上海分公司').waitFor()
    await field.fill(text)
  }

  // The answer to an earlier text is on the screen: Enter takes what the last one finds.
  await typeOver('广州')
  await page.keyboard.press('Enter')
  await list.getByTitle('上海分公司').waitFor()
  expect(under()).toBeNull()
  held.resolve()
  await expect.poll(under).toBe(app.org('广州分公司').id)
  await list.waitFor({ state: 'hidden' })
  expect(await field.inputValue()).toBe('')

  // Whoever goes on typing after Enter hasn't decided, and Tab leaves the field as it was.
  held = Promise.withResolvers()
  await typeOver('北京')
  await page.keyboard.press('Enter')
  await field.fill('北京分')
  await page.keyboard.press('Tab')
  await list.waitFor({ state: 'hidden' })
  held.resolve()
  await page.unrouteAll({ behavior: 'wait' })
  expect(under()).toBe(app.org('广州分公司').id)

  // What finds nothing takes nothing.
  await field.click()
  await field.fill('没有的机构')
  await page.keyboard.press('Enter')
  await list.getByText('没有找到').waitFor()
  expect(under()).toBe(app.org('广州分公司').id)
  await page.context().close()
})
