import { type CastUser, castId } from '../cast.ts'
import type { Stage } from './act-as.ts'
import { putRight, timelineFrom } from './issues.ts'

const day = 86_400_000

/** Who puts right what complaints opened, and who verifies it. */
const verifiers: [owner: CastUser, verifier: CastUser][] = [
  ['li.wei', 'chen.hao'],
  ['zheng.kai', 'luo.ying'],
]

const work: Record<string, { plan: string; measure: string }> = {
  'complaints.issue.repeated_cause': {
    plan: '同一原因反复出现，说明流程缺少复核环节。在出单前增加一道复核，并按月统计同类投诉。',
    measure: '增加出单前复核并留存复核记录',
  },
  'complaints.issue.remedy_failed': {
    plan: '原整改措施只落实到个人，换人后失效。改为写入作业规程，并由主管每周抽查。',
    measure: '修订作业规程，登记每周抽查结果',
  },
}

/** What complaints opened by themselves is put right as well: most in time, the last one of each organisation later than it was due. */
export async function settleOpened(stage: Stage, today: Date): Promise<void> {
  const opened = await stage.system(today.toISOString(), (ctx) => {
    ctx.unchanged()
    return ctx.tx
      .selectFrom('kernel.issue')
      .select(['id', 'kind', 'title', 'opened_at', 'responsible_id'])
      .where('source', '=', 'complaint')
      .where('state', '=', 'notified')
      .where('kind', 'in', Object.keys(work))
      .where('opened_at', '<', new Date(today.getTime() - 60 * day).toISOString())
      .orderBy('opened_at')
      .orderBy('id')
      .execute()
  })
  for (const [owner, verifier] of verifiers) {
    const theirs = opened.filter(({ responsible_id }) => responsible_id === castId(owner))
    for (const [n, { id, kind, title, opened_at }] of theirs.entries()) {
      const took = n === theirs.length - 1 ? 41 : 15 + ((n * 3) % 8)
      const one = { owner, verifier, title, ...work[kind]!, within: 30, took, until: 'closed' as const }
      await putRight(stage, id, one, timelineFrom(new Date(opened_at), today))
    }
  }
}
