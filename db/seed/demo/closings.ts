import { setPremises } from '../../../src/chapters/establishment/registry/set-premises.ts'
import { approveRequest } from '../../../src/kernel/approvals/request/operate.ts'
import { createOrganisation } from '../../../src/kernel/org/create.ts'
import { appointHead } from '../../../src/kernel/people/appoint-head.ts'
import { beginAssignment } from '../../../src/kernel/people/begin.ts'
import { createPerson } from '../../../src/kernel/people/create.ts'
import { endAssignment } from '../../../src/kernel/people/end.ts'
import { type CastUser, castId } from '../cast.ts'
import type { Stage } from './act-as.ts'
import { momentsOf } from './moments.ts'
import { nameAt } from './names.ts'
import { actOn, type Begun, beginFiling, comeToHold } from './turns.ts'

type Given = { stage: Stage; at: ReturnType<typeof momentsOf>; ago: (day: string) => number }

/** Behind the names of whoever else works for the company. */
const firstName = 600

/** Two partner points that were closed, each by a filing; one of them is back since. */
export async function seedClosings(stage: Stage, idOf: (name: string) => string, today: Date): Promise<void> {
  const at = momentsOf(today)
  const given = {
    stage,
    at,
    ago: (day: string) => Math.round((Date.parse(at(0, 8)) - Date.parse(day)) / 86_400_000),
  }
  await openAndClose(given)
  await close(given, {
    org_id: idOf('嘉兴合作网点'),
    on: '2026-08-24',
    ahead: 31,
    records_place: '上海分公司档案室 3 号柜',
    reason: '暂停运营满三个月，合作方无意续约，客户已转由杭州分公司服务。',
    plan: '合同与客户档案清点后移交上海分公司，公章当日封存，往来款项已结清。',
  })
}

/** Closed in its first year, because the partner withdrew; two years later another one was found. */
async function openAndClose(given: Given): Promise<void> {
  const { stage, at, ago } = given
  const opened = '2024-02-26'
  const hire = (org_id: string, n: number, day: string, post: [string, string]) =>
    stage.as('xu.wen', at(ago(day), 9), (ctx) =>
      createPerson(ctx, {
        ...{ org_id, ...nameAt(firstName + n), post: post[0], post_en: post[1], starts_on: day },
        ...{ employee_no: `HY${1000 + firstName + n}`, phone: `139${10_000_000 + n * 7919}` },
      }),
    )
  const org_id = await stage.system(at(ago(opened), 8.5), async (ctx) => {
    const { id } = await createOrganisation(ctx, {
      ...{ kind: 'partner_point', name: '镇江合作网点', name_en: 'Zhenjiang Partner Point' },
      ...{ parent_id: castId('HD'), life: 'active', started_on: opened },
    })
    await setPremises(ctx, {
      ...{ org_id: id, on: opened, province: '江苏', city: '镇江', address: '京口区中山东路 288 号' },
      ...{ lng: 119.45, lat: 32.2, tenure: 'lent', area: 70 },
    })
    return id
  })
  const { id: head } = await hire(org_id, 0, opened, ['网点负责人', 'Head of partner point'])
  await stage.system(at(ago(opened), 10), (ctx) =>
    appointHead(ctx, { org_id, person_id: head, starts_on: opened }),
  )
  const adviser = await hire(org_id, 1, opened, ['客户顾问', 'Customer adviser'])
  await moveOn(given, { person_id: adviser.id, org_id, on: '2024-08-19' })
  await close(given, {
    ...{ org_id, on: '2024-08-30', records_place: '上海分公司档案室 1 号柜' },
    reason: '合作方退出，当地签约客户不足十家。',
    plan: '顾问一名调上海分公司，客户由南京分公司服务；资产清点、档案移交后关闭。',
  })

  const back = await file(
    given,
    'chen.hao',
    { org_id, days: 26, what: { kind: 'restore', proposal: {} } },
    {
      reason: '与镇江高新区达成新的合作协议，首批签约客户二十六家。',
      plan: '沿用原场所，负责人到岗后一周内恢复受理。',
    },
  )
  await agreed(given, back, ['he.chuan', 25], ['lin.lan', 24])
  const starts_on = at(23, 12).slice(0, 10)
  const next = await hire(org_id, 2, starts_on, ['网点负责人', 'Head of partner point'])
  const what = { kind: 'head', proposal: { head_id: next.id } } as const
  const headed = await file(
    given,
    'chen.hao',
    { org_id, days: 22, what },
    {
      reason: '网点恢复运营，负责人空缺。',
      plan: '到岗当日由大区介绍客户，系统权限随任命开通。',
    },
  )
  await agreed(given, headed, ['zhou.ting', 21], ['gu.mingyuan', 20])
}

type Closing = {
  org_id: string
  on: string
  /** By so many days it is agreed to before. */
  ahead?: number
  records_place: string
  reason: string
  plan: string
}

/** Filed four days before it is agreed to. */
async function close(given: Given, { on, ahead = 0, ...closing }: Closing): Promise<void> {
  const { org_id, records_place, ...words } = closing
  const last = given.ago(on) + ahead
  const proposal = { custodian_id: castId('li.wei'), records_place }
  const filing = await file(
    given,
    'chen.hao',
    { org_id, days: last + 4, what: { kind: 'close', proposal }, ...(ahead ? { ahead: ahead - last } : {}) },
    words,
  )
  await agreed(given, filing, ['zhou.ting', last + 3], ['gu.mingyuan', last])
  if (ahead) await comeToHold(given.stage, given.at, given.ago(on))
}

/** Somebody changes to Shanghai: nobody but the head may still work where it closes. */
async function moveOn(
  { stage, at, ago }: Given,
  { person_id, org_id, on }: { person_id: string; org_id: string; on: string },
) {
  await stage.as('xu.wen', at(ago(on) + 3, 15), async (ctx) => {
    const { id, version } = await ctx.tx
      .selectFrom('kernel.assignment')
      .select(['id', 'version'])
      .where('org_id', '=', org_id)
      .where('person_id', '=', person_id)
      .executeTakeFirstOrThrow()
    await endAssignment(ctx, { person_id, id, version, ends_on: on, note: '网点关闭，调上海分公司。' })
    await beginAssignment(ctx, {
      ...{ person_id, org_id: castId('HD-SH'), kind: 'employment', starts_on: on },
      ...{ post: '客户顾问', post_en: 'Customer adviser' },
    })
  })
}

const file = (
  { stage, at }: Given,
  by: CastUser,
  filing: Pick<Parameters<typeof beginFiling>[1], 'org_id' | 'days' | 'what' | 'ahead'>,
  words: { reason: string; plan: string },
) => beginFiling(stage, { by, ...filing, ...words }, at)

async function agreed({ stage, at }: Given, filing: Begun, ...answers: [CastUser, number][]): Promise<void> {
  for (const [user, days] of answers)
    await actOn(stage, filing, [user, at(days, 10)], (ctx, seen) =>
      approveRequest(ctx, { ...seen, opinion: '同意。' }),
    )
}
