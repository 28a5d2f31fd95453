import { openFrom } from '../../engine/advance.ts'
import { choiceOf } from '../../engine/choice.ts'
import { holds, isTaken, pathTaken } from '../../engine/condition.ts'
import { operate } from '../../engine/engine.ts'
import { type Directory, isBarred, named } from '../../engine/resolve.ts'
import { type Approval, currentRun, type StepRun } from '../../engine/state.ts'
import type { FieldValues, FlowDefinition, FlowStep } from '../contract.ts'

type Matter = { applicant_id: string; flow: FlowDefinition; fields: FieldValues }
type Asked = StepRun['signers'][number]

export type WalkedStep = {
  step: FlowStep
  position: number
  outcome: 'taken' | 'parked' | 'skipped'
  skipped: 'other_path' | 'condition' | null
  park_reason: StepRun['park_reason']
  signers: Asked[]
  passed_over: { person_id: string; why: 'applicant' | 'barred' | 'cannot_decide' }[]
  chosen_by: 'applicant' | 'previous' | null
}

/**
 * The way through a flow when everybody who is asked says yes, by the engine itself. A parked step is noted and passed
 * by; where somebody chooses, the first candidate is taken.
 */
export function walk(matter: Matter, directory: Directory): WalkedStep[] {
  let approval: Approval = { ...structuredClone(matter), state: 'running', round: 1, runs: [], chosen: {} }
  for (const step of matter.flow.steps) chooseFirst(approval, step, directory)
  openFrom(approval, 0, directory)
  for (let run = currentRun(approval); run; run = currentRun(approval)) {
    const asked = run.signers.find(({ state }) => state === 'open')
    if (run.state === 'parked' || !asked) {
      run.state = 'passed'
      openFrom(approval, run.position + 1, directory)
      continue
    }
    const chosen = choiceOf(approval, asked.person_id, directory)?.candidates.slice(0, 1)
    const yes = { kind: 'approve', by: asked.person_id, round: 1, opinion: '-', chosen } as const
    approval = operate(approval, yes, directory)
  }
  return matter.flow.steps.map((step, position) => describe(approval, step, position, directory))
}

/** Keys of the paths these fields take. */
export function pathsTaken({ branchings = [] }: FlowDefinition, fields: FieldValues): string[] {
  return branchings.flatMap(({ paths }) => pathTaken(paths, fields)?.key ?? [])
}

function describe(approval: Approval, step: FlowStep, position: number, directory: Directory): WalkedStep {
  const run = approval.runs.find((one) => one.position === position)
  const taken = isTaken(approval.flow, step, approval.fields)
  const about = { step, position, park_reason: run?.park_reason ?? null, signers: run?.signers ?? [] }
  if (!taken) {
    const skipped = holds(step.when, approval.fields) ? 'other_path' : 'condition'
    return { ...about, outcome: 'skipped', skipped, passed_over: [], chosen_by: null }
  }
  const outcome = about.park_reason ? 'parked' : 'taken'
  const ways = step.approvers.map(({ by }) => by)
  const chosen_by = ways.includes('applicant_choice')
    ? 'applicant'
    : ways.includes('previous_choice')
      ? 'previous'
      : null
  return { ...about, outcome, skipped: null, chosen_by, passed_over: passedOver(approval, step, directory) }
}

function passedOver(approval: Approval, step: FlowStep, directory: Directory): WalkedStep['passed_over'] {
  const people = step.approvers.flatMap((rule) => named(rule, step.key, approval, directory).people)
  const why = (person: string): WalkedStep['passed_over'][number]['why'] | undefined => {
    if (person === approval.applicant_id) return 'applicant'
    if (directory.barred.has(person)) return 'barred'
    return directory.mayDecide(person) ? undefined : 'cannot_decide'
  }
  return [...new Set(people)].flatMap((person_id) => {
    const reason = why(person_id)
    return reason ? [{ person_id, why: reason }] : []
  })
}

/** The applicant's choice, as if made: the first who could be. */
function chooseFirst(approval: Approval, step: FlowStep, directory: Directory) {
  const candidates = step.approvers.flatMap((rule) =>
    rule.by === 'applicant_choice'
      ? named({ by: 'role', role: rule.role, at: rule.at }, step.key, approval, directory).people
      : [],
  )
  const first = candidates.find((one) => directory.mayDecide(one) && !isBarred(approval, directory, one))
  if (first) approval.chosen[step.key] = [first]
}
