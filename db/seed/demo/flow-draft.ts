import type { FlowDefinition, FlowStep } from '../../../src/kernel/approvals/flow/contract.ts'
import { getFlowVersion } from '../../../src/kernel/approvals/flow/pages.ts'
import { saveFlowDraft } from '../../../src/kernel/approvals/flow/publish.ts'
import { createGroup } from '../../../src/kernel/approvals/group/groups.ts'
import { castId } from '../cast.ts'
import type { Stage } from './act-as.ts'

const day = 86_400_000
const headquarters = (role: string, group?: string) =>
  ({ by: 'role', role, at: 'headquarters', group }) as const

/** The administrator's next version of the larger flow, not published yet: with a branch, departments and a board. */
export async function seedFlowDraft(stage: Stage, today: Date): Promise<void> {
  const at = new Date(today.getTime() - 2 * day).toISOString()
  await stage.as('shen.jing', at, async (ctx) => {
    const members = [castId('lin.lan'), castId('zhou.ting'), castId('qian.li'), castId('sun.yi')]
    const group = { title: '设立评审委员会', title_en: 'Establishment review board', members }
    const { id: group_id } = await createGroup(ctx, group)
    const { id, flow_id } = await ctx.tx
      .selectFrom('kernel.approval_flow_version as v')
      .innerJoin('kernel.approval_flow as f', 'f.id', 'v.flow_id')
      .select(['v.id', 'v.flow_id'])
      .where('f.key', '=', 'establishment.application.major')
      .executeTakeFirstOrThrow()
    const { definition } = await getFlowVersion(ctx, id)
    await saveFlowDraft(ctx, { flow_id, version: 0, definition: widened(definition, group_id) })
  })
}

function widened(flow: FlowDefinition, group_id: string): FlowDefinition {
  const [region, functions, management] = flow.steps as [FlowStep, FlowStep, FlowStep]
  const countersign: FlowStep = {
    ...functions,
    title: '财务、风险、质量会签',
    title_tw: null,
    title_en: 'Finance, risk and quality',
    path: 'large',
    approvers: [
      headquarters('hq_finance', '财务部'),
      headquarters('hq_risk', '风险管理部'),
      headquarters('hq_quality', '质量管理部'),
    ],
    mode: { kind: 'per_group', approvals: 1 },
    due_working_hours: 24,
  }
  const board: FlowStep = {
    ...functions,
    ...{ key: 'board', title: '评审委员会审议', title_tw: null, title_en: 'Review board', path: 'large' },
    approvers: [{ by: 'group', group_id }],
    mode: { kind: 'share', percent: 66 },
    due_working_hours: 40,
  }
  const finance: FlowStep = {
    ...functions,
    ...{ key: 'finance', title: '财务审核', title_tw: null, title_en: 'Finance', path: 'other' },
    approvers: [headquarters('hq_finance')],
    mode: { kind: 'any' },
    visible_fields: ['kind', 'start_up_budget', 'staff'],
  }
  return {
    ...flow,
    steps: [region, countersign, board, finance, management],
    branchings: [
      {
        ...{ key: 'by_budget', title: '按开办预算', title_en: 'By start-up budget' },
        paths: [
          {
            ...{ key: 'large', title: '三百万元以上', title_en: 'Three million or more' },
            when: { match: 'all', of: [{ field: 'start_up_budget', is: 'at_least', value: 300_000_000 }] },
          },
          { key: 'other', title: '其他情况', title_en: 'Otherwise', when: null },
        ],
      },
    ],
  }
}
