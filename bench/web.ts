import type { CDPSession, Page } from 'playwright-core'
import { openBrowser, sit } from '../test/support/browser.ts'
import type { Target } from './api/target.ts'

export type WebResult = {
  /** Bytes over the wire until the first screen stands, to a browser that takes gzip; one that takes Brotli gets fewer. */
  bytes: number
  /** Milliseconds until the workbench stands, on a processor four times slower. */
  usable: number
  /** The longest of some key presses and clicks in the longest list until the next picture, in milliseconds, as slow. */
  interaction: number
}

/** How many times slower the processor pretends to be. */
const slower = 4

/** What the web app costs whoever opens it for the first time, at headquarters of a company. */
export async function measureWeb({ ports, cookies }: Pick<Target, 'ports' | 'cookies'>): Promise<WebResult> {
  const url = `http://127.0.0.1:${ports.api}`
  const browser = await openBrowser()
  try {
    const context = await sit(browser, { url, cookie: cookies.headquarters })
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    const bytes = await countBytes(devtools, async () => {
      await page.goto(url, { waitUntil: 'commit' })
      await stands(page)
    })
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower })
    await devtools.send('Network.setCacheDisabled', { cacheDisabled: true })
    const began = performance.now()
    await page.goto(url, { waitUntil: 'commit' })
    await stands(page)
    const usable = performance.now() - began
    return { bytes, usable, interaction: await slowest(page, url) }
  } finally {
    await browser.close()
  }
}

/** The heading is there, and nothing is a grey bar any more. */
async function stands(page: Page) {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForFunction(() => document.querySelector('.bones, .bone') === null)
}

/** Bytes, headers included, of all that was asked for until the screen stood, however long it took to come. */
async function countBytes(devtools: CDPSession, open: () => Promise<void>): Promise<number> {
  const asked = new Map<string, number>()
  devtools.on('Network.requestWillBeSent', ({ requestId }) => asked.set(requestId, 0))
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
    asked.set(requestId, encodedDataLength),
  )
  await devtools.send('Network.enable')
  await devtools.send('Network.setExtraHTTPHeaders', { headers: { 'Accept-Encoding': 'gzip' } })
  await open()
  const until = [...asked.keys()]
  await new Promise((resolve) => setTimeout(resolve, 1000))
  await devtools.send('Network.setExtraHTTPHeaders', { headers: {} })
  return until.reduce((sum, request) => sum + asked.get(request)!, 0)
}

/** Going down the list of complaints row by row and typing into its search. */
async function slowest(page: Page, url: string): Promise<number> {
  await page.goto(`${url}/complaints`, { waitUntil: 'networkidle' })
  await page.evaluate(() => {
    const seen: number[] = []
    Object.assign(window, { seen })
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.push(entry.duration)
    })
    observer.observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit)
  })
  for (let n = 0; n < 12; n++) await page.keyboard.press('j')
  await page.locator('.filter-search input').first().click()
  await page.keyboard.type('社保', { delay: 80 })
  await page.waitForTimeout(1500)
  return page.evaluate(() => Math.max(0, ...(window as unknown as { seen: number[] }).seen))
}
