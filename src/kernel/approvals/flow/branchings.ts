import type { FieldFault } from '../../errors/problem.ts'
import type { Branching, FlowDefinition, FlowStep } from './contract.ts'
import { fault, namesIn } from './fault.ts'

/** What is wrong with how a flow parts. The conditions themselves are looked at where all conditions are. */
export function faultsOfBranchings(flow: FlowDefinition): FieldFault[] {
  const branchings = flow.branchings ?? []
  const keys = branchings.flatMap(({ paths }) => paths.map(({ key }) => key))
  const names = namesIn(flow.steps)
  const called = namesIn(branchings)
  const stray = flow.steps.flatMap((step, i) =>
    step.path !== undefined && !keys.includes(step.path)
      ? [fault(`steps.${i}.path`, 'unknown_path', { step: names[i] })]
      : [],
  )
  const twice = branchings.flatMap(({ paths }, i) =>
    paths.flatMap((path, j) =>
      keys.indexOf(path.key) === keys.lastIndexOf(path.key)
        ? []
        : [fault(`branchings.${i}.paths.${j}.key`, 'path_key_twice', { path: path.title })],
    ),
  )
  return [
    ...stray,
    ...twice,
    ...branchings.flatMap((one, i) => faultsOfOne(flow, { ...one, title: called[i]! }, `branchings.${i}`)),
  ]
}

function faultsOfOne({ steps }: FlowDefinition, { title, paths }: Branching, at: string): FieldFault[] {
  const names = namesIn(paths)
  const faults = paths.flatMap(({ when }, i) => {
    const last = i === paths.length - 1
    if (last === (when === null)) return []
    const code = last ? 'otherwise_missing' : 'path_condition_missing'
    return [fault(`${at}.paths.${i}.when`, code, { branching: title, path: names[i] })]
  })
  const own = steps.flatMap((step, i) =>
    paths.some(({ key }) => key === step.path) ? [{ at: i, path: step.path }] : [],
  )
  if (own.length === 0) return [...faults, fault(at, 'branching_empty', { branching: title })]
  const order = own.map(({ path }) => paths.findIndex(({ key }) => key === path))
  const together = own.every((step, i) => step.at === (own[0]?.at ?? 0) + i)
  const sorted = order.every((place, i) => i === 0 || place >= (order[i - 1] ?? 0))
  return together && sorted ? faults : [...faults, fault(at, 'branching_torn', { branching: title })]
}

/** Whether at least one of these steps is taken whatever the fields hold. */
export function isSure({ branchings = [] }: FlowDefinition, steps: readonly FlowStep[]): boolean {
  const sure = (path: string | undefined) => steps.some((step) => step.path === path && step.when === null)
  return (
    sure(undefined) ||
    branchings.some(({ paths }) => paths.at(-1)?.when === null && paths.every(({ key }) => sure(key)))
  )
}
