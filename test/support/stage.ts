import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterEach } from 'vitest'
import type { CastUser } from '../../db/seed/cast.ts'
import type { TestApp } from './app.ts'
import { desk, sit } from './browser.ts'

/** Where a phone says it is. */
export const hangzhou = { longitude: 120.21, latitude: 30.25, accuracy: 12 }

/** People at their windows, each signed in, with a clock that shows the server's time and a place where they are. */
export function stageOf(app: TestApp, browser: Browser) {
  const windows = new Map<string, Page>()
  let faults: string[] = []

  async function openWindow(user: CastUser, viewport: typeof desk) {
    const context = await sit(browser, { url: app.url, cookie: app.cookieOf(user), viewport })
    await context.grantPermissions(['geolocation'])
    await context.setGeolocation(hangzhou)
    const page = await context.newPage()
    listen(page, user)
    return page
  }

  function listen(page: Page, user: CastUser) {
    const tell = (fault: string) => void faults.push(`${user}: ${fault}`)
    page.on('pageerror', (error) => tell(error.message))
    page.on('console', (message) => {
      // What was refused is told by its response, with its address.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        tell(message.text())
    })
    page.on('response', (response) => {
      if (response.status() < 400) return
      const path = new URL(response.url()).pathname.replace(/[0-9a-f-]{36}/g, ':id')
      tell(`${response.status()} ${response.request().method()} ${path}`)
    })
    page.on('requestfailed', (request) => {
      const why = request.failure()?.errorText
      // A read given up because one went elsewhere; a file that became a download.
      if (why !== 'net::ERR_ABORTED') tell(`${why} ${request.method()} ${new URL(request.url()).pathname}`)
    })
  }

  /** Somebody's window, at a path if one is given; the same window each time, told the time anew. */
  async function at(user: CastUser, path?: string, { viewport = desk } = {}): Promise<Page> {
    const key = `${user} ${viewport.width}`
    const page = windows.get(key) ?? (await openWindow(user, viewport))
    windows.set(key, page)
    await page.clock.setFixedTime(app.clock.now)
    if (path !== undefined) await page.goto(app.url + path)
    return page
  }

  /** Another window of the same person, beside the first. */
  async function beside(page: Page, user: CastUser, path: string): Promise<Page> {
    const other = await page.context().newPage()
    listen(other, user)
    await other.goto(app.url + path)
    return other
  }

  /** What went wrong in any window since this was last asked. */
  function faultsSince(): string[] {
    const told = faults
    faults = []
    return told
  }
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    for (const [window, page] of windows) await keep(page, `${task.file.name} ${task.name} ${window}`)
  })
  return { at, beside, faultsSince }
}

/** What a window showed when a step failed, for whoever looks into it. */
async function keep(page: Page, called: string) {
  const name = called.replaceAll(/[/\s]+/g, '-')
  const file = path.join(import.meta.dirname, '../../test-results', `${name}.png`)
  await page.screenshot({ path: file, fullPage: true, timeout: 5000 }).catch(() => {})
}
