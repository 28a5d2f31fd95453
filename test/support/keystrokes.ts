import type { Locator, Page } from 'playwright-core'

/**
 * Seconds of what a hand does, by the keystroke-level model: a key of somebody who types with no training, or a
 * button of the mouse; pointing at something; a hand between mouse and keyboard; making up one's mind. It tells what a
 * person who makes no mistake needs, without what the machine takes.
 * Source: Card, Moran & Newell, The keystroke-level model for user performance time with interactive systems,
 * Communications of the ACM 23 (1980) 7, 396–410.
 */
export const seconds = { key: 0.28, point: 1.1, home: 0.4, mind: 1.35 } as const
type Operator = keyof typeof seconds

/** Somebody at a page whose every key, press, reach and decision is counted. They begin with a hand on the mouse. */
export function atWork(page: Page) {
  const counts: Record<Operator, number> = { key: 0, point: 0, home: 0, mind: 0 }
  let hand: 'mouse' | 'keyboard' = 'mouse'
  const reach = (where: typeof hand) => {
    if (hand !== where) counts.home += 1
    hand = where
  }
  return {
    counts,
    total: () =>
      (Object.keys(seconds) as Operator[]).reduce((sum, one) => sum + counts[one] * seconds[one], 0),
    /** What comes next, where it goes, what it is called: whatever the page doesn't decide. */
    decide: () => {
      counts.mind += 1
    },
    press: async (place: Locator) => {
      reach('mouse')
      counts.point += 1
      counts.key += 1
      await place.click()
    },
    /** Turns the wheel over a frame until a place is in sight there: a key for every notch. */
    bring: async (place: Locator, frame: Locator) => {
      if (await isWithin(place, frame)) return
      reach('mouse')
      counts.point += 1
      await frame.hover({ position: { x: 20, y: 200 } })
      for (let n = 0; n < 30 && !(await isWithin(place, frame)); n++) {
        counts.key += 1
        await page.mouse.wheel(0, 100)
        await page.waitForTimeout(50)
      }
    },
    /** Keys pressed together count one each. */
    keys: async (combination: string) => {
      reach('keyboard')
      counts.key += combination.split('+').length
      await page.keyboard.press(combination)
    },
    /** A text; `spelt`: the Latin letters a Chinese one is entered by, and one key takes the word offered. */
    write: async (text: string, spelt?: string) => {
      reach('keyboard')
      counts.key += spelt === undefined ? text.length : spelt.length + 1
      await page.keyboard.type(text)
    },
  }
}

async function isWithin(place: Locator, frame: Locator): Promise<boolean> {
  const [one, around] = await Promise.all([place.boundingBox(), frame.boundingBox()])
  return (
    one !== null && around !== null && one.y >= around.y && one.y + one.height <= around.y + around.height
  )
}
