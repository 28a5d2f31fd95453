import { refused } from '../errors/problem.ts'
import { faultsOf } from './soundness.ts'

/** One action: where it may start, where it leads (left out: the state stays), and who may never take it. */
export type Transition = {
  readonly from: readonly string[]
  readonly to?: string
  /** Ties to the record that bar a person from this action: `applicant`, `reviewer`, `auditee` ... */
  readonly notBy?: readonly string[]
  /** Leads out of an end: what counted as over begins again. */
  readonly reopens?: true
}

export type Declared = {
  readonly name: string
  readonly start: string
  readonly ends: readonly string[]
  readonly actions: Readonly<Record<string, Transition>>
}

type Sources<D extends Declared> = D['actions'][keyof D['actions']]['from'][number]
type Targets<D extends Declared> = D['actions'][keyof D['actions']] extends infer T
  ? T extends { readonly to: infer S }
    ? S
    : never
  : never

export type StatesOf<D extends Declared> = Extract<
  D['start'] | D['ends'][number] | Sources<D> | Targets<D>,
  string
>
export type ActionsOf<D extends Declared> = Extract<keyof D['actions'], string>

export type Lifecycle<S extends string = string, A extends string = string> = {
  readonly name: string
  readonly start: S
  readonly ends: readonly S[]
  /** In the order a record meets them; at least one, so that `z.enum(life.states)` works. */
  readonly states: readonly [S, ...S[]]
  readonly actions: Readonly<Record<A, { from: readonly S[]; to?: S; notBy: readonly string[] }>>
}

/** `StateOf<typeof life>` and `ActionOf<typeof life>` are unions of literals. */
export type StateOf<L> = L extends Lifecycle<infer S, string> ? S : never
export type ActionOf<L> = L extends Lifecycle<string, infer A> ? A : never

/** Declares a lifecycle; throws at once, naming every fault, when the table is unsound. */
export function defineLifecycle<const D extends Declared>(declared: D): Lifecycle<StatesOf<D>, ActionsOf<D>> {
  const faults = faultsOf(declared)
  if (faults.length > 0) {
    throw new Error(`Lifecycle ${declared.name} is unsound:\n- ${faults.join('\n- ')}`)
  }
  const actions = Object.fromEntries(
    Object.entries(declared.actions).map(([action, t]) => [action, { ...t, notBy: t.notBy ?? [] }]),
  )
  const states = new Set([
    declared.start,
    ...Object.values(declared.actions).flatMap((t) => (t.to === undefined ? [] : [t.to])),
  ])
  return { name: declared.name, start: declared.start, ends: declared.ends, states: [...states], actions } as
    // The generics only repeat what `declared` says; the table was walked above.
    unknown as Lifecycle<StatesOf<D>, ActionsOf<D>>
}

/**
 * The state an action leads to. `ties` says what the actor is to this record (`applicant` ...).
 * Throws `lifecycle.errors.not_from_here`, `not_by_you`, or who alone may where the tie bars all others (422).
 */
export function next<S extends string, A extends string>(
  life: Lifecycle<S, A>,
  state: NoInfer<S>,
  action: NoInfer<A>,
  ties: readonly string[] = [],
): S {
  const transition = life.actions[action]
  if (!transition.from.includes(state)) {
    const possible = actionsFrom(life, state)
    throw refused('lifecycle.errors.not_from_here', { lifecycle: life.name, action, state, possible })
  }
  const tie = transition.notBy.find((barred) => ties.includes(barred))
  if (tie !== undefined) {
    throw refused(sentenceFor(tie), { lifecycle: life.name, action, state, tie })
  }
  return transition.to ?? state
}

/** Being somebody else than the one who may is no conflict of interest. */
function sentenceFor(tie: string): string {
  if (tie === 'not_applicant') return 'lifecycle.errors.only_applicant'
  if (tie === 'not_reviewer') return 'lifecycle.errors.only_reviewer'
  return tie.startsWith('not_') ? 'lifecycle.errors.only_named' : 'lifecycle.errors.not_by_you'
}

/** The actions open in a state to someone with these ties, in the order declared: the buttons. */
export function actionsFrom<S extends string, A extends string>(
  life: Lifecycle<S, A>,
  state: NoInfer<S>,
  ties: readonly string[] = [],
): A[] {
  return (Object.keys(life.actions) as A[]).filter((action) => {
    const { from, notBy } = life.actions[action]
    return from.includes(state) && !notBy.some((barred) => ties.includes(barred))
  })
}

/** A state as read from a row, typed; a state the lifecycle doesn't know is a bug. */
export function stateIn<S extends string>(life: Lifecycle<S, string>, value: string): S {
  const state = life.states.find((known) => known === value)
  if (state === undefined) throw new Error(`Lifecycle ${life.name} knows no state "${value}"`)
  return state
}

export function isEnd<S extends string>(life: Lifecycle<S, string>, state: NoInfer<S>): boolean {
  return life.ends.includes(state)
}
