import { getComplaint } from '../../../../src/chapters/complaints/complaint/life/row.ts'
import { compensate, extendTime, judgeUnfounded } from '../../../../src/chapters/complaints/ruling/ask.ts'
import { showRulings } from '../../../../src/chapters/complaints/ruling/show.ts'
import { approveRequest, rejectRequest } from '../../../../src/kernel/approvals/request/operate.ts'
import { readRequestPage } from '../../../../src/kernel/approvals/request/page.ts'
import { addWorkingTime } from '../../../../src/kernel/calendar/working-time.ts'
import type { Ctx } from '../../../../src/kernel/http/context.ts'
import type { CastUser } from '../../cast.ts'
import type { Stage } from '../act-as.ts'
import { chanceOf } from './chance.ts'
import { customerOf } from './customers.ts'
import type { Desk } from './desks.ts'
import { leak, type Matter, matters, payday, remedies, wrongData } from './matters.ts'
import { words } from './said.ts'
import { type Made, type Step, scriptOf } from './script.ts'
import { tellComplaint, tellReceipt, tellStep } from './tell.ts'

/** What is told by the real acts: it opens issues, asks for approval, or is still open. */
export type Story = { made: Made; tell: (stage: Stage) => Promise<unknown> }

const day = 86_400_000
const chance = () => chanceOf(7)

export function storiesOf(desks: Desk[], today: Date): Story[] {
  const draws = chance()
  const deskOf = (code: string) => desks.find((one) => one.code === code)!
  const madeAt = (code: string, matter: Matter, ago: number, hour = 3, more: Partial<Made> = {}): Made => {
    const at = new Date(today.getTime() - ago * day)
    at.setUTCHours(Math.floor(hour), Math.round((hour % 1) * 60), 0, 0)
    return {
      ...{ matter, desk: deskOf(code), at, channel: 'web', customer: customerOf(matter.language, draws) },
      ...{ service_on: new Date(at.getTime() - 2 * day).toISOString().slice(0, 10), staff_id: null, ...more },
    }
  }
  const told = (made: Made): Story => ({
    made,
    tell: (stage) => tellComplaint(stage, made, calmly(made, today)),
  })
  return [
    // In Guangzhou the same wrong data came up three times within six weeks, half a year ago.
    ...[190, 176, 152].map((ago) => told(madeAt('HN-GZ', wrongData, ago))),
    // Before the last Spring Festival the payroll stood still: many at once, at two branches.
    ...[0, 0.4, 1.1].map((later, n) => told(madeAt('HD-SH', payday, paydayAgo(today) - later, 2 + n))),
    ...[0.2, 0.9].map((later, n) => told(madeAt('HB-BJ', payday, paydayAgo(today) - later, 4 + n))),
    ruled(madeAt('HD-SZ', leak, 96, 2.3), today, 'compensation', true),
    ruled(madeAt('HB-BJ', wrongData, 330), today, 'compensation', true),
    ruled(madeAt('HD-SH', named('Work permit renewal not filed in time'), 71), today, 'compensation', false),
    ruled(madeAt('HD-HZ', named('推荐的候选人不符要求'), 250), today, 'unfounded', true),
    ruled(madeAt('HN-GZ', named('窗口人员态度冷淡'), 121), today, 'unfounded', true),
    ruled(madeAt('HB-BJ', named('派遣服務費計算不清'), 58), today, 'unfounded', false),
    ruled(madeAt('HN-SZ', named('公积金转移办理慢'), 205), today, 'extension', true),
    ruled(madeAt('HD-SH', named('异地参保合作方漏报'), 40), today, 'extension', true),
    asked(madeAt('HN-GZ', named('社保增员漏办一个月'), 5), today),
    ...latest.map((reached, n) => {
      const code = ['HD-SH', 'HN-GZ', 'HB-BJ', 'HD-SZ'][n % 4]!
      return opened(madeAt(code, matters[(n * 5 + 3) % matters.length]!, 1 + n, 2 + (n % 5)), today, reached)
    }),
  ]
}

const named = (subject: string): Matter => matters.find((one) => one.subject === subject)!

/** Days since the last 26 January: some days before the holidays. */
function paydayAgo(today: Date): number {
  const year = today.getUTCMonth() >= 2 ? today.getUTCFullYear() : today.getUTCFullYear() - 1
  return Math.floor((today.getTime() - Date.UTC(year, 0, 26)) / day)
}

/** Without chance: everything in time, with a remedy, closed, rated. */
function calmly(made: Made, today: Date): Step[] {
  const never = {
    ...chance(),
    happens: () => false,
    between: (least: number) => least,
    pick: <T>(from: readonly T[]) => from[1]!,
  }
  return scriptOf(made, never).filter(({ at }) => at < today)
}

const latest = ['received', 'assign', 'acknowledge', 'classify', 'ask', 'propose', 'accept'] as const

