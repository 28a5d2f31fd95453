import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { DB } from '../../../../db/types.ts'
import type { WorkCalendar } from '../../../kernel/calendar/calendar.ts'
import { calendarOf } from '../../../kernel/calendar/calendar-of.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { setTasksDue } from '../../../kernel/tasks/due.ts'
import { type Complaint, subjectOf } from '../complaint/life/row.ts'
import { type ClockKind, clockKinds } from '../complaint/words/contract.ts'
import { noteTurned } from '../indicators/note-fed.ts'
import { limitsOf } from '../limits/limits-of.ts'
import { readTimes } from '../limits/read-times.ts'
import {
  type Clock,
  dueAt,
  limitClock,
  pauseClock,
  resumeClock,
  startClock,
  stopClock,
  warnAt,
} from './clock.ts'

type Which = Pick<Complaint, 'org_id' | 'id'>
type Measured = Which & Pick<Complaint, 'severity' | 'received_at' | 'extensions'>
type Row = Selectable<DB['complaints.clock']>
export type KeptClock = Clock & {
  kind: ClockKind
  due_at: string | null
  warned_at: string | null
  /** When it was decided whether it was kept. */
  ended_at: string | null
}

const date = (at: string | null) => (at === null ? null : new Date(at))

export async function readClocks({ tx }: Pick<Ctx, 'tx'>, { org_id, id }: Which): Promise<KeptClock[]> {
  const rows = await tx
    .selectFrom('complaints.clock')
    .selectAll()
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .execute()
  return rows.map(typed)
}

export const typed = (row: Row): KeptClock => ({
  ...{ kind: row.kind as ClockKind, due_at: row.due_at, warned_at: row.warned_at, ended_at: row.ended_at },
  ...{ limit_ms: Number(row.limit_ms), elapsed_ms: Number(row.elapsed_ms), paused_ms: Number(row.paused_ms) },
  running_since: date(row.running_since),
  paused_since: date(row.paused_since),
  stopped_at: date(row.stopped_at),
})

/** First response and resolution run from the receipt on, working time or not; updates are owed from the first response. */
export async function startClocks(ctx: Ctx, complaint: Measured): Promise<void> {
  const calendar = await calendarOf(ctx, complaint.org_id)
  const limits = await limitsFor(ctx, calendar, complaint)
  const at = new Date(complaint.received_at)
  for (const kind of ['response', 'resolution'] as const)
    await keep(ctx, calendar, complaint, kind, startClock(limits[kind], at))
  await noteNextDue(ctx, complaint)
}

/** The same step for some of the clocks; one that isn't there is passed over. */
async function turn(
  ctx: Ctx,
  complaint: Which,
  kinds: readonly ClockKind[],
  step: (calendar: WorkCalendar, clock: Clock, at: Date, kind: ClockKind) => Clock,
): Promise<void> {
  const calendar = await calendarOf(ctx, complaint.org_id)
  for (const kept of await readClocks(ctx, complaint))
    if (kinds.includes(kept.kind))
      await keep(ctx, calendar, complaint, kept.kind, step(calendar, kept, ctx.now, kept.kind), kept.ended_at)
  await noteNextDue(ctx, complaint)
}

export const pauseClocks = (ctx: Ctx, complaint: Which) =>
  turn(ctx, complaint, ['update', 'resolution'], pauseClock)
export const stopClocks = (ctx: Ctx, complaint: Which, kinds: readonly ClockKind[] = clockKinds) =>
  turn(ctx, complaint, kinds, stopClock)

/** After a pause or a reopening: goes on from where they stood. */
export const resumeClocks = (ctx: Ctx, complaint: Which) =>
  turn(ctx, complaint, ['update', 'resolution'], resumeClock)

/** Another severity, or more time: what has gone and what was paused stay. */
export async function limitClocks(ctx: Ctx, complaint: Measured): Promise<void> {
  const calendar = await calendarOf(ctx, complaint.org_id)
  const limits = await limitsFor(ctx, calendar, complaint)
  await turn(ctx, complaint, clockKinds, (_calendar, clock, _at, kind) =>
    clock.stopped_at === null ? limitClock(clock, limits[kind]) : clock,
  )
}

/** The customer has heard from us: the next word is owed from now on. */
export async function restartUpdates(ctx: Ctx, complaint: Measured): Promise<void> {
  const calendar = await calendarOf(ctx, complaint.org_id)
  const { update } = await limitsFor(ctx, calendar, complaint)
  await keep(ctx, calendar, complaint, 'update', startClock(update, ctx.now))
  await noteNextDue(ctx, complaint)
}

/** Of the day it came: what is set later is for what comes later. */
async function limitsFor(ctx: Ctx, calendar: WorkCalendar, complaint: Measured) {
  const received_at = new Date(complaint.received_at)
  return limitsOf(calendar, { ...complaint, received_at }, await readTimes(ctx, received_at))
}

async function keep(
  ctx: Ctx,
  calendar: WorkCalendar,
  { org_id, id }: Which,
  kind: ClockKind,
  clock: Clock,
  was: string | null = null,
) {
  const due_at = dueAt(calendar, clock)
  const warn_at = dueAt(calendar, clock, warnAt)
  const { limit_ms, elapsed_ms, running_since, paused_ms, paused_since, stopped_at } = clock
  const values = { limit_ms, elapsed_ms, running_since, paused_ms, paused_since, stopped_at, due_at, warn_at }
  const { ended_at } = await ctx.tx
    .insertInto('complaints.clock')
    .values({ org_id, complaint_id: id, kind, ...values })
    .onConflict((known) =>
      known.columns(['org_id', 'complaint_id', 'kind']).doUpdateSet({
        ...values,
        // Due later than it was told of: it is told of again.
        warned_at: sql<string>`case when excluded.warn_at > ${ctx.now} then null else clock.warned_at end`,
        overdue_at: sql<string>`case when excluded.due_at > ${ctx.now} then null else clock.overdue_at end`,
      }),
    )
    .returning('ended_at')
    .executeTakeFirstOrThrow()
  await noteTurned(ctx, { org_id, kind, was, is: ended_at })
}

/** Lists are ordered by it without a look at the clocks, and inboxes: what waits for somebody is due when the complaint is. */
async function noteNextDue(ctx: Ctx, { org_id, id }: Which): Promise<void> {
  const { rows } = await sql<{ next_due_at: string }>`
    update complaints.complaint c set next_due_at = coalesce((
      select min(k.due_at) from complaints.clock k where k.org_id = c.org_id and k.complaint_id = c.id
    ), ${never})
    where c.org_id = ${org_id} and c.id = ${id}
    returning next_due_at`.execute(ctx.tx)
  const due_at = rows.map(({ next_due_at }) => dueOf(next_due_at))[0] ?? null
  await setTasksDue(ctx, { ...subjectOf({ org_id, id }), kinds: handlingTasks, due_at })
}

/** Nothing runs out: lists are ordered by it. */
export const never = '9999-12-31T00:00:00Z'
export const dueOf = (next_due_at: string): string | null =>
  next_due_at.startsWith('9999') ? null : next_due_at

/** What waits for whoever handles a complaint, or is to name somebody. */
export const handlingTasks = ['complaints.complaint.task.handle', 'complaints.complaint.task.assign']

/** When a complaint is due next, as its clocks stand now; null where none runs. */
export async function readNextDue({ tx }: Pick<Ctx, 'tx'>, { org_id, id }: Which): Promise<string | null> {
  const { next_due_at } = await tx
    .selectFrom('complaints.complaint')
    .select('next_due_at')
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return dueOf(next_due_at)
}
