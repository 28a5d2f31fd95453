import type { Branching, FlowDefinition, FlowPath, FlowStep } from '../../../flow/contract.ts'

export const stepParts = [
  'title',
  'title_en',
  'path',
  'when',
  'approvers',
  'mode',
  'due_working_hours',
  'opinion',
  'matter',
  'visible_fields',
  'editable_fields',
] as const
export type StepPart = (typeof stepParts)[number]

/** One thing that differs between two versions; `before` and `after` are the whole of what it belongs to. */
export type Change =
  | { kind: 'step_added' | 'step_removed' | 'step_moved'; step: FlowStep }
  | { kind: 'step_changed'; part: StepPart; before: FlowStep; after: FlowStep }
  | { kind: 'branching_added' | 'branching_removed'; branching: Branching }
  | { kind: 'branching_renamed'; before: Branching; after: Branching }
  | { kind: 'path_added' | 'path_removed' | 'path_moved'; path: FlowPath; branching: Branching }
  | { kind: 'path_renamed' | 'path_condition'; before: FlowPath; after: FlowPath }
  | { kind: 'applies_when' | 'same_person'; before: FlowDefinition; after: FlowDefinition }

/** What happened between two versions of a flow, steps and branchings known by their keys. */
export function diffOf(before: FlowDefinition, after: FlowDefinition): Change[] {
  const whole = (['applies_when', 'same_person'] as const).filter((part) => !same(before[part], after[part]))
  return [
    ...whole.map((kind): Change => ({ kind, before, after })),
    ...branchingChanges(before.branchings ?? [], after.branchings ?? []),
    ...stepChanges(before.steps, after.steps),
  ]
}

/** A part left out says as much as an empty one. */
const partOf = (step: FlowStep, part: StepPart) =>
  part === 'editable_fields' ? (step.editable_fields ?? []) : (step[part] ?? null)

function stepChanges(before: readonly FlowStep[], after: readonly FlowStep[]): Change[] {
  const moved = movedKeys(before, after)
  const removed = missing(before, after).map((step): Change => ({ kind: 'step_removed', step }))
  return [
    ...after.flatMap((step): Change[] => {
      const old = before.find(({ key }) => key === step.key)
      if (!old) return [{ kind: 'step_added', step }]
      const parts = stepParts.filter((part) => !same(partOf(old, part), partOf(step, part)))
      return [
        ...(moved.has(step.key) ? [{ kind: 'step_moved' as const, step }] : []),
        ...parts.map((part): Change => ({ kind: 'step_changed', part, before: old, after: step })),
      ]
    }),
    ...removed,
  ]
}

function branchingChanges(before: readonly Branching[], after: readonly Branching[]): Change[] {
  return [
    ...missing(before, after).map((branching): Change => ({ kind: 'branching_removed', branching })),
    ...after.flatMap((branching): Change[] => {
      const old = before.find(({ key }) => key === branching.key)
      if (!old) return [{ kind: 'branching_added', branching }]
      return [
        ...(sameNames(old, branching)
          ? []
          : [{ kind: 'branching_renamed' as const, before: old, after: branching }]),
        ...pathChanges(old, branching),
      ]
    }),
  ]
}

function pathChanges(before: Branching, branching: Branching): Change[] {
  const moved = movedKeys(before.paths, branching.paths)
  return [
    ...missing(before.paths, branching.paths).map(
      (path): Change => ({ kind: 'path_removed', path, branching }),
    ),
    ...branching.paths.flatMap((path): Change[] => {
      const old = before.paths.find(({ key }) => key === path.key)
      if (!old) return [{ kind: 'path_added', path, branching }]
      return [
        ...(moved.has(path.key) ? [{ kind: 'path_moved' as const, path, branching }] : []),
        ...(sameNames(old, path) ? [] : [{ kind: 'path_renamed' as const, before: old, after: path }]),
        ...(same(old.when, path.when) ? [] : [{ kind: 'path_condition' as const, before: old, after: path }]),
      ]
    }),
  ]
}

type Keyed = { key: string }
const missing = <T extends Keyed>(before: readonly T[], after: readonly T[]) =>
  before.filter(({ key }) => !after.some((one) => one.key === key))

/** The fewest that changed their place among those that stayed: all but the longest row that kept its order. */
function movedKeys(before: readonly Keyed[], after: readonly Keyed[]): Set<string> {
  const order = after.flatMap(({ key }) => {
    const place = before.findIndex((one) => one.key === key)
    return place === -1 ? [] : [{ key, place }]
  })
  const best: (typeof order)[] = []
  for (const [i, one] of order.entries()) {
    const rows = best.slice(0, i).filter((row) => (row.at(-1)?.place ?? -1) < one.place)
    const longest = rows.reduce<typeof order>((most, row) => (row.length > most.length ? row : most), [])
    best.push([...longest, one])
  }
  const kept = best.reduce<typeof order>((most, row) => (row.length > most.length ? row : most), [])
  return new Set(order.filter((one) => !kept.includes(one)).map(({ key }) => key))
}

type Named = { title: string; title_en: string | null }
const sameNames = (one: Named, other: Named) => one.title === other.title && one.title_en === other.title_en

/** The same said: the order of an object's keys doesn't matter, and what is left out is nothing. */
function same(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const keys = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...keys].every((key) => same(Reflect.get(one, key), Reflect.get(other, key)))
}
