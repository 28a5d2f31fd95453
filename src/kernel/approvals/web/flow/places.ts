import type { FlowDefinition } from '../../flow/contract.ts'

/**
 * Where a path into one definition leads in another: a path names steps, branchings and their paths by position, and the
 * same one may stand elsewhere meanwhile. Undefined where it is gone.
 */
export function placeIn(path: string, { from, to }: { from: FlowDefinition; to: FlowDefinition }) {
  const [list, first, within, second, ...rest] = path.split('.')
  if (list === 'steps' && first !== undefined) {
    const at = indexIn(from.steps, Number(first), to.steps)
    return at === -1 ? undefined : [list, at, ...[within, second].filter(isGiven), ...rest].join('.')
  }
  if (list !== 'branchings' || first === undefined) return path
  const [before, after] = [from.branchings ?? [], to.branchings ?? []]
  const at = indexIn(before, Number(first), after)
  if (at === -1) return undefined
  const [paths, now] = [before[Number(first)]?.paths ?? [], after[at]?.paths ?? []]
  const on = within === 'paths' && second !== undefined ? indexIn(paths, Number(second), now) : second
  return on === -1 ? undefined : [list, at, ...[within, on].filter(isGiven), ...rest].join('.')
}

type Keyed = { key: string }
const indexIn = (before: Keyed[], at: number, after: Keyed[]) =>
  after.findIndex(({ key }) => key === before[at]?.key)
const isGiven = (part: unknown) => part !== undefined
