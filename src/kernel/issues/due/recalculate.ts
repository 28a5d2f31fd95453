import { sql } from 'kysely'
import type { WorkCalendar } from '../../calendar/calendar.ts'
import { calendarOf } from '../../calendar/calendar-of.ts'
import { endOfWork } from '../../calendar/working-days.ts'
import type { Ctx } from '../../http/context.ts'
import { noteDue } from '../indicator.ts'
import { subjectType } from '../life/row.ts'
import { workingDueDay } from './due-day.ts'
import { moveTasks } from './move-tasks.ts'

type Row = {
  org_id: string
  id: string
  number: string
  title: string
  due_on: string
  nominal_due_on: string
  original_due_on: string
  original_nominal_on: string
  calendar: string
  version: number
  today: string
}
type Moved = Row & { was: string; due_at: Date }

/**
 * Counts the due days of all open issues anew by the calendars as they are now. Days gone by stay: what was overdue
 * then is no matter of a calendar entered later. One read, one write, one calendar per kind of organisation. Gives how
 * many issues moved.
 */
export async function recalculateDueDays(ctx: Ctx): Promise<number> {
  const rows = await readOpen(ctx)
  const calendars = new Map<string, WorkCalendar>()
  const days = new Map<string, string>()
  const ends = new Map<string, Date>()
  const calendarFor = async ({ calendar, org_id }: Row) => {
    const known = calendars.get(calendar) ?? (await calendarOf(ctx, org_id))
    calendars.set(calendar, known)
    return known
  }
  const dueDay = async (row: Row, nominal: string) => {
    const key = `${row.calendar} ${nominal}`
    const day = days.get(key) ?? workingDueDay(await calendarFor(row), nominal)
    days.set(key, day)
    return day
  }
  const endOf = async (row: Row, day: string) => {
    const key = `${row.calendar} ${day}`
    const end = ends.get(key) ?? endOfWork(await calendarFor(row), day)
    ends.set(key, end)
    return end
  }
  const moved: Moved[] = []
  for (const row of rows) {
    const due_on = row.due_on >= row.today ? await dueDay(row, row.nominal_due_on) : row.due_on
    const original_due_on =
      row.original_due_on >= row.today ? await dueDay(row, row.original_nominal_on) : row.original_due_on
    if (due_on !== row.due_on || original_due_on !== row.original_due_on)
      moved.push({ ...row, due_on, original_due_on, was: row.due_on, due_at: await endOf(row, due_on) })
  }
  if (moved.length === 0) return 0
  const written = await write(ctx, moved)
  // What somebody changed meanwhile is counted once more, as it is now.
  return written < moved.length ? written + (await recalculateDueDays(ctx)) : written
}

/** Every open issue with the calendar its organisation works by. */
async function readOpen({ tx, now }: Ctx): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select i.org_id, i.id, i.number, i.title, i.due_on, i.nominal_due_on, i.original_due_on, i.original_nominal_on, i.version,
      coalesce(own.calendar_id::text, 'default') || ' ' || o.time_zone calendar,
      (${now}::timestamptz at time zone o.time_zone)::date today
    from kernel.issue i
    join (
      select o.id, o.time_zone, o.path from kernel.organisation o
      where o.id in (select org_id from kernel.issue where state <> 'closed')
    ) o on o.id = i.org_id
    left join lateral (
      select oc.calendar_id
      from kernel.organisation_calendar oc join kernel.organisation a on a.id = oc.organisation_id
      where oc.organisation_id = any(o.path)
      order by cardinality(a.path) desc limit 1
    ) own on true
    where i.state <> 'closed'
    order by i.id`.execute(tx)
  return rows
}

/** Moves those that are still as they were read; gives how many. */
async function write(ctx: Ctx, found: Moved[]): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update kernel.issue i
    set due_on = m.due_on, original_due_on = m.original_due_on, version = i.version + 1,
      reminded = case when m.due_on > i.due_on then '{}' else i.reminded end
    from unnest(${found.map(({ org_id }) => org_id)}::uuid[], ${found.map(({ id }) => id)}::uuid[],
      ${found.map(({ version }) => version)}::int[], ${found.map(({ due_on }) => due_on)}::date[],
      ${found.map((row) => row.original_due_on)}::date[]) as m(org_id, id, version, due_on, original_due_on)
    where i.org_id = m.org_id and i.id = m.id and i.version = m.version
    returning i.id`.execute(ctx.tx)
  const written = new Set(rows.map(({ id }) => id))
  const moved = found.filter(({ id }) => written.has(id))
  await moveTasks(ctx, moved)
  for (const { org_id, today, original_due_on } of moved)
    if (original_due_on < today) await noteDue(ctx, org_id, [original_due_on])
  for (const { org_id, id, number, title, was, due_on } of moved)
    ctx.record({
      ...{ action: 'issues.issue.move_due', org_id, subject_type: subjectType, subject_id: id },
      ...{ number, title, diff: { due_on: [was, due_on] } },
    })
  return moved.length
}
