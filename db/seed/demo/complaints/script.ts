import type { Channel } from '../../../../src/chapters/complaints/complaint/words/contract.ts'
import { addWorkingTime } from '../../../../src/kernel/calendar/working-time.ts'
import type { CastUser } from '../../cast.ts'
import type { Chance } from './chance.ts'
import type { Customer } from './customers.ts'
import type { Desk } from './desks.ts'
import { type Matter, remedies } from './matters.ts'
import { words } from './said.ts'

/** A complaint as it was made: by whom, about what and whom, when and how. */
export type Made = {
  matter: Matter
  desk: Desk
  at: Date
  channel: Channel
  customer: Customer
  service_on: string
  staff_id: string | null
}

/** One act on it by somebody of the cast. */
export type Step = { at: Date; by: CastUser } & (
  | { does: 'assign' | 'investigate' | 'close' }
  | {
      does: 'acknowledge' | 'ask' | 'hear' | 'tell' | 'propose' | 'accept' | 'object' | 'reopen'
      text: string
    }
  | { does: 'classify'; cause_key: string }
  | { does: 'extend'; reason: string; notice: string }
  | { does: 'compensate'; amount: number; reason: string }
  | { does: 'remedy'; root_cause: string; action: string; owner: CastUser; due_on: string }
  | { does: 'take_in'; duplicate: Omit<Made, 'desk'> }
  | { does: 'rate'; stars: number }
  | { does: 'check'; effective: boolean; finding: string }
)

const minute = 60_000
const day = 24 * 60 * minute
/** The graver, the faster. */
const paces = [1, 0.8, 0.5, 0.3]
/** Working minutes in which the first response is due, by severity. */
const responds = [480, 240, 120, 60]

/**
 * What became of it, act by act in working time: most are answered in time and accepted, some wait for the customer, are
 * objected to, need more time, cost money, or come up a second time on another channel.
 */
export function scriptOf(made: Made, chance: Chance): Step[] {
  const { desk, matter } = made
  const said = words[matter.language]
  const steps: Step[] = []
  const pace = paces[matter.severity - 1]!
  let now = made.at
  const after = (minutes: number) => {
    now = new Date(addWorkingTime(desk.calendar, now, minutes * pace).getTime() + 13_000)
    return { at: now, by: desk.handler }
  }
  const within = responds[matter.severity - 1]!
  const late = chance.happens(0.05)
  steps.push({ ...after(within * chance.between(0.05, 0.3)), does: 'assign' })
  steps.push({
    ...after(late ? within * chance.between(1, 2) : within * chance.between(0.1, 0.45)),
    ...{ does: 'acknowledge', text: said.acknowledge },
  })
  if (chance.happens(0.06)) steps.push({ ...after(30), does: 'take_in', duplicate: again(made, now) })
  steps.push({ ...after(chance.between(30, 200)), does: 'investigate' })
  steps.push({ ...after(chance.between(60, 400)), does: 'classify', cause_key: matter.cause_key })
  if (chance.happens(0.3)) {
    steps.push({ ...after(chance.between(20, 120)), does: 'ask', text: said.ask })
    steps.push({ ...after(chance.between(120, 1200)), does: 'hear', text: said.hear })
  }
  if (chance.happens(0.08)) {
    steps.push({
      ...after(chance.between(200, 500)),
      does: 'extend',
      reason: '需等待主管部门书面答复。',
      notice: said.extend,
    })
    steps.push({ ...after(chance.between(300, 1200)), does: 'tell', text: said.tell })
  }
  if (matter.claimed && chance.happens(0.7)) {
    const amount = Math.min(100_000, Math.round((matter.claimed * chance.between(0.1, 0.5)) / 1000) * 1000)
    steps.push({ ...after(60), does: 'compensate', amount, reason: '经核实属我方疏漏，按损失凭据补偿。' })
  }
  steps.push({ ...after(chance.between(200, 1300)), does: 'propose', text: said.propose })
  if (chance.happens(0.12)) {
    steps.push({ ...after(chance.between(60, 600)), does: 'object', text: said.object })
    steps.push({ ...after(chance.between(300, 900)), does: 'propose', text: said.propose_again })
  }
  steps.push({ ...after(chance.between(30, 900)), does: 'accept', text: said.accept })
  if (matter.severity >= 2 || chance.happens(0.3)) {
    const due_on = new Date(now.getTime() + 10 * day).toISOString().slice(0, 10)
    steps.push({ ...after(40), does: 'remedy', ...remedies[matter.cause_key]!, owner: 'he.chuan', due_on })
  }
  steps.push({ ...after(chance.between(10, 300)), does: 'close' })
  const stars = chance.pick([5, 4, 3, 2, 1], (n) => [0, 2, 4, 10, 34, 50][n]!)
  if (chance.happens(0.55)) steps.push({ ...after(chance.between(20, 900)), does: 'rate', stars })
  if (steps.some(({ does }) => does === 'remedy')) {
    const effective = chance.happens(0.9)
    // Thirty days after the action was due.
    now = new Date(now.getTime() + 41 * day)
    steps.push({
      ...after(chance.between(10, 300)),
      does: 'check',
      effective,
      finding: effective ? '抽查三十笔，未再发生。' : '抽查发现一笔同样情况，措施需加强。',
    })
  }
  return steps
}

/** The same customer turns to another channel when nothing seems to happen. */
const again = ({ matter, ...made }: Made, at: Date): Omit<Made, 'desk'> => ({
  ...{ channel: made.channel === 'phone' ? 'web' : 'phone', customer: made.customer, staff_id: null },
  ...{ service_on: made.service_on, at: new Date(at.getTime() - 20 * minute) },
  matter: { ...matter, description: words[matter.language].again(matter.subject) },
})
