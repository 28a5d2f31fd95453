import { createChange } from '../../../src/chapters/establishment/change/file.ts'
import type { What } from '../../../src/chapters/establishment/change/kinds/contract.ts'
import { readChangePage } from '../../../src/chapters/establishment/change/page.ts'
import { submitChange } from '../../../src/chapters/establishment/change/submit.ts'
import { approveRequest } from '../../../src/kernel/approvals/request/operate.ts'
import { readRequestPage } from '../../../src/kernel/approvals/request/page.ts'
import { type CastUser, castId } from '../cast.ts'
import type { Stage } from './act-as.ts'
import { momentsOf } from './moments.ts'
import { comeToHold } from './turns.ts'

type Filing = {
  by: CastUser
  /** An organisation by name. */
  about: string
  /** What is proposed; what names another organisation or an earlier filing is made when it is known. */
  what: What | ((known: Known) => What)
  /** Days from today on which it is to hold, or has since; without it, from the approval on. */
  ahead?: number
  reason: string
  plan: string
  /** Days before today on which it was begun. */
  ago: number
  draft?: true
  /** Who has agreed so far. */
  agreed: CastUser[]
}

type Known = {
  organisation: (name: string) => string
  /** The last filing about an organisation. */
  filed: (name: string) => string
  dayAgo: (days: number) => string
}

const filings: Filing[] = [
  {
    by: 'chen.hao',
    about: '嘉兴合作网点',
    what: { kind: 'restore', proposal: {} },
    reason: '嘉兴经开区新增三家签约客户，原网点场所和人员均可恢复使用。',
    plan: '原负责人带两名顾问于批准当周到岗，一周内完成系统权限和公章移交。',
    ago: 3,
    agreed: ['zhou.ting'],
  },
  {
    by: 'luo.ying',
    about: '深圳分公司',
    what: { kind: 'scope', proposal: { scope: '人事代理、劳务派遣、薪税服务、企业培训' } },
    reason: '客户提出薪税与培训需求，已备齐相应资质与人员。',
    plan: '两名薪税顾问已到岗，培训课程由大区统一排期。',
    ahead: -39,
    ago: 74,
    agreed: ['zhou.ting'],
  },
  {
    by: 'chen.hao',
    about: '南京分公司',
    what: { kind: 'name', proposal: { name: '南京江北分公司', name_en: 'Nanjing Jiangbei Branch' } },
    ahead: 32,
    reason: '营业场所迁至江北新区后，按工商核准的名称统一对外使用。',
    plan: '生效前完成印章、合同模板和门头更换，生效当日更新对外公示信息。',
    ago: 12,
    agreed: ['he.chuan', 'gu.mingyuan'],
  },
  {
    by: 'li.wei',
    about: '上海分公司',
    what: {
      kind: 'premises',
      proposal: {
        ...{ province: '上海', city: '上海', address: '浦东新区世纪大道 1168 号 12 层', postcode: '200122' },
        ...{ phone: '021-50550000', area: 460, tenure: 'leased', tenure_until: '2031-12-31' },
        ...{ lng: 121.53, lat: 31.23 },
      },
    },
    ahead: 45,
    reason: '现租约到期不再续签，新址交通便利且面积满足未来两年用人计划。',
    plan: '提前两周布线与装修验收，周末搬迁，周一恢复服务。',
    ago: 2,
    agreed: ['chen.hao'],
  },
  {
    by: 'ma.jun',
    about: '保定合作网点',
    what: { kind: 'suspend', proposal: {} },
    reason: '合作方场所消防整改，预计两个月不能对外服务。',
    plan: '在办业务移交北京客户服务部，整改验收后申请恢复运营。',
    ago: 5,
    agreed: ['he.chuan'],
  },
  {
    by: 'zhou.ting',
    about: '苏州合作网点',
    what: { kind: 'name', proposal: { name: '苏州园区合作网点', name_en: 'Suzhou Park Partner Point' } },
    reason: '与合作方工商登记名称保持一致。',
    plan: '批准后更新协议附件与公示信息。',
    ago: 1,
    draft: true,
    agreed: [],
  },
  {
    by: 'luo.ying',
    about: '深圳分公司',
    what: ({ filed, dayAgo }) => ({
      kind: 'correction',
      proposal: {
        ...{ corrects: filed('深圳分公司'), on: dayAgo(38) },
        is: { kind: 'scope', proposal: { scope: '人事代理、劳务派遣、薪税服务、企业培训、员工福利' } },
      },
    }),
    reason: '原申请漏写员工福利业务，与工商登记的经营范围不一致。',
    plan: '按营业执照所载范围更正，不涉及业务调整。',
    ago: 6,
    agreed: ['zhou.ting', 'gu.mingyuan'],
  },
  {
    by: 'chen.hao',
    about: '宁波分公司',
    what: { kind: 'head', proposal: { head_id: castId('wang.lei') } },
    ahead: 20,
    reason: '现任负责人调任集团项目，由上海分公司王磊接任。',
    plan: '两周内完成客户、合同和印章交接，生效前走访全部签约客户。',
    ago: 9,
    agreed: ['he.chuan', 'gu.mingyuan'],
  },
  {
    by: 'chen.hao',
    about: '温州合作网点',
    what: ({ organisation }) => ({
      kind: 'parent',
      proposal: { parent_id: organisation('宁波分公司') },
    }),
    reason: '温州客户由宁波分公司服务，划归后就近管理。',
    plan: '划转当日移交台账和客户名单，考核自下季度起并入宁波分公司。',
    ago: 4,
    agreed: ['zhou.ting'],
  },
  {
    by: 'chen.hao',
    about: '南昌分公司',
    what: { kind: 'resume', proposal: {} },
    ahead: 14,
    reason: '场所消防整改已验收，人员已培训到位。',
    plan: '恢复首周只受理存量客户业务，第二周起全面受理。',
    ago: 2,
    agreed: [],
  },
  {
    by: 'zhou.ting',
    about: '海口合作网点',
    what: {
      kind: 'close',
      proposal: { custodian_id: castId('he.chuan'), records_place: '总部档案室 3 号柜' },
    },
    reason: '合作协议到期不再续签，客户转由广州分公司服务。',
    plan: '人员已转岗、资产已清点，一个月内结清往来款项。',
    ago: 1,
    agreed: [],
  },
]

