import { calendarOf } from '../../../../kernel/calendar/calendar-of.ts'
import { addDays, addWorkingDays, dayIn } from '../../../../kernel/calendar/working-days.ts'
import { refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { translate } from '../../../../kernel/language/translate.ts'
import { readClocks } from '../../clocks/keep.ts'
import { lockOvertaking, withdrawOvertaken } from '../../ruling/running.ts'
import { checkAction } from '../life/move.ts'
import { type Complaint, getComplaint } from '../life/row.ts'
import type { Acceptance } from '../words/contract.ts'
import { languageOfCustomer, say } from './say.ts'
import { accepted, overtakenByAcceptance } from './steps.ts'

/** Working days after which a customer who said nothing to the answer counts as having accepted it. */
const answersWithin = 5

type Accepting = { id: string; version: number; text: string; how: Acceptance }

/**
 * Records for the customer that they accepted: how they said so, which stays in the trail, and in what words, a message
 * that goes with the others. On their page, and by mail, they read what was recorded for them, and may still say that it
 * is wrong. Silence counts as having accepted only after five working days, and only if nothing was heard of them since
 * the answer; what is written then is no word of theirs, and they don't read it.
 */
export async function acceptAnswer(ctx: Ctx, { text, how, ...seen }: Accepting): Promise<void> {
  await withdrawOvertaken(ctx, await getComplaint(ctx, seen.id), overtakenByAcceptance)
  const complaint = await lockOvertaking(ctx, seen, overtakenByAcceptance)
  await checkAction(ctx, complaint, 'accept')
  if (how === 'silence') await checkSilence(ctx, complaint)
  await accepted(ctx, complaint, { text, how })
  const language = await languageOfCustomer(ctx, complaint)
  const told =
    how === 'silence'
      ? translate(language, 'complaints.door.silent_for_you', { days: answersWithin })
      : translate(language, 'complaints.door.accepted_for_you', {
          how: translate(language, `complaints.page.accept_by.${how}`).toLowerCase(),
          text,
        })
  await say(ctx, complaint, { kind: 'to_customer', text: told })
}

async function checkSilence(ctx: Ctx, complaint: Complaint) {
  const { day, today, since } = await readWaiting(ctx, complaint)
  if (today < day) throw refused('complaints.complaint.errors.silent_too_early', { day, days: answersWithin })
  if (await heardSince(ctx, complaint, since)) throw refused('complaints.complaint.errors.not_silent')
}

/** The day from which silence may be recorded as acceptance; null where no answer is awaited. */
export async function silentFrom(ctx: Ctx, complaint: Complaint): Promise<string | null> {
  return complaint.state === 'proposed' ? (await readWaiting(ctx, complaint)).day : null
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