/** The steps of one that is looked into: up to one of them, none of which lies ahead of today. */
function begun({ desk, matter, at }: Made, today: Date): Step[] {
  const said = words[matter.language]
  const by = desk.handler
  const when = (minutes: number) =>
    new Date(Math.min(addWorkingTime(desk.calendar, at, minutes).getTime(), today.getTime() - 60_000))
  const within = [120, 100, 50, 30][matter.severity - 1]!
  return [
    { at: when(within / 3), by, does: 'assign' },
    { at: when(within), by, does: 'acknowledge', text: said.acknowledge },
    { at: when(within + 60), by, does: 'investigate' },
    { at: when(within + 120), by, does: 'classify', cause_key: matter.cause_key },
    { at: when(within + 180), by, does: 'ask', text: said.ask },
    { at: when(within + 500), by, does: 'hear', text: said.hear },
    { at: when(within + 700), by, does: 'propose', text: said.propose },
    { at: when(within + 1100), by, does: 'accept', text: said.accept },
  ]
}

function opened(made: Made, today: Date, reached: (typeof latest)[number]): Story {
  const steps = begun(made, today)
  const count = steps.findIndex(({ does }) => does === reached) + 1
  return { made, tell: (stage) => tellComplaint(stage, made, steps.slice(0, count)) }
}

type Matters = 'compensation' | 'extension' | 'unfounded'
const deciders: Record<Matters, CastUser[]> = {
  compensation: ['zhou.ting', 'qian.li'],
  extension: ['zhou.ting'],
  unfounded: ['zhou.ting'],
}

/** Put to approval, decided by headquarters, and carried on from there. */
function ruled(made: Made, today: Date, matter: Matters, approved: boolean): Story {
  const { desk } = made
  const tell = async (stage: Stage) => {
    const id = await tellReceipt(stage, made)
    const steps = begun(made, today)
    for (const step of steps.slice(0, 4)) await tellStep(stage, made, id, step)
    let now = steps[3]!.at
    const later = (minutes: number) => {
      now = new Date(
        Math.min(addWorkingTime(desk.calendar, now, minutes).getTime(), today.getTime() - 60_000),
      )
      return now
    }
    if (matter === 'extension') await ask(stage, made, id, matter, later(600))
    await ask(stage, made, id, matter, later(matter === 'extension' ? 3000 : 240))
    for (const user of approved ? deciders[matter] : deciders[matter].slice(0, 1))
      await decide(stage, made, id, user, later(200), approved)
    if (matter === 'unfounded' && approved) return
    const said = words[made.matter.language]
    const by = desk.handler
    const due_on = new Date(now.getTime() + 30 * day).toISOString().slice(0, 10)
    const remedy = remedies[made.matter.cause_key]!
    await tellStep(stage, made, id, { at: later(400), by, does: 'propose', text: said.propose })
    await tellStep(stage, made, id, { at: later(500), by, does: 'accept', text: said.accept })
    await tellStep(stage, made, id, {
      at: later(30),
      by,
      does: 'remedy',
      ...remedy,
      owner: 'he.chuan',
      due_on,
    })
    await tellStep(stage, made, id, { at: later(30), by, does: 'close' })
    await tellStep(stage, made, id, { at: later(300), by, does: 'rate', stars: approved ? 4 : 2 })
  }
  return { made, tell }
}

/** Still waiting for headquarters. */
const asked = (made: Made, today: Date): Story => ({
  made,
  tell: async (stage) => {
    const steps = begun(made, today).slice(0, 4)
    const id = await tellComplaint(stage, made, steps)
    await ask(stage, made, id, 'compensation', new Date(today.getTime() - 5 * 3_600_000))
  },
})

async function ask(stage: Stage, { desk, matter }: Made, id: string, what: Matters, at: Date): Promise<void> {
  await stage.as(desk.handler, at.toISOString(), async (ctx: Ctx) => {
    const seen = { id, version: (await getComplaint(ctx, id)).version }
    const reason = reasons[what]
    if (what === 'extension')
      return extendTime(ctx, { ...seen, reason, notice: words[matter.language].extend })
    if (what === 'unfounded')
      return judgeUnfounded(ctx, { ...seen, reason, notice: words[matter.language].unfounded })
    return compensate(ctx, {
      ...seen,
      reason,
      amount: Math.max(160_000, Math.round((matter.claimed ?? 0) * 0.4)),
    })
  })
}

const reasons: Record<Matters, string> = {
  compensation: '经核实属我方责任，按客户损失凭据协商补偿。',
  extension: '需等待主管部门书面答复，已向客户说明。',
  unfounded: '录音与客户陈述不符，经办人按规定告知了所需材料。',
}

async function decide(stage: Stage, { desk }: Made, id: string, user: CastUser, at: Date, approved: boolean) {
  const request_id = await stage.read(user, at.toISOString(), async (ctx) => {
    const rulings = await showRulings(ctx, { org_id: desk.id, id })
    return rulings.at(-1)!.request_id!
  })
  const { round } = await stage.read(user, at.toISOString(), (ctx) => readRequestPage(ctx, request_id))
  await stage.as(user, at.toISOString(), (ctx) =>
    approved
      ? approveRequest(ctx, { id: request_id, round, opinion: '情况属实，同意。' })
      : rejectRequest(ctx, { id: request_id, round, opinion: '依据不足，请与客户继续协商。' }),
  )
}
