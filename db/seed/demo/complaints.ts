import { editComplaint } from '../../../src/chapters/complaints/complaint/handling/edit.ts'
import { assignComplaint } from '../../../src/chapters/complaints/complaint/handling/give.ts'
import { closeComplaint, keepRemedy } from '../../../src/chapters/complaints/complaint/handling/remedy.ts'
import * as steps from '../../../src/chapters/complaints/complaint/handling/steps.ts'
import { getComplaint } from '../../../src/chapters/complaints/complaint/life/row.ts'
import { receiveComplaint } from '../../../src/chapters/complaints/complaint/receive.ts'
import type { Channel } from '../../../src/chapters/complaints/complaint/words/contract.ts'
import type { Ctx } from '../../../src/kernel/http/context.ts'
import { type CastUser, castId } from '../cast.ts'
import type { Stage } from './act-as.ts'
import { customers, type Matter, matters } from './complaint-matters.ts'

/** Where the demo's complaints are made, who handles them and who answers for what is done about them. */
const desks: { code: string; handler: CastUser }[] = [
  { code: 'HD-SH', handler: 'chen.hao' },
  { code: 'HN-GZ', handler: 'luo.ying' },
  { code: 'HB-BJ', handler: 'ma.jun' },
  { code: 'HD-SZ', handler: 'chen.hao' },
]
const channels: Channel[] = ['web', 'phone', 'web', 'counter', 'email', 'hotline']
const hour = 3_600_000
const day = 24 * hour
/** How far each of the latest has come. */
const latest = [
  'received',
  'assigned',
  'acknowledged',
  'investigating',
  'waiting',
  'proposed',
  'resolved',
] as const
type Reached = (typeof latest)[number] | 'closed'

type Made = { n: number; matter: Matter; ago: number; reached: Reached; desk: (typeof desks)[number] }

/** Two years of complaints: more of some in their season, one cause that came back three times, and what is open now. */
export async function seedComplaints(stage: Stage, today: Date): Promise<void> {
  for (const made of [...past(today), ...scandal(), ...open()].sort((a, b) => b.ago - a.ago))
    await carry(stage, made, today)
}

function past(today: Date): Made[] {
  const made: Made[] = []
  for (let month = 23; month >= 2; month -= 2) {
    const ago = month * 30 + 9
    const calendarMonth = new Date(today.getTime() - ago * day).getUTCMonth() + 1
    const inSeason = matters.filter(({ season }) => season?.includes(calendarMonth))
    const always = matters.filter(({ season, severity }) => !season && severity < 4)
    const chosen = [always[month % always.length]!, ...inSeason.slice(0, 1)]
    for (const [at, matter] of chosen.entries()) {
      const n = made.length
      made.push({ n, matter, ago: ago - at * 4, reached: 'closed', desk: desks[(n * 3) % desks.length]! })
    }
  }
  return made
}

/** In Guangzhou the same wrong data came up three times within six weeks, half a year ago. */
const scandal = (): Made[] =>
  [190, 176, 152].map((ago, at) => ({
    ...{ n: 100 + at, matter: matters[1]!, ago, reached: 'closed' as const, desk: desks[1]! },
  }))

const open = (): Made[] =>
  latest.map((reached, at) => ({
    ...{ n: 200 + at, matter: matters[(at * 5 + 3) % matters.length]!, ago: 1 + at, reached },
    desk: desks[at % desks.length]!,
  }))

