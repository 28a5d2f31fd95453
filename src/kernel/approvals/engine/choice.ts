import { refused } from '../../errors/problem.ts'
import { titlesOf } from '../../language/titles/contract.ts'
import type { FlowStep } from '../flow/contract.ts'
import { stepOf, voteOf } from './advance.ts'
import { isTaken } from './condition.ts'
import type { Operation } from './engine.ts'
import { type Directory, isBarred, named } from './resolve.ts'
import { type Approval, currentRun } from './state.ts'
import { tally } from './tally.ts'

/** A step that leaves its approvers to whoever passes the one before, and whom they may choose from: never themselves. */
export type Choice = { step: FlowStep; candidates: string[] }

/** The choice this person's yes would make now; undefined when it passes nothing, or what follows needs no choice. */
export function choiceOf(approval: Approval, personId: string, directory: Directory): Choice | undefined {
  const run = currentRun(approval)
  if (run?.state !== 'open') return undefined
  const signers = run.signers.map((one) =>
    one.person_id === personId ? { ...one, state: 'approved' as const } : one,
  )
  if (tally(stepOf(approval, run).mode, signers.flatMap(voteOf)).result !== 'passed') return undefined
  const step = approval.flow.steps
    .slice(run.position + 1)
    .find((later) => isTaken(approval.flow, later, approval.fields))
  const rules = step?.approvers.filter(({ by }) => by === 'previous_choice') ?? []
  if (!step || rules.length === 0) return undefined
  const candidates = candidatesOf(approval, step, directory, 'previous_choice')
  return { step, candidates: candidates.filter((person) => person !== personId) }
}

/** Steps that leave their approvers to the applicant: `wanted` as things are now, and whom they may choose from. */
export const choicesOfApplicant = (
  approval: Approval,
  directory: Directory,
): (Choice & { wanted: boolean })[] =>
  approval.flow.steps
    .filter(({ approvers }) => approvers.some(({ by }) => by === 'applicant_choice'))
    .map((step) => ({
      step,
      wanted: isTaken(approval.flow, step, approval.fields),
      candidates: candidatesOf(approval, step, directory, 'applicant_choice'),
    }))

/** Keeps the choice made with an approval. Refuses one that names nobody while there is somebody to name. */
export function takeChoice(
  approval: Approval,
  { by, proxy = null, chosen = [] }: Extract<Operation, { kind: 'approve' }>,
  directory: Directory,
): void {
  const choice = choiceOf(approval, by, directory)
  if (!choice) return
  const { step, candidates } = choice
  // Nobody chooses themselves, in whoever's seat they sit.
  if (proxy !== null && chosen.includes(proxy)) throw refused('approvals.errors.not_yourself')
  const kept = chosen.filter((person) => candidates.includes(person))
  if (kept.length < chosen.length)
    throw refused('approvals.errors.choice_not_offered', { step: titlesOf(step) })
  if (kept.length === 0 && candidates.length > 0)
    throw refused('approvals.errors.choice_wanted', { step: titlesOf(step) })
  approval.chosen[step.key] = kept
}

function candidatesOf(
  approval: Approval,
  step: FlowStep,
  directory: Directory,
  by: 'previous_choice' | 'applicant_choice',
): string[] {
  const holders = step.approvers.flatMap((rule) =>
    rule.by === by
      ? named({ by: 'role', role: rule.role, at: rule.at }, step.key, approval, directory).people
      : [],
  )
  return [...new Set(holders)].filter(
    (person) => directory.mayDecide(person) && !isBarred(approval, directory, person),
  )
}
