import { afterAll, expect, test } from 'vitest'
import { startApp } from '../../test/support/app.ts'
import { desk, openBrowser, sit } from '../../test/support/browser.ts'

const app = await startApp()
const browser = await openBrowser()
afterAll(() => browser.close())

test('the API reference asks nobody outside, breaks no policy and advertises nothing', {
  timeout: 120_000,
}, async () => {
  const context = await sit(browser, { url: app.url, cookie: app.cookieOf('shen.jing'), viewport: desk })
  const page = await context.newPage()
  // The reference is some megabytes of script.
  page.setDefaultTimeout(100_000)
  const wrong: string[] = []
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()))
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (protocol.startsWith('http') && host !== new URL(app.url).host) wrong.push(request.url())
  })
  await page.goto(`${app.url}/api/docs`)
  await page.getByRole('heading', { name: 'Bylaw' }).waitFor()
  await page.getByText('/api/accounts', { exact: true }).first().waitFor()
  const advertised = page.getByText(/powered by|ask ai|api client|mcp/i)
  for (const one of await advertised.all()) expect(await one.isVisible(), await one.innerText()).toBe(false)
  expect(wrong).toEqual([])
  await context.close()
})
