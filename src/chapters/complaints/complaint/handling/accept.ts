import { calendarOf } from '../../../../kernel/calendar/calendar-of.ts'
import { addDays, addWorkingDays, dayIn } from '../../../../kernel/calendar/working-days.ts'
import { refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { readClocks } from '../../clocks/keep.ts'
import { lockOvertaking, withdrawOvertaken } from '../../ruling/running.ts'
import { checkAction } from '../life/move.ts'
import { type Complaint, getComplaint } from '../life/row.ts'
import type { Acceptance } from '../words/contract.ts'
import { accepted, overtakenByAcceptance } from './steps.ts'

/** Working days a customer has to accept or object themselves before it is recorded for them. */
const answersWithin = 5

type Accepting = { id: string; version: number; text: string; how: Acceptance }

/**
 * Records for the customer that they accepted: how they said so and in what words, which stays in the trail. Who can
 * answer themselves – on their page, or by mail – has five working days for it first; who said nothing counts as having
 * accepted only after that, and only if nothing was heard of them since the answer.
 */
export async function acceptAnswer(ctx: Ctx, { text, how, ...seen }: Accepting): Promise<void> {
  await withdrawOvertaken(ctx, await getComplaint(ctx, seen.id), overtakenByAcceptance)
  const complaint = await lockOvertaking(ctx, seen, overtakenByAcceptance)
  await checkAction(ctx, complaint, 'accept')
  const { day, today, since } = await readWaiting(ctx, complaint)
  if (today < day && how === 'silence')
    throw refused('complaints.complaint.errors.silent_too_early', { day, days: answersWithin })
  if (today < day && (await canAnswer(ctx, complaint)))
    throw refused('complaints.complaint.errors.answer_is_theirs', { day, days: answersWithin })
  if (how === 'silence' && (await heardSince(ctx, complaint, since)))
    throw refused('complaints.complaint.errors.not_silent')
  await accepted(ctx, complaint, { text, how })
}

/** The day from which acceptance may be recorded for whoever can answer themselves; null where none is awaited. */
export async function acceptFrom(ctx: Ctx, complaint: Complaint): Promise<string | null> {
  if (complaint.state !== 'proposed' || !(await canAnswer(ctx, complaint))) return null
  return (await readWaiting(ctx, complaint)).day
}

/** Since when the customer has had the answer, and the first day after their time. */
async function readWaiting(ctx: Ctx, complaint: Complaint) {
  const calendar = await calendarOf(ctx, complaint.org_id)
  const clocks = await readClocks(ctx, complaint)
  // The clock to resolve stands still from the answer on.
  const paused = clocks.find(({ kind }) => kind === 'resolution')?.paused_since
  const since = paused ?? new Date(complaint.received_at)
  const { time_zone } = calendar
  const day = addDays(addWorkingDays(calendar, dayIn(time_zone, since), answersWithin), 1)
  return { since, day, today: dayIn(time_zone, ctx.now) }
}

/** Whether the customer has their page's code, or an address we write to. */
async function canAnswer({ tx }: Ctx, { org_id, id, tracking_hash }: Complaint): Promise<boolean> {
  if (tracking_hash !== null) return true
  const known = await tx
    .selectFrom('complaints.complainant')
    .select('email')
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .executeTakeFirst()
  return !!known?.email
}

async function heardSince({ tx }: Ctx, { org_id, id }: Complaint, since: Date): Promise<boolean> {
  const said = await tx
    .selectFrom('complaints.message')
    .select('id')
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .where('kind', '=', 'from_customer')
    .where('created_at', '>', since.toISOString())
    .limit(1)
    .executeTakeFirst()
  return said !== undefined
}
