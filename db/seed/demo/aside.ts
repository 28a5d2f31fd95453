import { fillFields } from '../../../src/kernel/approvals/fill/fill.ts'
import type { RequestPage } from '../../../src/kernel/approvals/request/contract.ts'
import {
  addSigners,
  approveRequest,
  delegateRequest,
  overrideStep,
  takeBackAnswer,
  transferRequest,
} from '../../../src/kernel/approvals/request/operate.ts'
import type { Ctx } from '../../../src/kernel/http/context.ts'
import { castId } from '../cast.ts'

/** What approvers of the demo do besides answering. */
export const askPersonnel = (ctx: Ctx, id: string) =>
  delegateRequest(ctx, {
    ...{ id, round: 1, to: castId('xu.wen') },
    opinion: '请核实拟派人员的劳动关系和到位时间，有无用工风险。',
  })

export const askFunctions = (ctx: Ctx, id: string) =>
  addSigners(ctx, {
    ...{ id, round: 1, place: 'before', persons: [castId('sun.yi'), castId('qian.li')] },
    opinion: '请分别就租赁合同风险和首年预算提出意见。',
  })

export const overrideByHand = (ctx: Ctx, id: string) =>
  overrideStep(ctx, {
    ...{ id, round: 1, outcome: 'passed' },
    opinion: '两位管理层成员同时出差且未设代理，经总经理电话同意，先行办结，书面意见后补。',
  })

export const passOn = (ctx: Ctx, id: string) =>
  transferRequest(ctx, {
    ...{ id, round: 1, to: castId('sun.yi') },
    opinion: '下周赴外地参加行业会议，请代为把关租赁和用工风险。',
  })

export const answerTooSoon = (ctx: Ctx, id: string) =>
  approveRequest(ctx, { ...{ id, round: 1 }, opinion: '预算可行，同意。' })

export const takeBack = (ctx: Ctx, id: string) => takeBackAnswer(ctx, { id })

/** A twentieth less than was applied for, in whole thousands. */
export const setBudget = (ctx: Ctx, { id, subject: { fields } }: RequestPage) => {
  const approved_budget = Math.floor((Number(fields.start_up_budget) * 0.95) / 100_000) * 100_000
  return fillFields(ctx, {
    ...{ id, round: 1 },
    values: { approved_budget },
    seen: { approved_budget: null },
  })
}
