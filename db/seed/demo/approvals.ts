import { copyRequest } from '../../../src/kernel/approvals/copy/copy.ts'
import { giveProxy } from '../../../src/kernel/approvals/proxy/give.ts'
import { commentOnRequest } from '../../../src/kernel/approvals/request/comment.ts'
import { listRequests } from '../../../src/kernel/approvals/request/list.ts'
import { readRequestPage } from '../../../src/kernel/approvals/request/page.ts'
import { askApplicant } from '../../../src/kernel/approvals/talk/ask.ts'
import { urgeRequest } from '../../../src/kernel/approvals/urge/urge.ts'
import { castId } from '../cast.ts'
import type { Stage } from './act-as.ts'

const hour = 3_600_000
const dayOf = (moment: number) => new Date(moment + 8 * hour).toISOString().slice(0, 10)

/** What goes on beside the decisions: a question and its answer, an urge, a copy to read, and who stands in for whom. */
export async function seedApprovals(stage: Stage, today: Date): Promise<void> {
  const now = today.getTime()
  const day = 24 * hour
  const give = (
    owner: 'zhou.ting' | 'qian.li',
    proxy: 'he.chuan' | 'sun.yi',
    begins: number,
    days: number,
    note: string,
  ) =>
    stage.as(owner, new Date(Math.min(begins - 2 * day, now)).toISOString(), (ctx) =>
      giveProxy(ctx, {
        ...{ owner_id: null, proxy_id: castId(proxy), note },
        ...{ from: dayOf(begins), to: dayOf(begins + days * day) },
      }),
    )
  await give('qian.li', 'sun.yi', now - 40 * day, 5, '年假')
  await give('zhou.ting', 'he.chuan', now + 6 * day, 7, '赴华北区巡查')

  const moment = new Date(now).toISOString()
  const running = await stage.read('gu.mingyuan', moment, (ctx) =>
    listRequests(ctx, { state: 'running', limit: 50 }),
  )
  const request = running.items.find(({ applicant }) => applicant.id === castId('li.wei'))
  if (!request) return
  const { id, opened_at } = request
  const at = (hours: number) => {
    const gone = now - Date.parse(opened_at)
    return new Date(Date.parse(opened_at) + Math.min(hours * hour, gone * (hours / 60))).toISOString()
  }
  await stage.as('chen.hao', at(4), (ctx) =>
    askApplicant(ctx, { id, question: '预算中的设备采购是否已比价？请附三家报价。' }),
  )
  const { comments } = await stage.read('li.wei', at(5), (ctx) => readRequestPage(ctx, id))
  await stage.as('li.wei', at(26), (ctx) =>
    commentOnRequest(ctx, {
      id,
      body: '已比价三家，按最低价列支，报价单见申请附件。',
      reply_to_id: comments[0]!.id,
    }),
  )
  await stage.as('li.wei', at(30), (ctx) => copyRequest(ctx, { id, persons: [castId('fang.yi')] }))
  await stage.as('li.wei', at(50), (ctx) => urgeRequest(ctx, { id, note: '园区下周要确定租约，请尽快。' }))
}
