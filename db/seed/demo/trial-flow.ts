import type { FlowDefinition, FlowStep } from '../../../src/kernel/approvals/flow/contract.ts'
import { createFlow } from '../../../src/kernel/approvals/flow/edit.ts'
import { publishFlow, saveFlowDraft } from '../../../src/kernel/approvals/flow/publish.ts'
import { appointApprovers, approveRequest } from '../../../src/kernel/approvals/request/operate.ts'
import { castId } from '../cast.ts'
import type { Stage } from './act-as.ts'
import { momentsOf } from './moments.ts'
import { actOn, beginFiling } from './turns.ts'

const step = (key: string, title: string, title_en: string, approvers: FlowStep['approvers']): FlowStep => ({
  ...{ key, title, title_en, when: null, approvers, mode: { kind: 'any' } },
  ...{ due_working_hours: 16, opinion: 'on_refusal', visible_fields: null, matter: 'ordinary' },
})
const chosen = (by: 'applicant_choice' | 'previous_choice', ...roles: string[]) =>
  roles.map((role) => ({ by, role, at: 'headquarters' }) as const)
const holders = (role: string) => [{ by: 'role', role, at: 'headquarters' } as const]

const flow = (quality: string): FlowDefinition => ({
  applies_when: {
    match: 'all',
    of: [
      { field: 'kind', is: 'one_of', value: ['scope'] },
      { field: 'organisation', is: 'one_of', value: ['department'] },
    ],
  },
  same_person: 'consecutive',
  steps: [
    step(
      'expert',
      '专业意见',
      'Expert opinion',
      chosen('applicant_choice', 'hq_finance', 'hq_risk', 'hq_hr'),
    ),
    step('quality', '服务质量意见', 'Service quality', holders(quality)),
    step('management', '分管领导批准', 'Management', chosen('previous_choice', 'hq_management')),
  ],
})

/**
 * A flow on trial in which people choose who decides. Nobody held the quality department yet: its first request was parked
 * there until the administrator named somebody, and the next version asks operations instead.
 */
export async function seedTrialFlow(
  stage: Stage,
  { org_id, today }: { org_id: string; today: Date },
): Promise<void> {
  const at = momentsOf(today)
  const { flow_id, id, version } = await stage.as('shen.jing', at(60, 10), (ctx) =>
    createFlow(ctx, {
      ...{ key: 'establishment.change.department_scope', subject_type: 'establishment.change', position: 5 },
      ...{ title: '部门业务范围变更（试行）', title_en: 'Scope of a department, on trial' },
      definition: flow('hq_quality'),
    }),
  )
  await stage.as('shen.jing', at(60, 10.2), (ctx) => publishFlow(ctx, { id, version }))
  const filing = await beginFiling(
    stage,
    {
      ...{ by: 'zheng.kai', org_id, days: 41 },
      what: { kind: 'scope', proposal: { scope: '财税咨询、法务咨询、企业内控咨询' } },
      reason: '三家签约客户提出内控咨询需求，部门已有两名注册内部审计师。',
      plan: '先为签约客户提供，半年后评估是否对外推广。',
      chosen: { expert: [castId('qian.li')] },
    },
    at,
  )
  // Within the days on which she stood in for the head of finance.
  await actOn(stage, filing, ['sun.yi', at(38, 10)], (ctx, seen) =>
    approveRequest(ctx, {
      ...{ ...seen, for_person_id: castId('qian.li') },
      opinion: '收费标准已有先例，财务无异议。',
    }),
  )
  await actOn(stage, filing, ['shen.jing', at(38, 14)], (ctx, seen) =>
    appointApprovers(ctx, { ...seen, persons: [castId('zhou.ting')] }),
  )
  await actOn(stage, filing, ['zhou.ting', at(37, 10)], (ctx, seen) =>
    approveRequest(ctx, { ...seen, opinion: '服务规范已备，同意。', chosen: [castId('lin.lan')] }),
  )
  await actOn(stage, filing, ['lin.lan', at(36, 10)], (ctx, seen) =>
    approveRequest(ctx, { ...seen, opinion: '同意试行。' }),
  )
  const draft = await stage.as('shen.jing', at(35, 10), (ctx) =>
    saveFlowDraft(ctx, { flow_id, version: 0, definition: flow('hq_ops') }),
  )
  await stage.as('shen.jing', at(35, 10.2), (ctx) => publishFlow(ctx, draft))
}
