import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe finds wrong with the page as it stands, once nothing moves, each rule with its first place. Pages have no frames to look into. */
export async function violationsOn(page: Page): Promise<string[]> {
  // A megabyte and a half: given once, it stays until the page is loaded anew.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async () => {
    // What fades in or out has other colours on its way.
    const passing = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
    await Promise.allSettled(passing.map(({ finished }) => finished))
    const { run } = (window as unknown as { axe: typeof axe }).axe
    const { violations } = await run({ exclude: [['.docx-preview']] }, { resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)
  })
}
