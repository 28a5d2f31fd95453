import type { ApplicationKind, Plan } from '../../../src/chapters/establishment/application/plan/contract.ts'
import { castId } from '../cast.ts'
import type { Matter } from './matters.ts'

const lines = [
  ['场地租金与押金', 0.34],
  ['装修与标识', 0.26],
  ['设备与网络', 0.22],
  ['开办与培训费用', 0.18],
] as const

/** What the applicant writes into the form. */
export function planOf(matter: Matter): Partial<Plan> & { kind: ApplicationKind; org_id: string } {
  const { by, kind, parent, name, name_en, city, point, budget, head = by, plan } = matter
  const [longitude, latitude] = point
  const total = budget * 100
  const parts = lines.map(([item, share]) => ({ item, amount: Math.round(total * share) }))
  const rest = total - parts.reduce((sum, { amount }) => sum + amount, 0)
  parts[0]!.amount += rest
  const small = kind !== 'branch'
  return {
    ...{ kind, name, name_en, longitude, latitude },
    org_id: castId(parent),
    parent_id: castId(parent),
    positioning: `面向${name.slice(0, 2)}及周边企业客户，提供就近的综合服务与技术支持。`,
    scope: '客户咨询与受理、现场技术支持、合同履约服务、客户培训。',
    strategy_fit: '符合公司三年网络规划，补足所在区域的服务半径，缩短响应时间至四小时以内。',
    staffing: [
      { post: '负责人', number: 1, qualification: '五年以上服务管理经验', persons: [castId(head)] },
      { post: '客户顾问', number: small ? 2 : 4, qualification: '本科及以上，持岗位合格证', persons: [] },
      { post: '技术支持', number: small ? 1 : 3, qualification: '中级工程师及以上', persons: [] },
    ],
    address: city,
    area: small ? 120 : 360,
    tenure: 'leased',
    tenure_until: '2030-12-31',
    safety: '已取得消防验收备案，每层配备灭火器与应急照明，每季度演练一次。',
    environment: '办公类场所，依法无需办理环评。',
    rules: '执行公司服务规范，另编制客户受理、应急处置、财务与档案管理细则。',
    budget: parts,
    funding: [{ source: '总部拨款', amount: total }],
    forecast_income: total * 4,
    forecast_cost: total * 3,
    proposed_head_id: castId(head),
    ...plan,
  }
}
