import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acknowledge } from '../../src/chapters/complaints/complaint/contract.ts'
import { measureControls } from '../../src/kernel/controls/measure.ts'
import { startApp } from '../support/app.ts'
import { desk, openBrowser, phone, sit } from '../support/browser.ts'
import { complaintStoryOf } from '../support/complaint-story.ts'

const app = await startApp({ now: '2026-03-02T01:00:00.000Z' })
const story = complaintStoryOf(app)
let browser: Browser
beforeAll(async () => {
  await story.resolved()
  const late = await story.assigned()
  await story.entered({ by: 'zheng.kai', org_id: app.org('广州分公司').id })
  app.clock.set('2026-03-20T01:00:00.000Z')
  await story.say(late, acknowledge)
  await measureControls(app.kernel)
  browser = await openBrowser()
})
afterAll(() => browser?.close())

async function open(viewport: typeof desk): Promise<Page> {
  const context = await sit(browser, { url: app.url, cookie: app.cookieOf('zhou.ting'), viewport })
  const page = await context.newPage()
  await page.goto(`${app.url}/regulation/standing/4.4.1`)
  return page
}

test.each([
  ['at a desk', desk],
  ['on a phone', phone],
])(
  'the numbers of a clause, its organisations and its months open their records %s',
  async (_where, viewport) => {
    const page = await open(viewport)
    const month = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '2026-03' }) })
    await month.getByText('第 1 项').waitFor()
    const words = '建立投诉处理机制，明确受理渠道、处理流程、反馈时间，及时有效处理。'
    expect(await page.locator('.clause-words').innerText()).toBe(words)
    // The first item: one of three acknowledged in time. Those that were not are two.
    await month.getByRole('link', { name: '未达标的' }).first().click()
    await page.waitForURL(/counted=complaints\.acknowledged_on_time&counted_in=2026-03&counted_as=unmet/)
    await page.getByText('社保增员没有办上').first().waitFor()
    expect(await page.getByText('社保增员没有办上').count()).toBe(2)
    if (viewport === desk) await page.getByRole('search').getByRole('link', { name: '4.4.1' }).waitFor()
    await page.context().close()
  },
)
