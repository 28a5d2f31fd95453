import type { Answers } from '../../../../kernel/forms/contract.ts'
import { sameValues } from '../../../../kernel/web/form/same-values.ts'

/**
 * Two of a team fill in one checklist: what only one of them changed since `base` is taken from that one. `clashes`
 * are the questions both answered differently; there `mine` stands until somebody chooses.
 */
export function mergeAnswers(
  base: Answers,
  mine: Answers,
  theirs: Answers,
): { merged: Answers; clashes: string[] } {
  const names = [...new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])]
  const merged: Answers = {}
  const clashes: string[] = []
  for (const name of names) {
    const iChanged = !sameValues(base[name], mine[name])
    const theyChanged = !sameValues(base[name], theirs[name])
    if (iChanged && theyChanged && !sameValues(mine[name], theirs[name])) clashes.push(name)
    const value = iChanged ? mine[name] : theirs[name]
    if (value !== undefined) merged[name] = value
  }
  return { merged, clashes }
}
