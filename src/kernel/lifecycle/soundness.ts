import type { Declared } from './lifecycle.ts'

/**
 * Every fault of a lifecycle's table, as English sentences for the engineer who wrote it.
 * Invariant: of a lifecycle without faults, each state can be reached from the start and can reach an end.
 */
export function faultsOf(declared: Declared): string[] {
  const transitions = Object.entries(declared.actions)
  const exists = new Set([declared.start])
  for (const [, { to }] of transitions) if (to !== undefined) exists.add(to)

  const faults: string[] = []
  if (declared.ends.length === 0) faults.push('it names no end')
  for (const end of declared.ends) {
    if (!exists.has(end)) faults.push(`end "${end}" is an unknown state: no action leads to it`)
  }
  for (const [action, { from, reopens }] of transitions) {
    if (from.length === 0) faults.push(`action "${action}" starts from no state`)
    for (const state of from) {
      if (!exists.has(state)) {
        faults.push(`action "${action}" starts from unknown state "${state}": no action leads to it`)
      } else if (declared.ends.includes(state) && !reopens) {
        faults.push(`action "${action}" leads out of end "${state}"`)
      }
    }
  }

  const edges = transitions.flatMap(([, { from, to }]) => from.map((f) => [f, to ?? f] as const))
  const forward = reachable([declared.start], edges)
  const backward = reachable(
    declared.ends,
    edges.map(([from, to]) => [to, from] as const),
  )
  for (const state of exists) {
    if (!forward.has(state)) faults.push(`state "${state}" can't be reached from "${declared.start}"`)
    if (!backward.has(state)) faults.push(`state "${state}" is a dead end: it leads to no end`)
  }
  return faults
}

function reachable(starts: readonly string[], edges: readonly (readonly [string, string])[]): Set<string> {
  const seen = new Set(starts)
  for (const state of seen) {
    for (const [from, to] of edges) if (from === state) seen.add(to)
  }
  return seen
}
