import type { Locator, Page } from 'playwright-core'

type Place = Page | Locator
export type Given = { name: string; bytes: Buffer }

/** By its verb; an icon before it has a name of its own. */
export const button = (place: Place, verb: string) =>
  place.getByRole('button', { name: new RegExp(`(^| )${verb}$`) })
export const press = (place: Place, name: string) => button(place, name).click()
export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

/** The verb of the dialog that is open: with a reason where it asks for one. */
export async function confirm(page: Page, verb: string, reason?: string) {
  const dialog = page.getByRole('dialog')
  if (reason !== undefined) await dialog.getByRole('textbox').fill(reason)
  const yes = button(dialog, verb)
  await yes.click()
  // What is refused may be told in a dialog of its own.
  await yes.waitFor({ state: 'hidden' })
}

/** Finds by typing, and takes the one of that name once everything found is there. */
export async function choose(place: Place, field: string, name: string) {
  const box = place.getByRole('combobox', { name: field, exact: true })
  await box.click()
  await box.fill(name)
  await place.locator('.ant-select', { has: box }).locator('.anticon-loading').waitFor({ state: 'hidden' })
  const page = 'page' in place ? place.page() : place
  await page.locator('.ant-select-dropdown:visible').getByTitle(name).click()
}

/** A day typed into its field. */
export async function fillDay(field: Locator, day: string) {
  await field.fill(day)
  await field.press('Enter')
}

/** Chooses files as a person does: the button opens the chooser. */
export async function give(opener: Locator, ...files: Given[]) {
  const [chooser] = await Promise.all([opener.page().waitForEvent('filechooser'), opener.click()])
  await chooser.setFiles(files.map(({ name, bytes }) => ({ name, mimeType: typeOf(name), buffer: bytes })))
}

const types = { pdf: 'application/pdf', csv: 'text/csv' } as Record<string, string>
const typeOf = (name: string) => types[name.split('.').at(-1)!] ?? 'image/png'

/** Verbs of the menu beside the one primary button, and that button itself. */
export async function verbsOf(page: Page): Promise<string[]> {
  const actions = page.locator('.record-actions')
  const primary = await actions.locator('.ant-btn-primary').allInnerTexts()
  const more = actions.getByRole('button', { name: '更多操作' })
  if ((await more.count()) === 0) return primary
  await more.click()
  const menu = page.getByRole('menu').last()
  await menu.waitFor()
  const others = await menu.getByRole('menuitem').allInnerTexts()
  await page.keyboard.press('Escape')
  await menu.waitFor({ state: 'hidden' })
  return [...primary, ...others]
}

/** Takes a verb of the menu beside the primary button. */
export async function pick(page: Page, verb: string) {
  await page.locator('.record-actions').getByRole('button', { name: '更多操作' }).click()
  await page.getByRole('menuitem', { name: verb, exact: true }).click()
}

export const isFocused = (place: Locator) => place.evaluate((one) => one === document.activeElement)

/** Tab by Tab, as whoever has no mouse comes to it. */
export async function tabTo(page: Page, field: Locator, most = 60) {
  for (let n = 0; n < most; n++) {
    if (await isFocused(field)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${most} times Tab lead nowhere near ${field}`)
}
