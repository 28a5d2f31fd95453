import { findRequestOf } from '../../../src/kernel/approvals/request/find.ts'
import { approveRequest } from '../../../src/kernel/approvals/request/operate.ts'
import { readRequestPage } from '../../../src/kernel/approvals/request/page.ts'
import type { Ctx } from '../../../src/kernel/http/context.ts'
import { createIssue } from '../../../src/kernel/issues/acts/create.ts'
import { notifyIssue } from '../../../src/kernel/issues/acts/direct.ts'
import { addEvidenceFile } from '../../../src/kernel/issues/acts/evidence.ts'
import { finishMeasure, planIssue, startIssue } from '../../../src/kernel/issues/acts/plan.ts'
import * as check from '../../../src/kernel/issues/acts/verify.ts'
import { extendIssue } from '../../../src/kernel/issues/extension/ask.ts'
import { findRunning, subjectOfExtension } from '../../../src/kernel/issues/extension/row.ts'
import { getIssue, type Issue } from '../../../src/kernel/issues/life/row.ts'
import { readIssuePage } from '../../../src/kernel/issues/page.ts'
import { type CastUser, castId } from '../cast.ts'
import type { Stage } from './act-as.ts'
import { type IssueCase, issueCases } from './issue-cases.ts'

const day = 86_400_000
const order = ['found', 'notified', 'planned', 'rectifying', 'submitted', 'verified', 'closed']

/** What the cast found and put right over two years: every state, later days, returns, a repeat and what is overdue. */
export async function seedIssues(stage: Stage, today: Date): Promise<void> {
  for (const one of issueCases) await follow(stage, one, today)
}

async function follow(stage: Stage, one: IssueCase, today: Date) {
  const { by, owner, verifier, ago, within, until } = one
  const timeline = timelineFrom(new Date(today.getTime() - ago * day), today)
  const { source, severity, clause, title, description } = one
  const { id } = await stage.as(by, timeline.at(0), (ctx) =>
    createIssue(ctx, {
      ...{ org_id: castId(one.at), source, severity, clause, title, description, link: null },
      ...{ responsible_id: castId(owner), verifier_id: castId(verifier) },
      due_on: timeline.dayAt(within),
    }),
  )
  const step = stepsOf(stage, id, timeline)
  if (until === 'found') return
  await step(by, 0.2, (ctx, { version }) => notifyIssue(ctx, { id, version }))
  await putRight(stage, id, one, timeline)
  if (until !== 'reopened') return
  const reason = '回访发现本月又有两件投诉未写明原因，整改未落实。'
  await step(by, ago - 5, (ctx, { version }) => check.reopenIssue(ctx, { id, version, reason }))
}

/** Days after a moment, never after today. */
type Timeline = { at: (days: number) => string; dayAt: (days: number) => string }

export function timelineFrom(found: Date, today: Date): Timeline {
  const after = (days: number) => found.getTime() + days * day
  return {
    at: (days) => new Date(Math.min(after(days), today.getTime() - 60_000)).toISOString(),
    dayAt: (days) => new Date(after(days)).toISOString().slice(0, 10),
  }
}

type Seen = Pick<Issue, 'id' | 'version'>

const stepsOf =
  (stage: Stage, id: string, { at }: Timeline) =>
  (user: CastUser, days: number, work: (ctx: Ctx, seen: Seen) => Promise<unknown>) =>
    stage.as(user, at(days), async (ctx) => work(ctx, await getIssue(ctx, id)))

/** From its notice on, as far as the case goes. */
export async function putRight(
  stage: Stage,
  id: string,
  one: Pick<IssueCase, 'owner' | 'verifier' | 'title' | 'plan' | 'measure' | 'within' | 'until'> &
    Partial<Pick<IssueCase, 'took' | 'extended' | 'sentBack'>>,
  timeline: Timeline,
): Promise<void> {
  const { owner, verifier, title, plan, measure, within, took = 0, until, extended = [] } = one
  const { at, dayAt } = timeline
  const step = stepsOf(stage, id, timeline)
  const ended = until === 'reopened' ? 'closed' : until === 'returned' ? 'submitted' : until
  const reaches = (state: string) => order.indexOf(ended) >= order.indexOf(state)
  if (!reaches('planned')) return
  const measures = [{ what: measure, person_id: castId(owner), due_on: dayAt(Math.min(within - 2, 25)) }]
  await step(owner, 2, (ctx, { version }) => planIssue(ctx, { id, version, plan, measures }))
  if (!reaches('rectifying')) return
  await step(owner, 3, (ctx, { version }) => startIssue(ctx, { id, version }))
  let granted = within
  for (const more of extended) {
    const asked = granted - 3
    granted += more
    await step(owner, asked, (ctx, { version }) =>
      extendIssue(ctx, { id, version, until_on: dayAt(granted), reason: '责任认定和赔偿手续尚未办完。' }),
    )
    await grant(stage, { id, at: (hours) => at(asked + hours / 24) })
  }
  if (!reaches('submitted')) return
  await step(owner, took - 0.3, (ctx, { version }) => finishFirst(ctx, { id, version }))
  await show(stage, { id, owner, moment: at(took - 0.2), title })
  await step(owner, took, (ctx, { version }) =>
    check.submitIssue(ctx, { id, version, summary: `${measure}，已完成。` }),
  )
  if (one.sentBack) {
    const reason = '证据只有照片，请补充登记记录和执行后的抽查结果。'
    await step(verifier, took + 1, (ctx, { version }) => check.returnIssue(ctx, { id, version, reason }))
    if (until === 'returned') return
    await step(owner, took + 2, (ctx, { version }) => startIssue(ctx, { id, version }))
    await step(owner, took + 3, (ctx, { version }) =>
      check.submitIssue(ctx, { id, version, summary: '已补充登记记录和抽查结果。' }),
    )
  }
  if (!reaches('verified')) return
  await step(verifier, took + 4, (ctx, { version }) =>
    check.verifyIssue(ctx, { id, version, note: '现场复查属实。' }),
  )
  if (!reaches('closed')) return
  await step(verifier, took + 4.1, (ctx, { version }) => check.closeIssue(ctx, { id, version }))
}

async function finishFirst(ctx: Ctx, { id, version }: { id: string; version: number }) {
  const [measure] = (await readIssuePage(ctx, id)).measures
  if (measure) await finishMeasure(ctx, { id, version, measure_id: measure.id, done: true })
}

const show = (
  stage: Stage,
  { id, owner, moment, title }: { id: string; owner: CastUser; moment: string; title: string },
) =>
  stage.as(owner, moment, (ctx) =>
    addEvidenceFile(ctx, {
      ...{ id, note: '整改情况说明' },
      file: { name: '整改情况说明.txt', bytes: Buffer.from(`${title}\n整改措施已落实，记录附后。\n`) },
    }),
  )

/** The region agrees, and headquarters where the flow asks it. */
async function grant(stage: Stage, { id, at }: { id: string; at: (hours: number) => string }) {
  for (const [n, user] of (['chen.hao', 'he.chuan'] as const).entries()) {
    const request = await stage.read(user, at(4 + n), async (ctx) => {
      const running = await findRunning(ctx, await getIssue(ctx, id))
      const found = running && (await findRequestOf(ctx, subjectOfExtension(running)))
      return found && readRequestPage(ctx, found.id)
    })
    if (!request) return
    await stage.as(user, at(4 + n), (ctx) =>
      approveRequest(ctx, { id: request.id, round: request.round, opinion: '情况属实，同意延期。' }),
    )
  }
}
