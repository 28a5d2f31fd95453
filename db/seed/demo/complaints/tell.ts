import { editComplaint } from '../../../../src/chapters/complaints/complaint/handling/edit.ts'
import { assignComplaint } from '../../../../src/chapters/complaints/complaint/handling/give.ts'
import { mergeComplaint } from '../../../../src/chapters/complaints/complaint/handling/merge.ts'
import {
  checkRemedy,
  closeComplaint,
  keepRemedy,
} from '../../../../src/chapters/complaints/complaint/handling/remedy.ts'
import * as steps from '../../../../src/chapters/complaints/complaint/handling/steps.ts'
import { getComplaint } from '../../../../src/chapters/complaints/complaint/life/row.ts'
import { receiveComplaint } from '../../../../src/chapters/complaints/complaint/receive.ts'
import { rateHandling } from '../../../../src/chapters/complaints/door/rate.ts'
import { askCheck } from '../../../../src/chapters/complaints/escalate.ts'
import { compensate, extendTime } from '../../../../src/chapters/complaints/ruling/ask.ts'
import { lockOvertaking, withdrawOvertaken } from '../../../../src/chapters/complaints/ruling/running.ts'
import type { Ctx } from '../../../../src/kernel/http/context.ts'
import { castId } from '../../cast.ts'
import type { Stage } from '../act-as.ts'
import type { Made, Step } from './script.ts'

/** Lets the cast do it, act by act, as they would at their desks. Gives the complaint's id. */
export async function tellComplaint(stage: Stage, made: Made, script: Step[]): Promise<string> {
  const id = await tellReceipt(stage, made)
  for (const step of script) await tellStep(stage, made, id, step)
  return id
}

export async function tellReceipt(stage: Stage, { desk, ...made }: Made): Promise<string> {
  const { language, kind, severity, subject, description, service_key, claimed } = made.matter
  const { id } = await stage.system(made.at.toISOString(), (ctx) =>
    receiveComplaint(ctx, {
      ...{ org_id: desk.id, channel: made.channel, kind, severity, subject, description, service_key },
      ...{ claimed, staff_id: made.staff_id, service_on: made.service_on },
      complainant: { ...made.customer, language },
    }),
  )
  return id
}

export async function tellStep(stage: Stage, made: Made, id: string, step: Step): Promise<void> {
  const at = step.at.toISOString()
  const act = (work: (ctx: Ctx, seen: { id: string; version: number }) => Promise<unknown>) =>
    stage.as(step.by, at, async (ctx) => {
      const { version } = await getComplaint(ctx, id)
      await work(ctx, { id, version })
    })
  switch (step.does) {
    case 'assign':
      return act((ctx, seen) => assignComplaint(ctx, { ...seen, handler_id: castId(step.by) }))
    case 'investigate':
      return act(steps.investigate)
    case 'close':
      return act(closeComplaint)
    case 'classify':
      return act((ctx, seen) => classify(ctx, { ...seen, cause_key: step.cause_key }))
    case 'extend':
      return act((ctx, seen) => extendTime(ctx, { ...seen, reason: step.reason, notice: step.notice }))
    case 'compensate':
      return act((ctx, seen) => compensate(ctx, { ...seen, amount: step.amount, reason: step.reason }))
    case 'remedy':
      return act((ctx, seen) =>
        keepRemedy(ctx, {
          ...{ ...seen, method: 'five_why', root_cause: step.root_cause, action: step.action },
          ...{ owner_id: castId(step.owner), due_on: step.due_on },
        }),
      )
    case 'take_in': {
      const other = await tellReceipt(stage, { ...step.duplicate, desk: made.desk })
      return stage.as(step.by, at, async (ctx) => {
        const { version } = await getComplaint(ctx, other)
        await mergeComplaint(ctx, { id: other, version, into_id: id })
      })
    }
    case 'rate':
      return stage.system(at, async (ctx) => rateHandling(ctx, await getComplaint(ctx, id), step.stars))
    case 'check':
      await stage.system(at, async (ctx) => void (await askCheck(ctx, id)))
      return stage.as('he.chuan', at, (ctx) =>
        checkRemedy(ctx, { id, effective: step.effective, finding: step.finding }),
      )
    default:
      return act((ctx, seen) => spoken[step.does](ctx, { ...seen, text: step.text }))
  }
}

const spoken = {
  acknowledge: steps.acknowledge,
  ask: steps.askCustomer,
  hear: steps.hearCustomer,
  tell: steps.tellCustomer,
  propose: steps.propose,
  accept: acceptThemselves,
  object: steps.objectAnswer,
  reopen: steps.reopenComplaint,
}

type Accepting = { id: string; version: number; text: string }

/** The customer says so on their page; nobody of the cast is one, so it stands in the name of whoever handles it. */
async function acceptThemselves(ctx: Ctx, { text, ...seen }: Accepting): Promise<void> {
  await withdrawOvertaken(ctx, await getComplaint(ctx, seen.id), steps.overtakenByAcceptance)
  await steps.accepted(ctx, await lockOvertaking(ctx, seen, steps.overtakenByAcceptance), { text })
}

type Classifying = { id: string; version: number; cause_key: string }

async function classify(ctx: Ctx, { id, version, cause_key }: Classifying): Promise<void> {
  const { kind, severity, subject, service_key, service_on, staff_id, claimed } = await getComplaint(ctx, id)
  const facts = { kind, severity, subject, service_key, service_on, staff_id, claimed, cause_key }
  await editComplaint(ctx, { id, version, ...facts })
}
