import { refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { titleIn, titlesOf } from '../../language/titles/contract.ts'
import { choicesOfApplicant } from '../engine/choice.ts'
import { chooseFlow } from '../flow/choose.ts'
import { namesOf } from '../request/names.ts'
import { readPeople } from '../request/people.ts'
import { getApprovalSubject } from '../subjects.ts'
import type { Chosen } from './contract.ts'

type Choosing = {
  subject_type: string
  subject_id: string
  applicant_id: string
  /** What the applicant chose now; left out: what they chose before holds on, as far as it still can. */
  chosen?: Chosen | undefined
  before?: Chosen | undefined
}

/**
 * Whom the applicant of a matter chose, for the flow it would go through now; called by the chapter's own submit action.
 * Refuses who isn't offered (`choice_not_offered`) and, with the steps and people to choose from, a step left without
 * anybody while there is somebody to choose (`approvers_wanted`; 422, approvals.errors).
 */
export async function takeChosen(ctx: Ctx, given: Choosing): Promise<Chosen> {
  const { subject_type, subject_id, applicant_id, chosen, before = {} } = given
  const subject = await getApprovalSubject(subject_type).load(ctx, subject_id)
  const { definition: flow } = await chooseFlow(ctx, { subject_type, fields: subject.fields })
  const leaves = flow.steps.some(({ approvers }) => approvers.some(({ by }) => by === 'applicant_choice'))
  if (!leaves && Object.keys(chosen ?? {}).length === 0) return {}
  const begun = { ...{ applicant_id, flow, fields: subject.fields, chosen: {} }, state: 'running' as const }
  const choices = choicesOfApplicant({ ...begun, round: 1, runs: [] }, await readPeople(ctx, subject))
  for (const [key, persons] of Object.entries(chosen ?? {})) {
    const choice = choices.find(({ step }) => step.key === key)
    if (!choice || persons.some((person) => !choice.candidates.includes(person)))
      throw refused('approvals.errors.choice_not_offered', { step: choice ? titlesOf(choice.step) : key })
  }
  const kept = choices.map(({ step, candidates }) => {
    const persons = (chosen ?? before)[step.key] ?? []
    return [step.key, [...new Set(persons)].filter((person) => candidates.includes(person))] as const
  })
  const taken: Chosen = Object.fromEntries(kept)
  const wanted = choices.filter(
    ({ step, wanted: isWanted, candidates }) =>
      isWanted && candidates.length > 0 && taken[step.key]?.length === 0,
  )
  if (wanted.length === 0) return taken
  const nameOf = await namesOf(
    ctx,
    wanted.flatMap(({ candidates }) => candidates),
  )
  throw refused('approvals.errors.approvers_wanted', {
    steps: wanted.map(({ step }) => titleIn(ctx.language, step)),
    choices: wanted.map(({ step, candidates }) => ({
      ...{ key: step.key, title: titleIn(ctx.language, step), title_en: step.title_en ?? null },
      people: candidates.map(nameOf),
    })),
  })
}
