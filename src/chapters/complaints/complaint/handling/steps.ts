import type { Ctx } from '../../../../kernel/http/context.ts'
import { pauseClocks, restartUpdates, resumeClocks, stopClocks } from '../../clocks/keep.ts'
import { lockOvertaking, withdrawOvertaken } from '../../ruling/running.ts'
import { checkAction, type Diff, move, recordOn } from '../life/move.ts'
import { type Complaint, getComplaint, lockComplaint } from '../life/row.ts'
import type { Acceptance, Matter } from '../words/contract.ts'
import { say } from './say.ts'

type Seen = { id: string; version: number }
type Spoken = Seen & { text: string }

/** The first response. From now on the customer is owed a word from time to time. */
export async function acknowledge(ctx: Ctx, { text, ...seen }: Spoken): Promise<void> {
  const before = await lockComplaint(ctx, seen)
  const complaint = await move(ctx, before, { action: 'acknowledge', set: { acknowledged_at: ctx.now } })
  await say(ctx, complaint, { kind: 'to_customer', text })
  await stopClocks(ctx, complaint, ['response'])
  await restartUpdates(ctx, complaint)
}

export async function investigate(ctx: Ctx, seen: Seen): Promise<void> {
  await move(ctx, await lockComplaint(ctx, seen), { action: 'investigate' })
}

/** The customer is asked: the clocks stand still until there is an answer. */
export async function askCustomer(ctx: Ctx, { text, ...seen }: Spoken): Promise<void> {
  const complaint = await move(ctx, await lockComplaint(ctx, seen), { action: 'ask' })
  await say(ctx, complaint, { kind: 'to_customer', text })
  await restartUpdates(ctx, complaint)
  await pauseClocks(ctx, complaint)
}

export async function hearCustomer(ctx: Ctx, { text, ...seen }: Spoken): Promise<void> {
  await heard(ctx, await lockComplaint(ctx, seen), { text })
}

/** What the customer answers ends the waiting, whoever enters it. Gives the id of the message. */
export async function heard(
  ctx: Ctx,
  before: Complaint,
  { text, byCustomer = false }: { text: string; byCustomer?: boolean },
): Promise<string> {
  const complaint = await move(ctx, before, { action: 'hear', byCustomer })
  const message_id = await say(ctx, complaint, { kind: 'from_customer', text })
  await resumeClocks(ctx, complaint)
  return message_id
}

/** A word on how far it has come; the next is owed from now on, unless it waits for the customer. */
export async function tellCustomer(ctx: Ctx, { text, ...seen }: Spoken): Promise<void> {
  const complaint = await move(ctx, await lockComplaint(ctx, seen), { action: 'tell' })
  await say(ctx, complaint, { kind: 'to_customer', text })
  if (complaint.state === 'proposed') return
  await restartUpdates(ctx, complaint)
  if (complaint.state === 'waiting_customer') await pauseClocks(ctx, complaint)
}

/** Nobody needs more time for what was answered: its notice would follow the answer. */
const overtakenByAnswer: Matter[] = ['extension']

/** The answer. Until the customer accepts or objects the clocks stand still. */
export async function propose(ctx: Ctx, { text, ...seen }: Spoken): Promise<void> {
  await withdrawOvertaken(ctx, await getComplaint(ctx, seen.id), overtakenByAnswer)
  const before = await lockOvertaking(ctx, seen, overtakenByAnswer)
  const complaint = await move(ctx, before, { action: 'propose', set: { answer: text } })
  await say(ctx, complaint, { kind: 'to_customer', text })
  await pauseClocks(ctx, complaint)
}

/** Nobody needs more time for what is resolved, or to hear that it had no ground; what was promised is still owed. */
export const overtakenByAcceptance: Matter[] = ['extension', 'unfounded']

/** Called once what it overtakes was withdrawn, before the complaint was locked. */
export async function accepted(
  ctx: Ctx,
  before: Complaint,
  { text, how, byCustomer = false }: { text: string; how?: Acceptance; byCustomer?: boolean },
): Promise<void> {
  const set = { resolved_at: ctx.now }
  const diff: Diff = how ? { how: [null, how] } : {}
  const complaint = await move(ctx, before, { action: 'accept', set, diff, byCustomer })
  await say(ctx, complaint, { kind: how === 'silence' ? 'note' : 'from_customer', text })
  await stopClocks(ctx, complaint)
}

export async function objectAnswer(ctx: Ctx, { text, ...seen }: Spoken): Promise<void> {
  await objected(ctx, await lockComplaint(ctx, seen), { text })
}

export async function objected(
  ctx: Ctx,
  before: Complaint,
  { text, byCustomer = false }: { text: string; byCustomer?: boolean },
): Promise<void> {
  const set = { objections: before.objections + 1 }
  const complaint = await move(ctx, before, { action: 'object', set, byCustomer })
  await say(ctx, complaint, { kind: 'from_customer', text })
  await resumeClocks(ctx, complaint)
}

/** Opens it again: its clocks go on from where they stood. Why is a note, and not in the trail, which whom it concerns reads. */
export async function reopenComplaint(ctx: Ctx, { text, ...seen }: Spoken): Promise<void> {
  const before = await lockComplaint(ctx, seen)
  await checkAction(ctx, before, 'reopen')
  const complaint = await move(ctx, before, {
    action: 'reopen',
    set: { reopenings: before.reopenings + 1, resolved_at: null, closed_at: null, closed_by: null },
  })
  await say(ctx, complaint, { kind: 'note', text })
  await resumeClocks(ctx, complaint)
}

/** An internal note, also of those it concerns: to read is to be heard. */
export async function noteComplaint(ctx: Ctx, { id, text }: { id: string; text: string }): Promise<void> {
  const complaint = await lockComplaint(ctx, { id })
  await say(ctx, complaint, { kind: 'note', text })
  recordOn(ctx, complaint, 'note')
}
