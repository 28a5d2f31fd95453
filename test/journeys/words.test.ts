import { setTimeout as sleep } from 'node:timers/promises'
import type { Page, Route } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { openBrowser, sit } from '../support/browser.ts'

const app = await startApp({ now: new Date().toISOString() })
const browser = await openBrowser()
afterAll(() => browser.close())

/** All words of a language, unlike the first ones, in the page's way; what `then` says is done with them. */
async function hold(page: Page, then: (route: Route) => Promise<void>) {
  await page.route(/\/assets\/(zh-CN|en)-[^/]*\.json$/, async (route) => {
    const answer = await route.fetch()
    await ((await answer.body()).length > 200_000 ? then(route) : route.fulfill({ response: answer }))
  })
}

/** Something that looks like a message's key, or a button that says nothing. */
const unsaid = (page: Page) =>
  page.evaluate(() => [
    ...(document.body.innerText.match(/\b[a-z_]+(\.[a-z_]+){2,}\b/g) ?? []),
    ...[...document.querySelectorAll('button, a, h1, h2, h3')]
      .filter(
        (one) => !one.textContent?.trim() && !one.getAttribute('aria-label') && !one.querySelector('img'),
      )
      .map((one) => one.outerHTML.slice(0, 200)),
  ])

/** From the frame, without loading the app anew. */
const openInbox = (page: Page) => page.locator('a[href="/inbox"]').first().click()

async function sitDown(language: string) {
  const cookie = app.cookieOf('zhou.ting')
  const context = await sit(browser, { url: app.url, cookie, language })
  return context.newPage()
}

test.each(['zh-CN', 'en'])(
  'the workbench stands in %s before the words of other pages are here',
  async (language) => {
    const page = await sitDown(language)
    let held = 0
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    await hold(page, async (route) => {
      held++
      await released
      await route.continue()
    })
    await page.goto(app.url)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForFunction(() => document.querySelector('.bones, .bone') === null)
    expect(await unsaid(page)).toEqual([])

    await openInbox(page)
    await page.locator('main .bones').first().waitFor()
    await expect.poll(() => held).toBe(1)
    release()
    await page.getByRole('heading', { level: 1, name: language === 'en' ? 'Inbox' : '收件箱' }).waitFor()
    expect(await unsaid(page)).toEqual([])
  },
)

test('on a slow line the words of other pages wait until the first one stands', async () => {
  const page = await sitDown('zh-CN')
  let asked = 0
  await hold(page, (route) => {
    asked++
    return route.continue()
  })
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/api/tasks?*', async (route) => {
    await released
    await route.continue()
  })
  await page.clock.install()
  await page.goto(app.url)
  await page.locator('.bones').first().waitFor()
  await page.clock.runFor(20_000)
  // What it had asked for by then would have come here by now.
  await sleep(500)
  expect(asked).toBe(0)
  release()
  await page.waitForFunction(() => document.querySelector('.bones') === null)
  await page.clock.runFor(3000)
  await expect.poll(() => asked).toBe(1)
})

test('a page whose words cannot be had says so, and is there when asked for again', async () => {
  const page = await sitDown('zh-CN')
  let broken = true
  await hold(page, (route) => (broken ? route.abort() : route.continue()))
  await page.goto(`${app.url}/`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await openInbox(page)
  await page.getByText('此页面出错了').waitFor()
  broken = false
  await page.getByRole('button', { name: '刷新页面' }).click()
  await page.getByRole('heading', { level: 1, name: '收件箱' }).waitFor()
})

test('another language leaves what is filled in', async () => {
  const page = await sitDown('zh-CN')
  await page.goto(`${app.url}/complaints`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('.filter-search input').first().fill('缴费')
  await page.locator('.language-switch').getByTitle('English').first().click()
  await page.getByRole('heading', { level: 1, name: 'Complaints' }).waitFor()
  expect(await page.locator('.filter-search input').first().inputValue()).toBe('缴费')
})

test('words the first ones lack are said once they are here, on the page that stands', async () => {
  const page = await sitDown('zh-CN')
  const first = /\/assets\/zh-CN-[^/]*\.json$/
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(first, async (route) => {
    const answer = await route.fetch()
    const { 'tasks.workbench.title': title, ...words } = (await answer.json()) as Record<string, string>
    if (Object.keys(words).length > 2000) {
      await released
      await route.fulfill({ json: { 'tasks.workbench.title': title, ...words } })
    } else await route.fulfill({ json: words })
  })
  await page.goto(app.url)
  const heading = page.getByRole('heading', { level: 1 }).first()
  await heading.waitFor({ state: 'attached' })
  expect(await heading.textContent()).not.toContain('工作台')
  release()
  await page.getByRole('heading', { level: 1, name: '工作台' }).waitFor()
})

test('a page that comes while another language is on its way stays, with what is filled in', async () => {
  const page = await sitDown('zh-CN')
  const releases = new Map<string, () => void>()
  await page.route(/\/assets\/(zh-CN|en)-[^/]*\.json$/, async (route) => {
    const answer = await route.fetch()
    const whole = (await answer.body()).length > 200_000
    const name = `${whole ? 'all' : 'first'} ${/\/(zh-CN|en)-/.exec(route.request().url())![1]}`
    if (name === 'all zh-CN' || name === 'first en')
      await new Promise<void>((resolve) => {
        releases.set(name, resolve)
      })
    await route.fulfill({ response: answer })
  })
  await page.goto(app.url)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await openInbox(page)
  await expect.poll(() => [...releases.keys()]).toEqual(['all zh-CN'])
  await page.locator('.language-switch').getByTitle('English').first().click()
  await expect.poll(() => [...releases.keys()]).toEqual(['all zh-CN', 'first en'])
  releases.get('all zh-CN')!()
  const heading = page.getByRole('heading', { level: 1 })
  await page.getByRole('heading', { level: 1, name: '收件箱' }).waitFor()
  // Were the page taken away and put back, this heading would be another.
  await heading.evaluate((one) => one.setAttribute('data-stood', 'yes'))
  releases.get('first en')!()
  await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor()
  expect(await heading.getAttribute('data-stood')).toBe('yes')
})

test('of two languages chosen one after the other the last one holds, whichever comes first', async () => {
  const page = await sitDown('zh-CN')
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.goto(`${app.url}/inbox`)
  await page.getByRole('heading', { level: 1, name: '收件箱' }).waitFor()
  await page.route(/\/assets\/en-[^/]*\.json$/, async (route) => {
    await released
    await route.continue()
  })
  const languages = page.locator('.language-switch')
  await languages.getByTitle('English').first().click()
  await languages.getByTitle('繁體中文').first().click()
  await page.getByRole('heading', { level: 1, name: '收件匣' }).waitFor()
  const english = page.waitForResponse(/\/assets\/en-/)
  release()
  await (await english).finished()
  await page.waitForTimeout(300)
  expect(
    await page.evaluate(() => [document.documentElement.lang, localStorage.getItem('bylaw.language')]),
  ).toEqual(['zh-TW', 'zh-TW'])
})
