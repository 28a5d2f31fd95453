import type { Condition, FlowStep } from '../../approvals/flow/contract.ts'
import { type SeededFlow, seedFlow } from '../../approvals/flow/seed.ts'
import type { Tx } from '../../db/pool.ts'
import { extensionType } from './row.ts'

const step = (
  key: string,
  titles: Required<Pick<FlowStep, 'title' | 'title_tw' | 'title_en'>>,
  more: Pick<FlowStep, 'approvers' | 'when'>,
): FlowStep => ({
  ...{ key, ...titles, mode: { kind: 'any' }, due_working_hours: 16 },
  ...{ opinion: 'on_refusal', visible_fields: null, matter: 'audit' },
  ...more,
})

const below: Condition = {
  match: 'all',
  of: [{ field: 'organisation', is: 'one_of', value: ['branch', 'department', 'partner_point'] }],
}
/** A second time, what is critical, and what a region or headquarters itself asks for. */
const weighty: Condition = {
  match: 'any',
  of: [
    { field: 'position', is: 'at_least', value: 2 },
    { field: 'severity', is: 'one_of', value: ['critical'] },
    { field: 'organisation', is: 'one_of', value: ['region', 'headquarters'] },
  ],
}

const region = (when: Condition | null) =>
  step(
    'region',
    { title: '大区意见', title_tw: '大區意見', title_en: 'Region' },
    { when, approvers: [{ by: 'role', role: 'region_lead', at: 'ancestor' }] },
  )
const operations = step(
  'operations',
  { title: '归口部门批准', title_tw: '歸口部門批准', title_en: 'Operations' },
  { when: null, approvers: [{ by: 'role', role: 'hq_ops', at: 'headquarters' }] },
)

const flows: SeededFlow[] = [
  {
    ...{ key: 'issues.extension.weighty', subject_type: extensionType, position: 10 },
    ...{
      title: '整改延期审批（重大）',
      title_tw: '整改延期審批（重大）',
      title_en: 'Later due days of issues, weighty',
    },
    definition: { applies_when: weighty, same_person: 'consecutive', steps: [region(below), operations] },
  },
  {
    ...{ key: 'issues.extension.ordinary', subject_type: extensionType, position: 20 },
    ...{
      title: '整改延期审批（一般）',
      title_tw: '整改延期審批（一般）',
      title_en: 'Later due days of issues, ordinary',
    },
    definition: { applies_when: null, same_person: 'consecutive', steps: [region(null)] },
  },
]

/** The approval flows of later due days: the region, and headquarters where it weighs more. What is there stays. */
export async function seedExtensions(tx: Tx, now: Date): Promise<void> {
  for (const flow of flows) await seedFlow(tx, flow, now)
}
