import { applyDueChanges } from '../../../src/chapters/establishment/change/apply-due.ts'
import { createChange, editChange } from '../../../src/chapters/establishment/change/file.ts'
import type { What } from '../../../src/chapters/establishment/change/kinds/contract.ts'
import { readChangePage } from '../../../src/chapters/establishment/change/page.ts'
import { submitChange } from '../../../src/chapters/establishment/change/submit.ts'
import { withdrawChange } from '../../../src/chapters/establishment/change/withdraw.ts'
import { decideMany } from '../../../src/kernel/approvals/bulk/decide-many.ts'
import { commentOnRequest } from '../../../src/kernel/approvals/request/comment.ts'
import {
  addSigners,
  approveRequest,
  delegateRequest,
  removeSigner,
  returnRequest,
} from '../../../src/kernel/approvals/request/operate.ts'
import { readRequestPage } from '../../../src/kernel/approvals/request/page.ts'
import { attachToComment } from '../../../src/kernel/approvals/talk/files.ts'
import type { Ctx } from '../../../src/kernel/http/context.ts'
import { type CastUser, castId } from '../cast.ts'
import type { Stage } from './act-as.ts'
import { momentsOf } from './moments.ts'

export type Begun = {
  id: string
  org_id: string
  /** Its request as it is at that moment. */
  request: (when: string) => Promise<{ id: string; round: number }>
}

/** Files what the cast filed, and decides on it the long way round: sent back, asked around, withdrawn, two at once. */
export async function seedTurns(stage: Stage, idOf: (name: string) => string, today: Date): Promise<void> {
  const at = momentsOf(today)
  const begin = (by: CastUser, name: string, what: What, days: number, terms: Terms) =>
    beginFiling(stage, { by, org_id: idOf(name), what, days, ...terms }, at)
  await sentBack(stage, begin, at)
  await backAStep(stage, begin, at)
  await twoAtOnce(stage, begin, at)
  await seeThrough(stage, begin, { at, idOf })
  const { id } = await begin(
    'chen.hao',
    '济南分公司',
    {
      kind: 'premises',
      proposal: {
        ...{ province: '山东', city: '济南', address: '历城区工业南路 57 号 3 层', postcode: '250100' },
        ...{ phone: '0531-88550000', area: 300, tenure: 'leased', tenure_until: '2031-06-30' },
        ...{ lng: 117.09, lat: 36.68 },
      },
    },
    18,
    { reason: '原场所业主拟收回房屋，另租同一片区写字楼。', plan: '两周内完成布线和搬迁，周末搬家。' },
  )
  const reason = '业主同意续租三年，不再搬迁。'
  await stage.as('chen.hao', at(16, 10), async (ctx) => {
    const { version } = await readChangePage(ctx, id)
    await withdrawChange(ctx, { id, version, reason })
  })
}

/** `ahead`: days from today on which it is to hold, or has since; without it, from the approval on. */
type Terms = { reason: string; plan: string; ahead?: number }
type Begin = (by: CastUser, name: string, what: What, days: number, terms: Terms) => Promise<Begun>
type At = ReturnType<typeof momentsOf>

/** A filing that was handed in `days` ago at half past nine. */
export async function beginFiling(
  stage: Stage,
  filing: Terms & {
    by: CastUser
    org_id: string
    what: What
    days: number
    chosen?: Record<string, string[]>
  },
  at: At,
): Promise<Begun> {
  const { by, org_id, what, days, reason, plan, ahead, chosen } = filing
  const effective_on = ahead === undefined ? null : at(-ahead, 12).slice(0, 10)
  const { id, version } = await stage.as(by, at(days, 9), (ctx) =>
    createChange(ctx, { org_id, what, effective_on, reason, plan }),
  )
  await stage.as(by, at(days, 9.5), (ctx) => submitChange(ctx, { id, version, chosen }))
  const request = (when: string) =>
    stage.read('zhou.ting', when, async (ctx) => {
      const { approval } = await readChangePage(ctx, id)
      return readRequestPage(ctx, approval!.request_id)
    })
  return { id, org_id, request }
}

/** At midnight of its day what was agreed to before comes to hold; so many days ago. */
export const comeToHold = (stage: Stage, at: At, days: number) => applyDueChanges(stage.at(at(days, 0.02)))

/** Does something with the request of a filing, in the round it is in at that moment. */
export async function actOn(
  stage: Stage,
  { request }: Begun,
  [user, when]: [CastUser, string],
  act: (ctx: Ctx, seen: { id: string; round: number }) => Promise<unknown>,
): Promise<void> {
  const { id, round } = await request(when)
  await stage.as(user, when, (ctx) => act(ctx, { id, round }))
}

