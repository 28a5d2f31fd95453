import { createChange } from '../../../src/chapters/establishment/change/file.ts'
import type { What } from '../../../src/chapters/establishment/change/kinds/contract.ts'
import { readChangePage } from '../../../src/chapters/establishment/change/page.ts'
import { submitChange } from '../../../src/chapters/establishment/change/submit.ts'
import { approveRequest } from '../../../src/kernel/approvals/request/operate.ts'
import { readRequestPage } from '../../../src/kernel/approvals/request/page.ts'
import type { CastUser } from '../cast.ts'
import type { Stage } from './act-as.ts'

type Filing = {
  by: CastUser
  /** An organisation by name. */
  about: string
  what: What
  effective_on: string | null
  reason: string
  plan: string
  /** Days before today on which it was handed in. */
  ago: number
  /** Who has agreed so far. */
  agreed: CastUser[]
}

const filings: Filing[] = [
  {
    by: 'chen.hao',
    about: '嘉兴合作网点',
    what: { kind: 'restore', proposal: {} },
    effective_on: null,
    reason: '嘉兴经开区新增三家签约客户，原网点场所和人员均可恢复使用。',
    plan: '原负责人带两名顾问于批准当周到岗，一周内完成系统权限和公章移交。',
    ago: 3,
    agreed: ['zhou.ting'],
  },
]

const day = 86_400_000

/** What the cast filed about the network since: one kind and one stage each. */
export async function seedChanges(
  stage: Stage,
  organisations: Map<string, string>,
  today: Date,
): Promise<void> {
  for (const filing of filings) await file(stage, filing, { org_id: organisations.get(filing.about)!, today })
}

async function file(
  stage: Stage,
  { by, what, effective_on, reason, plan, ago, agreed }: Filing,
  { org_id, today }: { org_id: string; today: Date },
) {
  const begun = today.getTime() - ago * day
  const at = (hours: number) =>
    new Date(Math.min(begun + hours * 3_600_000, today.getTime() - 60_000)).toISOString()
  const { id, version } = await stage.as(by, at(0), (ctx) =>
    createChange(ctx, { org_id, what, effective_on, reason, plan }),
  )
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
}
