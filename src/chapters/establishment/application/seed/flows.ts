import type { FlowDefinition, FlowStep } from '../../../../kernel/approvals/flow/contract.ts'
import type { SeededFlow } from '../../../../kernel/approvals/flow/seed.ts'

/** Start-up budgets from here on, in minor units, go through the larger flow: one million. */
export const majorBudget = 100_000_000

const step = (
  key: string,
  titles: { title: string; title_tw: string; title_en: string },
  more: Pick<FlowStep, 'approvers' | 'mode'> & Partial<FlowStep>,
): FlowStep => ({
  key,
  ...titles,
  when: null,
  due_working_hours: 16,
  opinion: 'on_refusal',
  visible_fields: null,
  matter: 'ordinary',
  ...more,
})

const regionStep = step(
  'region',
  { title: '大区意见', title_tw: '大區意見', title_en: 'Region' },
  {
    when: {
      match: 'all',
      of: [{ field: 'applied_by', is: 'one_of', value: ['branch', 'department', 'partner_point'] }],
    },
    approvers: [{ by: 'role', role: 'region_lead', at: 'ancestor' }],
    mode: { kind: 'any' },
  },
)
const headquarters = (role: string) => ({ by: 'role', role, at: 'headquarters' }) as const

const ordinary: FlowDefinition = {
  applies_when: {
    match: 'all',
    of: [
      { field: 'kind', is: 'one_of', value: ['branch', 'department'] },
      { field: 'start_up_budget', is: 'less', value: majorBudget },
    ],
  },
  same_person: 'consecutive',
  steps: [
    regionStep,
    step(
      'management',
      { title: '公司管理层批准', title_tw: '公司管理層批准', title_en: 'Management' },
      { approvers: [headquarters('hq_management')], mode: { kind: 'any' } },
    ),
  ],
}

const major: FlowDefinition = {
  applies_when: null,
  same_person: 'consecutive',
  steps: [
    regionStep,
    step(
      'functions',
      { title: '财务、风险会签', title_tw: '財務、風險會簽', title_en: 'Finance and risk' },
      {
        approvers: [headquarters('hq_finance'), headquarters('hq_risk')],
        mode: { kind: 'all' },
        editable_fields: ['approved_budget'],
        matter: 'money',
      },
    ),
    step(
      'management',
      { title: '公司管理层会签', title_tw: '公司管理層會簽', title_en: 'Management' },
      {
        approvers: [headquarters('hq_management')],
        mode: { kind: 'all' },
        editable_fields: ['approval_condition'],
        matter: 'money',
      },
    ),
  ],
}

/** Branches and departments below the threshold; partner points and everything larger. */
export const flows: SeededFlow[] = [
  {
    key: 'establishment.application.ordinary',
    subject_type: 'establishment.application',
    title: '设立审批（一般）',
    title_tw: '設立審批（一般）',
    title_en: 'Establishment, ordinary',
    position: 10,
    definition: ordinary,
  },
  {
    key: 'establishment.application.major',
    subject_type: 'establishment.application',
    title: '设立审批（重大或合作网点）',
    title_tw: '設立審批（重大或合作據點）',
    title_en: 'Establishment, major or partner point',
    position: 20,
    definition: major,
  },
]
