import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium as playwright } from 'playwright-core'

// One renderer per page, as people have it: the packaged single-process mode falls over with several at once. Nothing
// is drawn by a pretended graphics card, which costs half the processor; and the web's security stays on.
const unwanted =
  /^--(single-process|no-zygote|headless|in-process-gpu|use-gl|use-angle|enable-unsafe-swiftshader|ignore-gpu-blocklist|disable-web-security|allow-running-insecure-content)/

// A page that is looked at and left is gone before code made fast has paid for its making.
const unhurried = '--js-flags=--no-maglev --no-turbofan'

/** A browser that came with the packages; nothing is downloaded. */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: process.env.BYLAW_BROWSER ?? (await chromium.executablePath()),
    args: [...chromium.args.filter((one) => !unwanted.test(one)), '--disable-gpu', unhurried],
    headless: true,
  })
}

export const desk = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }

type Sitting = { url: string; cookie: string; language?: string; viewport?: typeof desk; dark?: boolean }

/** A browser window in which somebody is signed in already. */
export async function sit(browser: Browser, sitting: Sitting): Promise<BrowserContext> {
  const { url, cookie, language = 'zh-CN', viewport = desk, dark = false } = sitting
  const context = await browser.newContext({
    viewport,
    locale: language,
    timezoneId: 'Asia/Shanghai',
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    isMobile: viewport.width < 600,
    hasTouch: viewport.width < 600,
  })
  const at = cookie.indexOf('=')
  await context.addCookies([{ url, name: cookie.slice(0, at), value: cookie.slice(at + 1) }])
  await context.addInitScript((chosen) => localStorage.setItem('bylaw.language', chosen), language)
  return context
}
