import { isDeepStrictEqual } from 'node:util'
import { refused } from '../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import type { Given } from './kinds/kind.ts'
import { kinds } from './kinds/kinds.ts'

/** Refuses what can't be carried out as things stand, and what would change nothing. */
export async function checkFeasible(ctx: Ctx, given: Given): Promise<void> {
  const kind = kinds[given.change.kind]
  await kind.check(ctx, given)
  const before = await kind.readBefore(ctx, given)
  const after = await kind.readAfter(ctx, given)
  const same = Object.entries(after).every(([field, value]) =>
    isDeepStrictEqual(before[field] ?? null, value ?? null),
  )
  if (same) throw refused('establishment.change.errors.nothing_new')
}
