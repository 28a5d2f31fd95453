import type { ApproverRule, FlowStep } from '../flow/contract.ts'
import type { Approval, Origin, ParkReason, Signer } from './state.ts'
import { canPass } from './tally.ts'

/**
 * Who is who around the subject's organisation, read before the engine runs.
 * Invariant: whoever it names has an account, may decide and reaches the subject's organisation.
 */
export type Directory = {
  /** The subject's organisation first, then its parents, headquarters last. */
  line: readonly string[]
  headsOf: (orgId: string) => readonly string[]
  holdersOf: (role: string, orgId: string) => readonly string[]
  membersOf: (groupId: string) => readonly string[]
  mayDecide: (personId: string) => boolean
  /** People a segregation rule keeps from deciding on this subject, and the rule's name. The applicant is always barred. */
  barred: ReadonlyMap<string, string>
  /** The same of what administrators do with a request: whoever is tied to the matter keeps out of that, too. */
  barredFromOverride: ReadonlyMap<string, string>
}

export type Resolved = { signers: Signer[]; park_reason: ParkReason | null }

/**
 * Whom a step asks. A rule whose people are all barred asks the next head up instead; a rule that finds nobody
 * parks the step, unless any one (or a quorum) of the others is enough.
 */
export function resolveStep(approval: Approval, step: FlowStep, directory: Directory): Resolved {
  const found = step.approvers.map((rule) => peopleOf(rule, step.key, approval, directory))
  const signers: Signer[] = []
  for (const { people, origin, rule } of found) {
    for (const person_id of people) {
      if (signers.some((signer) => signer.person_id === person_id)) continue
      signers.push({
        person_id,
        origin,
        asked_by: null,
        note: null,
        weight: rule.weight ?? 1,
        group: rule.group ?? '',
        state: 'waiting',
        reason: null,
        opinion: null,
      })
    }
  }
  if (signers.length === 0) return { signers: [], park_reason: 'nobody' }
  const othersAreEnough = step.mode.kind === 'any' || step.mode.kind === 'quorum'
  if (!othersAreEnough && found.some(({ people }) => people.length === 0))
    return { signers: [], park_reason: 'nobody' }
  const reachable = canPass(step.mode, signers.map(asked))
  return reachable ? { signers, park_reason: null } : { signers: [], park_reason: 'too_few' }
}

export function isBarred(approval: Approval, directory: Directory, personId: string): boolean {
  return personId === approval.applicant_id || directory.barred.has(personId)
}

function asked({ weight, group }: Signer) {
  return { answer: 'open' as const, weight, group }
}

function peopleOf(rule: ApproverRule, key: string, approval: Approval, directory: Directory) {
  const { people, level } = named(rule, key, approval, directory)
  const able = people.filter(directory.mayDecide)
  const free = able.filter((person) => !isBarred(approval, directory, person))
  const origin: Origin = rule.by === 'applicant_choice' ? 'applicant_choice' : 'rule'
  if (able.length === 0 || free.length > 0) return { rule, people: free, origin }
  return { rule, people: nextHeadUp(level, approval, directory), origin: 'next_head_up' as const }
}

/** The people a rule names before anybody is left out, and the level of the tree from which heads are asked when all of them are barred. */
export function named(rule: ApproverRule, key: string, approval: Approval, directory: Directory) {
  const { line } = directory
  const top = line.length - 1
  if (rule.by === 'person') return { people: [rule.person_id], level: 0 }
  if (rule.by === 'group') return { people: directory.membersOf(rule.group_id), level: 0 }
  if (rule.by === 'head') {
    const level = Math.min(rule.levels_up, top)
    return { people: directory.headsOf(line[level] as string), level: level + 1 }
  }
  const level = levelOf(rule.role, rule.at, directory)
  const holders = level === undefined ? [] : directory.holdersOf(rule.role, line[level] as string)
  if (rule.by === 'role') return { people: holders, level: level ?? top }
  const chosen = approval.chosen[key] ?? []
  return { people: holders.filter((person) => chosen.includes(person)), level: level ?? top }
}

/** Where on the line a role is looked for; undefined when no ancestor has anyone in it. */
function levelOf(role: string, at: 'organisation' | 'ancestor' | 'headquarters', directory: Directory) {
  const { line } = directory
  if (at === 'organisation') return 0
  if (at === 'headquarters') return line.length - 1
  const ancestors = line.slice(1).map((org, i) => ({ level: i + 1, holders: directory.holdersOf(role, org) }))
  return ancestors.find(({ holders }) => holders.some(directory.mayDecide))?.level
}

function nextHeadUp(from: number, approval: Approval, directory: Directory): string[] {
  for (const org of directory.line.slice(from)) {
    const free = directory
      .headsOf(org)
      .filter((person) => directory.mayDecide(person) && !isBarred(approval, directory, person))
    if (free.length > 0) return free.slice(0, 1)
  }
  return []
}
