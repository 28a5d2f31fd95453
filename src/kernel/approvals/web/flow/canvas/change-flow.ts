import type { Branching, FlowDefinition, FlowPath, FlowStep } from '../../../flow/contract.ts'
import { branchingOf, type Item, inOrder, type Place, shapeOf } from './shape.ts'

/** What is selected on the canvas. Keys, not places: what moves stays selected. */
export type Chosen = { kind: 'step' | 'path' | 'branching'; key: string }
export type Direction = 'up' | 'down' | 'left' | 'right'

export function insertStep(flow: FlowDefinition, { at, path }: Place, step: FlowStep): FlowDefinition {
  const { path: _, ...rest } = step
  const placed = path === undefined ? rest : { ...rest, path }
  return { ...flow, steps: flow.steps.toSpliced(at, 0, placed) }
}

/** A branching with two paths, of which the first has this step and the last is for everything else. */
export function insertBranching(
  flow: FlowDefinition,
  { at }: Place,
  { branching, step }: { branching: Branching; step: FlowStep },
): FlowDefinition {
  const [first] = branching.paths
  const branchings = [...(flow.branchings ?? []), branching]
  return insertStep({ ...flow, branchings }, { at, path: first?.key }, step)
}

export function changeBranching(flow: FlowDefinition, key: string, part: Partial<Branching>): FlowDefinition {
  const branchings = flow.branchings?.map((one) => (one.key === key ? { ...one, ...part } : one))
  return settled({ ...flow, branchings })
}

export function changePath(flow: FlowDefinition, key: string, part: Partial<FlowPath>): FlowDefinition {
  const branchings = flow.branchings?.map((one) => ({
    ...one,
    paths: one.paths.map((path) => (path.key === key ? { ...path, ...part } : path)),
  }))
  return { ...flow, branchings }
}

/** A path before the last, which stays the one for everything else. */
export function addPath(flow: FlowDefinition, branchingKey: string, path: FlowPath): FlowDefinition {
  const found = flow.branchings?.find(({ key }) => key === branchingKey)
  return found ? changeBranching(flow, branchingKey, { paths: found.paths.toSpliced(-1, 0, path) }) : flow
}

/** Takes away what is selected: a path with its steps, a branching with all of them. The last step stays. */
export function remove(flow: FlowDefinition, { kind, key }: Chosen): FlowDefinition {
  const branchings = flow.branchings ?? []
  const gone =
    kind === 'step'
      ? undefined
      : kind === 'path'
        ? [key]
        : branchings.find((one) => one.key === key)?.paths.map((path) => path.key)
  const steps = flow.steps.filter((step) => (gone ? !gone.includes(step.path ?? '') : step.key !== key))
  if (steps.length === 0) return flow
  if (kind === 'step') return { ...flow, steps }
  const left = branchings.flatMap((one) => {
    if (kind === 'branching') return one.key === key ? [] : [one]
    return [{ ...one, paths: one.paths.filter((path) => path.key !== key) }]
  })
  // One path alone is no branching: its steps go back to the trunk.
  const lone = left
    .filter(({ paths }) => paths.length < 2)
    .flatMap(({ paths }) => paths.map((path) => path.key))
  return settled({
    ...flow,
    steps: steps.map((step) => (lone.includes(step.path ?? '') ? { ...step, path: undefined } : step)),
    branchings: left.filter(({ paths }) => paths.length > 1),
  })
}

/** One place up or down, or to the path beside; at the edge of a path out of the branching. At the end nothing changes. */
export function move(flow: FlowDefinition, chosen: Chosen, to: Direction): FlowDefinition {
  const items = shapeOf(flow)
  if (chosen.kind === 'path') return movePath(flow, chosen.key, to)
  const at = items.findIndex((item) => holdsChosen(item, chosen))
  const item = items[at]
  if (!item) return flow
  if (chosen.kind === 'step' && item.kind === 'branching') return moveInside(flow, items, at, chosen.key, to)
  if (to === 'left' || to === 'right') return flow
  const other = at + (to === 'up' ? -1 : 1)
  if (!items[other]) return flow
  return { ...flow, steps: inOrder(items.with(at, items[other]).with(other, item)) }
}

