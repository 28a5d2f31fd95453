import type { Ctx } from '../http/context.ts'
import type { FoundEntry } from './contract.ts'

/** `exact`: what was typed is what these are called; they come before everything else, otherwise after it. */
export type Found = { exact: boolean; entries: FoundEntry[] }
type Finder = (ctx: Ctx, query: { text: string; limit: number }) => Promise<Found>

const finders: Finder[] = []

/** For what is found beside the records, such as clauses of the regulation; said once at start. */
export function addFinder(finder: Finder): void {
  if (!finders.includes(finder)) finders.push(finder)
}

export const findBeside = (ctx: Ctx, query: { text: string; limit: number }): Promise<Found[]> =>
  finders.reduce<Promise<Found[]>>(
    async (before, finder) => [...(await before), await finder(ctx, query)],
    Promise.resolve([]),
  )
