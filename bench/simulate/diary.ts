import { day } from './days.ts'
import type { Happening, Trail } from './trail.ts'

type Page = { at: number; happening?: Happening; then?: () => void }

/** What is to happen, day by day: entries are appended in the order of time, whoever planned them when. */
export class Diary {
  readonly #days = new Map<number, Page[]>()
  readonly #end: number

  /** Nothing happens after the end. */
  constructor(end: number) {
    this.#end = end
  }

  note(happening: Happening): void {
    this.#put({ at: happening.at, happening })
  }

  /** Something that depends on what else has happened until then. */
  plan(at: number, then: () => void): void {
    this.#put({ at, then })
  }

  /** The day's entries go to the trail; what they lead to on the same day comes after them. */
  turn(number: number, trail: Trail): void {
    for (;;) {
      const pages = this.#days.get(number)
      this.#days.delete(number)
      if (!pages) return
      pages.sort((a, b) => a.at - b.at)
      for (const { happening, then } of pages) {
        if (happening) trail.append(happening)
        then?.()
      }
    }
  }

  /** Days that still hold something, the first of them first. */
  get first(): number {
    return Math.min(...this.#days.keys())
  }

  #put(page: Page): void {
    if (page.at > this.#end) return
    const number = Math.floor(page.at / day)
    const known = this.#days.get(number)
    if (known) known.push(page)
    else this.#days.set(number, [page])
  }
}
