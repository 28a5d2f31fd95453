import type { People } from './people.ts'
import type { StoredRequest } from './rows.ts'

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

/** Superiors of the slow who may see the matter and have no part in it: the applicant isn't told of the own request. */
export function tellableSuperiors(
  people: People,
  persons: readonly string[],
  { row, signers }: StoredRequest,
): string[] {
  const taking = new Set([row.applicant_id, ...signers.map(({ person_id }) => person_id)])
  const all = persons.flatMap((person) =>
    superiorsOf(people, person, (one) => !taking.has(one) && people.mayDecide(one)),
  )
  return [...new Set(all)]
}
