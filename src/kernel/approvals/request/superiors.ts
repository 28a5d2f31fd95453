import type { People } from './people.ts'

/**
 * The heads of the person's own place on the line, else of the next above, that aren't the person and pass `fits`.
 */
export function superiorsOf(
  people: People,
  person: string,
  fits: (head: string) => boolean = () => true,
): string[] {
  const level = people.levelOf(person)
  for (const org of people.line.slice(level)) {
    const heads = people.headsOf(org).filter((head) => head !== person && fits(head))
    if (heads.length > 0) return heads
  }
  return []
}
