import type { Branching, FlowDefinition, FlowPath, FlowStep } from '../../../flow/contract.ts'

/** A step with its place in the list of steps. */
export type Placed = { step: FlowStep; index: number }
/** A path with its steps, and where in the list the next step of its beginning goes. */
export type Lane = { path: FlowPath; steps: Placed[]; start: number }
export type Item =
  | ({ kind: 'step' } & Placed)
  | { kind: 'branching'; branching: Branching; index: number; lanes: Lane[]; start: number; end: number }

/** A place a step can be put: before `at` in the list, on a path or the trunk. */
export type Place = { at: number; path?: string }

/**
 * A definition as it is drawn: the trunk's items in order, a branching with its lanes as one. Steps that don't stand
 * together are gathered where the first of them stands; a branching without steps stands at the end.
 */
export function shapeOf({ steps, branchings = [] }: FlowDefinition): Item[] {
  const items: Item[] = []
  const drawn = new Set<Branching>()
  for (const [index, step] of steps.entries()) {
    const own = branchingOf(branchings, step)
    if (!own) items.push({ kind: 'step', step, index })
    else if (!drawn.has(own)) {
      drawn.add(own)
      items.push(blockOf(steps, own, branchings.indexOf(own), index))
    }
  }
  for (const one of branchings)
    if (!drawn.has(one)) items.push(blockOf(steps, one, branchings.indexOf(one), steps.length))
  return items
}

export const branchingOf = (branchings: readonly Branching[], { path }: FlowStep) =>
  branchings.find(({ paths }) => paths.some(({ key }) => key === path))

function blockOf(steps: readonly FlowStep[], branching: Branching, index: number, start: number): Item {
  let at = start
  const lanes = branching.paths.map((path): Lane => {
    const own = steps.flatMap((step, i) => (step.path === path.key ? [{ step, index: i }] : []))
    const lane = { path, steps: own, start: at }
    at += own.length
    return lane
  })
  return { kind: 'branching', branching, index, lanes, start, end: at }
}

/** The steps in the order they are drawn: whatever was torn stands together again. */
export function inOrder(items: readonly Item[]): FlowStep[] {
  return items.flatMap((item) =>
    item.kind === 'step' ? [item.step] : item.lanes.flatMap(({ steps }) => steps.map(({ step }) => step)),
  )
}