const day = 86_400_000

/** What the cast filed about the network since: one kind and one stage each. */
export async function seedChanges(stage: Stage, idOf: (name: string) => string, today: Date): Promise<void> {
  const last = new Map<string, string>()
  const known: Known = {
    organisation: idOf,
    filed: (name) => last.get(name)!,
    dayAgo: (days) => new Date(today.getTime() - days * day).toISOString().slice(0, 10),
  }
  for (const filing of filings) {
    const what = typeof filing.what === 'function' ? filing.what(known) : filing.what
    const id = await file(stage, { ...filing, what }, { org_id: idOf(filing.about), today })
    last.set(filing.about, id)
  }
}

async function file(
  stage: Stage,
  { by, what, ahead, reason, plan, ago, draft, agreed }: Filing & { what: What },
  { org_id, today }: { org_id: string; today: Date },
): Promise<string> {
  const begun = today.getTime() - ago * day
  const at = (hours: number) =>
    new Date(Math.min(begun + hours * 3_600_000, today.getTime() - 60_000)).toISOString()
  const effective_on =
    ahead === undefined ? null : new Date(today.getTime() + ahead * day).toISOString().slice(0, 10)
  const { id, version } = await stage.as(by, at(0), (ctx) =>
    createChange(ctx, { org_id, what, effective_on, reason, plan }),
  )
  if (draft) return id
  await stage.as(by, at(1), (ctx) => submitChange(ctx, { id, version }))
  for (const [n, user] of agreed.entries()) {
    const request = await stage.read(user, at(2), async (ctx) => {
      const { approval } = await readChangePage(ctx, id)
      return readRequestPage(ctx, approval!.request_id)
    })
    await stage.as(user, at(20 + n * 20), (ctx) =>
      approveRequest(ctx, { id: request.id, round: request.round, opinion: '同意。' }),
    )
  }
  if (ahead !== undefined && ahead < 0) await comeToHold(stage, momentsOf(today), -ahead)
  return id
}