const agree = (ctx: Ctx, seen: { id: string; round: number }) =>
  approveRequest(ctx, { ...seen, opinion: '同意。' })

/** Asked around, sent back to its applicant, talked over with a file, handed in again and agreed to. */
async function sentBack(stage: Stage, begin: Begin, at: At) {
  const words = {
    reason: '签约客户要求就近办理薪税业务。',
    plan: '薪税顾问一名已到岗，首月由深圳分公司带教。',
  }
  const what = { kind: 'scope', proposal: { scope: '人事代理、劳务派遣、薪税服务' } } as const
  const ahead = -24
  const filing = await begin('luo.ying', '厦门分公司', what, 57, { ...words, ahead })
  const { id } = filing
  await actOn(stage, filing, ['zhou.ting', at(57, 14)], (ctx, seen) =>
    delegateRequest(ctx, {
      ...seen,
      to: castId('sun.yi'),
      opinion: '请核对劳务派遣所需许可是否在有效期内。',
    }),
  )
  await actOn(stage, filing, ['sun.yi', at(56, 10)], (ctx, seen) =>
    approveRequest(ctx, { ...seen, opinion: '许可在有效期内，范围须与许可证一致。' }),
  )
  await actOn(stage, filing, ['zhou.ting', at(56, 15)], (ctx, seen) =>
    returnRequest(ctx, {
      ...seen,
      to: null,
      opinion: '请写明与福州分公司的客户划分，并附薪税顾问的资格证明。',
    }),
  )
  const { id: request_id } = await filing.request(at(56, 16))
  const talk = async (user: CastUser, when: string, body: string, reply_to_id: string | null) => {
    await stage.as(user, when, (ctx) => commentOnRequest(ctx, { id: request_id, body, reply_to_id }))
    const { comments } = await stage.read(user, when, (ctx) => readRequestPage(ctx, request_id))
    return comments.find((one) => one.body === body)!.id
  }
  const said = await talk(
    'luo.ying',
    at(55, 10),
    '资格证明附后；客户按签约地划分，已与福州分公司确认。',
    null,
  )
  const file = {
    name: '薪税顾问资格证明.txt',
    bytes: Buffer.from('薪税师（二级）证书，有效期至 2029 年 6 月。\n'),
  }
  await stage.as('luo.ying', at(55, 10.1), (ctx) =>
    attachToComment(ctx, { id: request_id, comment_id: said, file }),
  )
  await talk('zhou.ting', at(55, 11), '收到，请把划分办法写进实施安排后重新提交。', said)
  const plan = `${words.plan}客户按签约地划分：厦漳泉归厦门，其余归福州。`
  await stage.as('luo.ying', at(55, 14), async (ctx) => {
    const { version } = await readChangePage(ctx, id)
    const terms = { effective_on: at(-ahead, 12).slice(0, 10), reason: words.reason, plan }
    await editChange(ctx, { id, version, what, ...terms })
  })
  await stage.as('luo.ying', at(55, 14.2), async (ctx) => {
    const { version } = await readChangePage(ctx, id)
    await submitChange(ctx, { id, version })
  })
  await actOn(stage, filing, ['he.chuan', at(54, 10)], agree)
  await comeToHold(stage, at, -ahead)
}

/** Sent back to an earlier step; then somebody is asked besides, and one of them let go again. */
async function backAStep(stage: Stage, begin: Begin, at: At) {
  const what = {
    kind: 'name',
    proposal: { name: '上海数字技术部', name_en: 'Shanghai Digital Technology' },
  } as const
  const filing = await begin('li.wei', '上海技术支持部', what, 45, {
    ahead: -13,
    reason: '业务以数字化项目为主，现名称与服务内容不符。',
    plan: '批准后两周内更换门牌、印章和合同模板。',
  })
  await actOn(stage, filing, ['chen.hao', at(45, 15)], agree)
  await actOn(stage, filing, ['zhou.ting', at(44, 10)], agree)
  await actOn(stage, filing, ['gu.mingyuan', at(43, 10)], (ctx, seen) =>
    returnRequest(ctx, { ...seen, to: 'operations', opinion: '请归口部门核对是否与其他机构的名称混淆。' }),
  )
  await actOn(stage, filing, ['he.chuan', at(42, 10)], (ctx, seen) =>
    approveRequest(ctx, { ...seen, opinion: '已核对，全网无相近名称。' }),
  )
  await actOn(stage, filing, ['lin.lan', at(41, 9)], (ctx, seen) =>
    addSigners(ctx, {
      ...{ ...seen, place: 'after', persons: [castId('sun.yi'), castId('qian.li')] },
      opinion: '同意，请风险和财务再看一眼在履行的合同。',
    }),
  )
  await actOn(stage, filing, ['lin.lan', at(41, 9.5)], (ctx, seen) =>
    removeSigner(ctx, { ...seen, person: castId('qian.li') }),
  )
  await actOn(stage, filing, ['sun.yi', at(40, 10)], (ctx, seen) =>
    approveRequest(ctx, { ...seen, opinion: '在履行合同均有名称变更条款，无风险。' }),
  )
  await comeToHold(stage, at, 13)
}

