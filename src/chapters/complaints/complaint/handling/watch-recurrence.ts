import { sql } from 'kysely'
import { addDays, dayIn } from '../../../../kernel/calendar/working-days.ts'
import { newId } from '../../../../kernel/db/new-id.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { openIssue } from '../../../../kernel/issues/open.ts'
import { titlesOf } from '../../../../kernel/language/titles/contract.ts'
import { getOrganisation } from '../../../../kernel/org/organisation.ts'
import { founded } from '../founded.ts'
import { recordOn } from '../life/move.ts'
import type { Complaint } from '../life/row.ts'
import { signalList } from '../signal/counted.ts'

export const repeatedWithin = 90
export const repeatedTimes = 3

/**
 * The same cause three times in 90 days at one organisation opens an issue and leaves a signal of a risk, once per cause
 * and 90 days. Duplicates and what was unfounded don't count.
 */
export async function watchRecurrence(ctx: Ctx, complaint: Complaint): Promise<void> {
  const { org_id, cause_key } = complaint
  if (cause_key === null) return
  const { time_zone, name } = await getOrganisation(ctx, org_id)
  const since_on = addDays(dayIn(time_zone, ctx.now), -repeatedWithin)
  await lockCause(ctx, org_id, cause_key)
  const times = await countSince(ctx, { org_id, cause_key, since_on })
  if (times < repeatedTimes || (await isSignalled(ctx, { org_id, cause_key, since_on }))) return
  const id = newId()
  const cause = await readCause(ctx, complaint)
  const issue = await openIssue(ctx, {
    ...{
      org_id,
      kind: 'complaints.issue.repeated_cause',
      params: { cause, count: times, days: repeatedWithin },
    },
    ...{ title: name, severity: 'major', clause: '4.4.2', source: 'complaint' },
    ...{ subject_type: 'complaints.risk_signal', subject_id: id },
    link: signalList(id),
  })
  await ctx.tx
    .insertInto('complaints.risk_signal')
    .values({ org_id, id, cause_key, times, since_on, issue_id: issue.id, raised_at: ctx.now })
    .execute()
  recordOn(ctx, complaint, 'recur', { diff: { cause: [null, cause], times: [null, times] } })
}

/** Two complaints given their cause at once raise one signal. */
const lockCause = ({ tx }: Ctx, org_id: string, cause_key: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`complaints.cause ${org_id} ${cause_key}`}, 0))`.execute(
    tx,
  )

type Since = { org_id: string; cause_key: string; since_on: string }

async function countSince({ tx }: Ctx, { org_id, cause_key, since_on }: Since): Promise<number> {
  const { rows } = await sql<{ times: number }>`
    select count(*)::int times from complaints.complaint c
    where org_id = ${org_id} and cause_key = ${cause_key} and received_at >= ${since_on}::date
      and ${founded('c')}`.execute(tx)
  return rows[0]!.times
}

async function isSignalled({ tx }: Ctx, { org_id, cause_key, since_on }: Since): Promise<boolean> {
  const { rows } = await sql`
    select from complaints.risk_signal
    where org_id = ${org_id} and cause_key = ${cause_key} and raised_at >= ${since_on}::date limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

/** Its name as data in the three languages, as tasks and issues keep names. */
async function readCause({ tx }: Ctx, { cause_key, cause_version }: Complaint) {
  const cause = await tx
    .selectFrom('complaints.cause')
    .select(['title', 'title_tw', 'title_en'])
    .where('key', '=', cause_key!)
    .where('version', '=', cause_version!)
    .executeTakeFirstOrThrow()
  return titlesOf(cause)
}
