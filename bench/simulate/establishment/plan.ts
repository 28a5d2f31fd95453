import type { ApplicationKind } from '../../../src/chapters/establishment/application/plan/contract.ts'
import { documentTypes } from '../../../src/chapters/establishment/application/seed/kinds.ts'
import { day, dayAt } from '../days.ts'
import type { Random } from '../random.ts'
import type { Office } from './office.ts'

type Given = {
  kind: ApplicationKind
  name: string
  parent_id: string
  address: string
  area: number
  city: string
}

/** What an applicant fills in: as it is kept, and as its approvers see it. */
export function planOf(random: Random, { kind, name, parent_id, address, area, city }: Given) {
  const head = { post: '负责人', number: 1, qualification: '五年以上人力资源服务经验', persons: [] }
  const staff = random.whole(2, 6)
  const staffing = [head, { post: '服务专员', number: staff, qualification: '持证上岗', persons: [] }]
  const budget = [
    { item: '房租及装修', amount: random.whole(80, 300) * 100_000 },
    { item: '设备', amount: random.whole(20, 90) * 100_000 },
  ]
  const start_up_budget = budget.reduce((sum, { amount }) => sum + amount, 0)
  const funding = [{ source: kind === 'partner_point' ? '合作方出资' : '总部拨款', amount: start_up_budget }]
  const words = {
    positioning: `面向${city}中小企业的人力资源服务。`,
    scope: '社保公积金、薪税、招聘与档案服务。',
    strategy_fit: '符合公司网点布局规划。',
    safety: '消防已备案，疏散通道畅通。',
    environment: '办公场所，无需环评。',
    rules: '执行公司服务流程与财务、档案制度。',
  }
  const numbers = {
    forecast_income: random.whole(60, 400) * 1_000_000,
    forecast_cost: random.whole(50, 300) * 1_000_000,
  }
  const premises = { address, area, tenure: 'leased' as const }
  return {
    staff: staff + 1,
    row: {
      ...{ ...words, ...premises, ...numbers, currency: 'CNY', start_up_budget },
      ...{
        staffing: JSON.stringify(staffing),
        budget: JSON.stringify(budget),
        funding: JSON.stringify(funding),
      },
    },
    agreed: {
      ...{ kind, name, name_en: null, parent_id, credit_code: null, ...words, ...premises, ...numbers },
      ...{ staffing, tenure_until: null, longitude: null, latitude: null, currency: 'CNY', budget, funding },
      proposed_head_id: null,
    },
  }
}

export type Paper = { id: string; document_type: string; valid_until: string | null; sha256: string }
type Handing = { org_id: string; id: string; kind: ApplicationKind; at: number }

/** The documents of the checklist; now and then one is missing. */
export function handIn(
  { world: { random }, sheets }: Office,
  { org_id, id, kind, at }: Handing,
  file: (name: string) => { id: string; sha256: string },
): Paper[] {
  return documentTypes.flatMap(({ key, title, required, asks_validity }) => {
    if (!required.includes(kind) || random.chance(0.01)) return []
    const kept = file(`${title.zh}.pdf`)
    const valid_until = asks_validity ? dayAt(at + random.whole(1, 5) * 365 * day) : null
    const paper = { id: random.id(at - 2 * day), document_type: key, valid_until }
    sheets.papers.add({
      ...paper,
      org_id,
      application_id: id,
      file_id: kept.id,
      created_at: new Date(at - 2 * day),
    })
    return [{ ...paper, sha256: kept.sha256 }]
  })
}
