import { calendarOf } from '../../calendar/calendar-of.ts'
import { dayMinutes } from '../../calendar/day-minutes.ts'
import { workingTimeLeft } from '../../calendar/working-time.ts'
import type { Ctx } from '../../http/context.ts'
import type { Approval } from '../engine/state.ts'
import { type FilledRow, showFilled } from '../fill/filled.ts'
import type { FieldValues, FlowStep } from '../flow/contract.ts'
import type { NamedPerson, SignerShown, StepShown } from './contract.ts'
import type { SignerRow, StepRow, StoredRequest } from './rows.ts'

type NameOf = (id: string) => NamedPerson

/** Every step taken, with its people, their answers and the working time left. Casts only repeat the tables' checks. */
export async function showSteps(
  ctx: Ctx,
  { row, steps, signers }: StoredRequest,
  { flow }: Approval,
  { nameOf, filled, shown }: { nameOf: NameOf; filled: readonly FilledRow[]; shown: FieldValues },
): Promise<StepShown[]> {
  const timed = steps.some((step) => step.state === 'open' && step.due_at)
  const calendar = timed ? await calendarOf(ctx, row.org_id) : undefined
  const left = (step: StepRow) =>
    calendar && step.state === 'open' && step.due_at
      ? workingTimeLeft(calendar, ctx.now, new Date(step.due_at))
      : null
  return steps.map((step) => ({
    ...namesOfStep(flow.steps[step.position] as FlowStep, step.position),
    matter: (flow.steps[step.position] as FlowStep).matter,
    round: step.round,
    state: step.state as StepShown['state'],
    park_reason: step.park_reason as StepShown['park_reason'],
    tally: step.tally as StepShown['tally'],
    opened_at: step.opened_at,
    due_at: step.due_at,
    working_minutes_left: left(step),
    day_minutes: calendar ? dayMinutes(calendar) : 480,
    closed_at: step.closed_at,
    signers: signers
      .filter((signer) => signer.step_id === step.id)
      .map((signer) => showSigner(signer, nameOf)),
    filled: showFilled(filled, { step_id: step.id, shown, nameOf }),
  }))
}

export function namesOfStep({ key, title, title_tw, title_en, mode }: FlowStep, position: number) {
  return { key, position, title, title_tw, title_en, mode }
}

function showSigner(signer: SignerRow, nameOf: NameOf): SignerShown {
  return {
    person: nameOf(signer.person_id),
    origin: signer.origin as SignerShown['origin'],
    asked_by: signer.asked_by_id ? nameOf(signer.asked_by_id) : null,
    note: signer.note,
    weight: signer.weight,
    group: signer.group_name,
    state: signer.state as SignerShown['state'],
    reason: signer.reason as SignerShown['reason'],
    opinion: signer.opinion,
    asked_at: signer.asked_at,
    answered_at: signer.answered_at,
    answered_by: signer.answered_by_id ? nameOf(signer.answered_by_id) : null,
    urged: signer.urged,
  }
}
