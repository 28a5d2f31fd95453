import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { desk, openBrowser, sit } from '../support/browser.ts'

const base = 'http://bylaw.hengyuan.example'
const app = await startApp({ env: { BASE_URL: base } })
const bare = await startApp()
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

test('the poster of an organisation leads customers to the address of the installation, not to the one it is looked at by', async () => {
  const context = await sit(browser, { url: app.url, cookie: app.cookieOf('li.wei'), viewport: desk })
  const page = await context.newPage()
  await page.goto(`${app.url}/complaints/door`)
  const link = page.locator('.door-poster a')
  await link.waitFor()
  expect(await link.getAttribute('href')).toBe(`${base}/public/complaints/at/HD-SH`)
  expect(await link.innerText()).toBe(`${base}/public/complaints/at/HD-SH`)
  expect(await page.getByRole('alert').count()).toBe(0)
  // Whoever looks for another organisation sees its name and its code apart.
  await page.getByRole('combobox').fill('上海')
  const option = page.locator('.ant-select-dropdown:visible .search-option').first()
  await option.waitFor()
  expect(await option.textContent()).toBe('上海分公司 HD-SH')
  const [name, code] = await option
    .locator('span')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect()))
  expect(code!.left - name!.right).toBeGreaterThanOrEqual(16)
  await context.close()
})

test('where nobody said by what address customers come it leads to the one it is looked at by, and says so', async () => {
  const context = await sit(browser, { url: bare.url, cookie: bare.cookieOf('li.wei'), viewport: desk })
  const page = await context.newPage()
  await page.goto(`${bare.url}/complaints/door`)
  const link = page.locator('.door-poster a')
  await link.waitFor()
  expect(await link.getAttribute('href')).toBe(`${bare.url}/public/complaints/at/HD-SH`)
  await page.getByRole('alert').filter({ hasText: 'BASE_URL' }).waitFor()
  await context.close()
})
