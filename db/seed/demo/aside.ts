import { addSigners, delegateRequest, overrideStep } from '../../../src/kernel/approvals/request/operate.ts'
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