const holdsChosen = (item: Item, { kind, key }: Chosen) =>
  item.kind === 'step'
    ? kind === 'step' && item.step.key === key
    : kind === 'branching'
      ? item.branching.key === key
      : item.lanes.some(({ steps }) => steps.some(({ step }) => step.key === key))

/** A step on a path: along it, over to the one beside, or out before or behind the branching. */
function moveInside(
  flow: FlowDefinition,
  items: Item[],
  at: number,
  key: string,
  to: Direction,
): FlowDefinition {
  const block = items[at] as Extract<Item, { kind: 'branching' }>
  const from = block.lanes.findIndex(({ steps }) => steps.some(({ step }) => step.key === key))
  const lane = block.lanes[from]
  const row = lane?.steps.findIndex(({ step }) => step.key === key) ?? -1
  const step = lane?.steps[row]?.step
  if (!lane || !step) return flow
  const without = flow.steps.filter((one) => one !== step)
  if (to === 'left' || to === 'right') {
    const target = block.lanes[from + (to === 'left' ? -1 : 1)]
    if (!target) return flow
    const steps = [...without, { ...step, path: target.path.key }]
    return settled({ ...flow, steps })
  }
  const beside = lane.steps[row + (to === 'up' ? -1 : 1)]
  if (beside) {
    const steps = flow.steps.map((one) => (one === step ? beside.step : one === beside.step ? step : one))
    return { ...flow, steps }
  }
  const { path: _, ...free } = step
  const place = to === 'up' ? block.start : block.end - 1
  return { ...flow, steps: without.toSpliced(place, 0, free) }
}

/** Earlier or later among the paths tried; the last is for everything else and stays where it is. */
function movePath(flow: FlowDefinition, key: string, to: Direction): FlowDefinition {
  const branching = flow.branchings?.find(({ paths }) => paths.some((path) => path.key === key))
  if (!branching) return flow
  const from = branching.paths.findIndex((path) => path.key === key)
  const other = from + (to === 'left' || to === 'up' ? -1 : 1)
  const [one, two] = [branching.paths[from], branching.paths[other]]
  const last = branching.paths.length - 1
  if (!one || !two || from === last || other === last) return flow
  return changeBranching(flow, branching.key, { paths: branching.paths.with(from, two).with(other, one) })
}

/** A copy right behind, under a key of its own. */
export function duplicate(flow: FlowDefinition, key: string, copy: FlowStep): FlowDefinition {
  const at = flow.steps.findIndex((step) => step.key === key)
  const path = flow.steps[at]?.path
  return insertStep(flow, { at: at + 1, ...(path === undefined ? {} : { path }) }, copy)
}

/** The first key of this kind nobody has. */
export function freeKey(kind: 'step' | 'path' | 'fork', { steps, branchings = [] }: FlowDefinition): string {
  const taken = new Set([
    ...steps.map(({ key }) => key),
    ...branchings.flatMap(({ key, paths }) => [key, ...paths.map((path) => path.key)]),
  ])
  let number = 1
  while (taken.has(`${kind}_${number}`)) number += 1
  return `${kind}_${number}`
}

/** Steps in the order they are drawn, and no word about branchings where there are none. */
function settled(flow: FlowDefinition): FlowDefinition {
  const steps = inOrder(shapeOf(flow)).map(({ path, ...step }) =>
    path === undefined ? step : { ...step, path },
  )
  const { branchings = [], ...rest } = flow
  return branchings.length > 0 ? { ...rest, steps, branchings } : { ...rest, steps }
}

export const pathOf = ({ branchings = [] }: FlowDefinition, step: FlowStep) =>
  branchingOf(branchings, step)?.paths.find(({ key }) => key === step.path)
