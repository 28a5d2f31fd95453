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
    await context.addInitScript(watchForScreen)
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    const bytes = await countBytes(devtools, async () => {
      await page.goto(url, { waitUntil: 'commit' })
      return stands(page)
    })
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower })
    await devtools.send('Network.setCacheDisabled', { cacheDisabled: true })
    await page.goto(url, { waitUntil: 'commit' })
    const { began, stood } = await stands(page)
    const usable = stood - began
    return { bytes, usable, interaction: await slowest(page, url) }
  } finally {
    await browser.close()
  }
}

type Standing = { began: number; stood: number }

/** In the page: notes when the heading is there and nothing is a grey bar any more; whoever asks from outside hears it late. */
function watchForScreen() {
  const look = () => {
    if (!document.querySelector('h1') || document.querySelector('.bones, .bone')) return
    observer.disconnect()
    Object.assign(window, { standing: { began: performance.timeOrigin, stood: Date.now() } })
  }
  const observer = new MutationObserver(look)
  observer.observe(document, { subtree: true, childList: true, attributes: true })
}

/** When the page was asked for and when it stood, in milliseconds since 1970. */
async function stands(page: Page): Promise<Standing> {
  const standing = await page.waitForFunction(() => (window as unknown as { standing?: Standing }).standing)
  return (await standing.jsonValue())!
}

/** Bytes, headers included, of all that was asked for until the screen stood, however long it took to come. */
async function countBytes(devtools: CDPSession, open: () => Promise<Standing>): Promise<number> {
  const asked = new Map<string, { at: number; bytes: number }>()
  devtools.on('Network.requestWillBeSent', ({ requestId, wallTime }) =>
    asked.set(requestId, { at: wallTime * 1000, bytes: 0 }),
  )
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const request = asked.get(requestId)
    if (request) request.bytes = encodedDataLength
  })
  await devtools.send('Network.enable')
  await devtools.send('Network.setExtraHTTPHeaders', { headers: { 'Accept-Encoding': 'gzip' } })
  const { stood } = await open()
  await new Promise((resolve) => setTimeout(resolve, 1000))
  await devtools.send('Network.setExtraHTTPHeaders', { headers: {} })
  return [...asked.values()].reduce((sum, { at, bytes }) => sum + (at <= stood ? bytes : 0), 0)
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
