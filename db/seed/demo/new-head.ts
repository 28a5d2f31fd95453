import {
  confirmHandOver,
  witnessHandOver,
} from '../../../src/chapters/establishment/change/hand-over/confirm.ts'
import {
  receiveExitAudit,
  requestExitAudit,
} from '../../../src/chapters/establishment/change/hand-over/exit-audit.ts'
import { readHandOverPage } from '../../../src/chapters/establishment/change/hand-over/page.ts'
import { editHandOver } from '../../../src/chapters/establishment/change/hand-over/save.ts'
import { createAccount } from '../../../src/kernel/administration/account/create.ts'
import { approveRequest } from '../../../src/kernel/approvals/request/operate.ts'
import type { Ctx } from '../../../src/kernel/http/context.ts'
import type { Doer, Stage } from './act-as.ts'
import { momentsOf } from './moments.ts'
import { actOn, beginFiling, comeToHold } from './turns.ts'

/** The day on which the new head begins, in days before today; applied for as long before as it has to be. */
const begins = 45

type Given = { org_id: string; from_id: string; today: Date }

/**
 * The head of a branch goes to the region, and somebody from elsewhere follows: agreed to, handed over line by line,
 * witnessed, with the exit audit asked for and taken on; it holds from midnight of its day.
 */
export async function seedNewHead(stage: Stage, { org_id, from_id, today }: Given): Promise<void> {
  const at = momentsOf(today)
  const { outgoing, incoming } = await stage.read('shen.jing', at(81, 9), (ctx) =>
    findBoth(ctx, { org_id, from_id }),
  )
  const accounts = [
    [outgoing, 'hefei.head@hengyuan.example'],
    [incoming, 'shanghai.service@hengyuan.example'],
  ] as const
  for (const [person_id, email] of accounts)
    await stage.as('shen.jing', at(81, 10), (ctx) => createAccount(ctx, { person_id, email }))
  const filing = await beginFiling(
    stage,
    {
      ...{ by: 'chen.hao', org_id, days: 77, ahead: -begins },
      what: { kind: 'head', proposal: { head_id: incoming } },
      reason: '现任负责人调大区负责项目管理，由上海客户服务部骨干接任。',
      plan: '生效前一周两人同访全部签约客户，合同、印章和待办当面交接。',
    },
    at,
  )
  for (const answer of [
    ['he.chuan', at(76, 10)],
    ['gu.mingyuan', at(75, 15)],
  ] as const)
    await actOn(stage, filing, [...answer], (ctx, seen) =>
      approveRequest(ctx, { ...seen, opinion: '同意。' }),
    )
  const { id } = filing
  const act = async (
    doer: Doer,
    when: string,
    step: (ctx: Ctx, seen: { id: string; version: number }) => Promise<void>,
  ) => {
    const { version } = await stage.read(doer, when, (ctx) => readHandOverPage(ctx, id))
    await stage.as(doer, when, (ctx) => step(ctx, { id, version }))
  }
  const leaving = { person_id: outgoing }
  await act(leaving, at(54, 14), async (ctx, seen) => {
    const { items } = await readHandOverPage(ctx, id)
    await editHandOver(ctx, {
      ...seen,
      items: [
        ...items.map((item) => ({ id: item.id, receiver_id: incoming, remark: '名单见附页，已逐项说明' })),
        { title: '公章、合同章各一枚，保险柜钥匙两把', receiver_id: incoming, remark: '当面清点' },
        { title: '在谈客户十一家的联系人和报价', receiver_id: incoming, remark: '同访后移交' },
      ],
    })
  })
  await act(leaving, at(53, 10), confirmHandOver)
  await act({ person_id: incoming }, at(52, 9), confirmHandOver)
  await act('he.chuan', at(51, 11), witnessHandOver)
  await stage.as('chen.hao', at(50, 9), (ctx) =>
    requestExitAudit(ctx, {
      ...{ id, scope: '任职期间的财务收支、资产、合同与客户押金。' },
      ...{ from: '2024-09-09', to: at(begins + 1, 12).slice(0, 10) },
    }),
  )
  await stage.as('fang.yi', at(49, 10), (ctx) => receiveExitAudit(ctx, { id }))
  await comeToHold(stage, at, begins)
}

/** Its head today, and somebody employed elsewhere who heads nothing. */
async function findBoth({ tx }: Ctx, { org_id, from_id }: Omit<Given, 'today'>) {
  const held = (at: string, kind: string) =>
    tx
      .selectFrom('kernel.assignment')
      .select('person_id')
      .where('org_id', '=', at)
      .where('kind', '=', kind)
      .where('ends_on', 'is', null)
      .orderBy('id', 'desc')
  const { person_id: outgoing } = await held(org_id, 'head').executeTakeFirstOrThrow()
  const { person_id: incoming } = await held(from_id, 'employment')
    .where('person_id', 'not in', held(from_id, 'head').clearOrderBy())
    .executeTakeFirstOrThrow()
  return { outgoing, incoming }
}