/** Two of a kind, looked at together and agreed to with one click. */
async function twoAtOnce(stage: Stage, begin: Begin, at: At) {
  const both: { id: string; round: number }[] = []
  for (const name of ['无锡合作网点', '常州合作网点']) {
    const what = { kind: 'scope', proposal: { scope: '客户咨询与受理、社保代办' } } as const
    const filing = await begin('chen.hao', name, what, 38, {
      ahead: -6,
      reason: '苏南片区合作网点统一服务目录。',
      plan: '更新公示信息，顾问已完成社保代办培训。',
    })
    const { id, round } = await filing.request(at(38, 12))
    both.push({ id, round })
  }
  await stage.as('he.chuan', at(37, 10), (ctx) =>
    decideMany(ctx, 'approve', { items: both, opinion: '与统一服务目录一致，同意。' }),
  )
  await comeToHold(stage, at, 6)
}

/** One under another parent, one somewhere else, one closed for a while and open again: all of it holds by now. */
async function seeThrough(
  stage: Stage,
  begin: Begin,
  { at, idOf }: { at: At; idOf: (name: string) => string },
) {
  const through = async (filing: Begun, ...answers: [CastUser, string][]) => {
    for (const answer of answers) await actOn(stage, filing, answer, agree)
  }
  const away = await begin('ma.jun', '洛阳合作网点', { kind: 'suspend', proposal: {} }, 75, {
    reason: '合作方更换场所，两个月内不能对外服务。',
    plan: '在办业务由郑州分公司代办。',
  })
  await through(away, ['he.chuan', at(74, 10)], ['gu.mingyuan', at(73, 10)])
  const back = await begin('ma.jun', '洛阳合作网点', { kind: 'resume', proposal: {} }, 63, {
    ahead: -31,
    reason: '新场所已签约，一个月内验收，人员到位。',
    plan: '验收次日起恢复受理，代办业务一周内移回。',
  })
  await through(back, ['zhou.ting', at(62, 10)], ['lin.lan', at(61, 10)])
  await comeToHold(stage, at, 31)
  const parent_id = idOf('广州分公司')
  const under = { kind: 'parent', proposal: { parent_id } } as const
  const reason = '佛山客户由广州分公司服务，划归后就近管理。'
  const plan = '划转当日移交台账，考核自下季度起并入广州分公司。'
  const moved = await begin('luo.ying', '佛山合作网点', under, 50, { ahead: -15, reason, plan })
  await through(moved, ['he.chuan', at(49, 10)])
  // What was agreed to says something else from here on: it is looked at anew.
  await stage.as('luo.ying', at(49, 14), async (ctx) => {
    const { version } = await readChangePage(ctx, moved.id)
    const terms = { effective_on: at(15, 12).slice(0, 10), reason, plan: `${plan}两名顾问的合同不变。` }
    await editChange(ctx, { id: moved.id, version, what: under, ...terms })
  })
  await through(moved, ['he.chuan', at(48, 9)], ['gu.mingyuan', at(48, 10)])
  const placed = await begin(
    'chen.hao',
    '合肥分公司',
    {
      kind: 'premises',
      proposal: {
        ...{ province: '安徽', city: '合肥', address: '蜀山区长江西路 200 号 8 层', postcode: '230031' },
        ...{ phone: '0551-65550000', area: 310, tenure: 'leased', tenure_until: '2031-09-30' },
        ...{ lng: 117.25, lat: 31.85 },
      },
    },
    45,
    { ahead: -12, reason: '原场所面积不足，另租同区写字楼。', plan: '周末搬迁，周一恢复服务。' },
  )
  await through(placed, ['zhou.ting', at(44, 10)])
  await comeToHold(stage, at, 15)
  await comeToHold(stage, at, 12)
}
