import type { FlowStep } from '../../../kernel/approvals/flow/contract.ts'
import { seedFlow } from '../../../kernel/approvals/flow/seed.ts'
import type { Tx } from '../../../kernel/db/pool.ts'
import { rulingType } from './row.ts'

const step = (
  key: string,
  titles: Required<Pick<FlowStep, 'title' | 'title_tw' | 'title_en'>>,
  more: Pick<FlowStep, 'approvers'> & Partial<FlowStep>,
): FlowStep => ({
  ...{ key, ...titles, when: null, mode: { kind: 'any' }, due_working_hours: 16 },
  ...{ opinion: 'on_refusal', visible_fields: null, matter: 'ordinary' },
  ...more,
})

/** Headquarters decides; a compensation is also a matter of its finance department. */
export async function seedRulings(tx: Tx, now: Date): Promise<void> {
  await seedFlow(
    tx,
    {
      ...{ key: 'complaints.ruling', subject_type: rulingType, position: 10 },
      ...{ title: '投诉处理审批', title_tw: '投訴處理審批', title_en: 'Rulings on complaints' },
      definition: {
        ...{ applies_when: null, same_person: 'consecutive' },
        steps: [
          step(
            'operations',
            { title: '归口部门审批', title_tw: '歸口部門審批', title_en: 'Operations' },
            { approvers: [{ by: 'role', role: 'hq_ops', at: 'headquarters' }] },
          ),
          step(
            'finance',
            { title: '财务审批', title_tw: '財務審批', title_en: 'Finance' },
            {
              when: { match: 'all', of: [{ field: 'matter', is: 'one_of', value: ['compensation'] }] },
              approvers: [{ by: 'role', role: 'hq_finance', at: 'headquarters' }],
            },
          ),
        ],
      },
    },
    now,
  )
}
