import type { Condition, FlowStep } from '../../../kernel/approvals/flow/contract.ts'
import { type SeededFlow, seedFlow } from '../../../kernel/approvals/flow/seed.ts'
import type { Tx } from '../../../kernel/db/pool.ts'
import type { ChangeKind } from './kinds/contract.ts'
import { subjectType } from './life/row.ts'

/** What makes an organisation another one than it was; the rest says better how it is. */
const weighty: ChangeKind[] = [
  'name',
  'parent',
  'head',
  'suspend',
  'resume',
  'close',
  'restore',
  'correction',
]

const among = (field: string, ...value: string[]): Condition => ({
  match: 'all',
  of: [{ field, is: 'one_of', value }],
})
const step = (
  key: string,
  titles: Required<Pick<FlowStep, 'title' | 'title_tw' | 'title_en'>>,
  more: Pick<FlowStep, 'approvers'> & Partial<FlowStep>,
): FlowStep => ({
  ...{ key, ...titles, when: null, mode: { kind: 'any' }, due_working_hours: 16 },
  ...{ opinion: 'on_refusal', visible_fields: null, matter: 'ordinary' },
  ...more,
})

const region = step(
  'region',
  { title: '大区意见', title_tw: '大區意見', title_en: 'Region' },
  {
    when: among('filed_by', 'branch', 'department', 'partner_point'),
    approvers: [{ by: 'role', role: 'region_lead', at: 'ancestor' }],
  },
)
const operations = step(
  'operations',
  { title: '归口部门审核', title_tw: '歸口部門審核', title_en: 'Operations' },
  { approvers: [{ by: 'role', role: 'hq_ops', at: 'headquarters' }] },
)
const management = step(
  'management',
  { title: '公司管理层批准', title_tw: '公司管理層批准', title_en: 'Management' },
  { approvers: [{ by: 'role', role: 'hq_management', at: 'headquarters' }] },
)

const flows: SeededFlow[] = [
  {
    key: 'establishment.change.weighty',
    subject_type: subjectType,
    title: '机构变更审批（重大）',
    title_tw: '機構變更審批（重大）',
    title_en: 'Changes, weighty',
    position: 10,
    definition: {
      applies_when: among('kind', ...weighty),
      same_person: 'consecutive',
      steps: [
        region,
        { ...operations, when: among('filed_by', 'region', 'branch', 'department', 'partner_point') },
        management,
      ],
    },
  },
  {
    key: 'establishment.change.ordinary',
    subject_type: subjectType,
    title: '机构变更审批（一般）',
    title_tw: '機構變更審批（一般）',
    title_en: 'Changes, ordinary',
    position: 20,
    definition: { applies_when: null, same_person: 'consecutive', steps: [region, operations] },
  },
]

/** The approval flows of filings of change. What is there already stays. */
export async function seedChanges(tx: Tx, now: Date): Promise<void> {
  for (const flow of flows) await seedFlow(tx, flow, now)
}