async function carry(stage: Stage, { n, matter, ago, reached, desk }: Made, today: Date): Promise<void> {
  const begun = today.getTime() - ago * day + ((n * 37) % 240) * 60_000
  const at = (hours: number) =>
    new Date(Math.min(begun + hours * hour, today.getTime() - 60_000)).toISOString()
  const { language, subject, description, kind, severity, service_key, cause_key, claimed = null } = matter
  const { id } = await stage.system(at(0), (ctx) =>
    receiveComplaint(ctx, {
      ...{ org_id: castId(desk.code), channel: channels[n % channels.length]!, subject, description, kind },
      ...{ severity, service_key, claimed, staff_id: null },
      service_on: new Date(begun - 3 * day).toISOString().slice(0, 10),
      complainant: { ...customers[n % customers.length]!, language },
    }),
  )
  const step = (hours: number, work: (ctx: Ctx, seen: { id: string; version: number }) => Promise<unknown>) =>
    stage.as(desk.handler, at(hours), async (ctx) => {
      const { version } = await getComplaint(ctx, id)
      await work(ctx, { id, version })
    })
  const told = words[language]
  const acts: [Reached | null, () => Promise<unknown>][] = [
    [
      'received',
      () => step(2, (ctx, seen) => assignComplaint(ctx, { ...seen, handler_id: castId(desk.handler) })),
    ],
    ['assigned', () => step(3, (ctx, seen) => steps.acknowledge(ctx, { ...seen, text: told.acknowledge }))],
    ['acknowledged', () => step(6, (ctx, seen) => steps.investigate(ctx, seen))],
    [null, () => step(24, (ctx, seen) => classify(ctx, { ...seen, cause_key }))],
    ['investigating', () => step(26, (ctx, seen) => steps.askCustomer(ctx, { ...seen, text: told.ask }))],
    ['waiting', () => step(50, (ctx, seen) => steps.hearCustomer(ctx, { ...seen, text: told.hear }))],
    [null, () => step(72, (ctx, seen) => steps.propose(ctx, { ...seen, text: told.propose }))],
    ['proposed', () => step(96, (ctx, seen) => steps.acceptAnswer(ctx, { ...seen, text: told.accept }))],
    [null, () => step(97, (ctx, seen) => remedied(ctx, seen, at(30 * 24)))],
    ['resolved', () => step(98, (ctx, seen) => closeComplaint(ctx, seen))],
  ]
  for (const [stop, act] of acts) {
    if (stop === reached) return
    await act()
  }
}

async function classify(
  ctx: Ctx,
  { id, version, cause_key }: { id: string; version: number; cause_key: string },
) {
  const { kind, severity, subject, service_key, service_on, staff_id, claimed } = await getComplaint(ctx, id)
  const facts = { kind, severity, subject, service_key, service_on, staff_id, claimed, cause_key }
  await editComplaint(ctx, { id, version, ...facts })
}

const remedied = (ctx: Ctx, seen: { id: string; version: number }, due: string) =>
  keepRemedy(ctx, {
    ...{ ...seen, method: 'five_why', owner_id: castId('he.chuan'), due_on: due.slice(0, 10) },
    root_cause: '为何发生：经办人休假；为何无人接手：没有交接清单；为何没有清单：交接只凭口头约定。',
    action: '休假和换岗须填写交接清单，由主管签字；系统每日提示未接手的事项。',
  })

const words = {
  'zh-CN': {
    acknowledge: '您好，您反映的情况我们已收到，正在核实，会尽快答复您。给您添麻烦了。',
    ask: '为核实经过，请提供办理当天的回执或截图。',
    hear: '回执已通过微信发给客服，请查收。',
    propose: '经核实属我方疏漏。已于今日补办，并由主管当面致歉；由此产生的费用由我方承担。',
    accept: '可以接受，希望不要再发生。',
  },
  'zh-TW': {
    acknowledge: '您好，您反映的情況我們已收到，正在核實，會儘快答覆您。造成不便，深感抱歉。',
    ask: '為核實經過，請提供當天的收件紀錄或截圖。',
    hear: '收件紀錄已附上。',
    propose: '經核實為我方疏失，已於今日補辦，並調整作業流程。',
    accept: '可以接受。',
  },
  en: {
    acknowledge: 'Thank you for telling us. We are looking into it and will come back to you soon.',
    ask: 'Could you send us the receipt you were given on that day?',
    hear: 'The receipt is attached to my mail of this morning.',
    propose: 'The fault was ours. It has been put right today, and we bear the cost that arose from it.',
    accept: 'That is fine with us.',
  },
}
