import { type SelectQueryBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { DB } from '../../../db/types.ts'
import type { WorkCalendar } from '../calendar/calendar.ts'
import { calendarsOf } from '../calendar/calendar-of.ts'
import { dayMinutes } from '../calendar/day-minutes.ts'
import { workingTimeLeft } from '../calendar/working-time.ts'
import { type Page, pageByKey } from '../db/keyset.ts'
import { inPinyin } from '../db/pinyin.ts'
import type { Ctx } from '../http/context.ts'
import { inLanguage } from '../language/contract.ts'
import { titlesFor } from '../search/titles.ts'
import type { listTasks as endpoint, Task } from './contract.ts'
import { openTasksOf } from './lent.ts'
import { subjectWord } from './subject-words.ts'
import type { TaskRow } from './take-over.ts'

type Query = z.output<(typeof endpoint)['query']>

/** What has no due time comes after everything that has. */
const never = '9999-12-31T00:00:00Z'

/**
 * The caller's own tasks, and the open ones they do in another's place. Invariant: nobody lists any other person's,
 * whatever they may do.
 */
export async function listTasks(ctx: Ctx, { state, due_by, kind, ...paging }: Query): Promise<Page<Task>> {
  const { person_id } = ctx.actor
  if (!person_id) return { items: [], next: null, total: 0, total_capped: false }
  const open = state === 'open'
  let tasks = ctx.tx
    .selectFrom('kernel.task')
    .selectAll()
    .select(open ? sql<string>`coalesce(due_at, ${never})`.as('rank') : sql<string>`closed_at`.as('rank'))
    .where(open ? await openTasksOf(ctx, person_id) : sql<boolean>`person_id = ${person_id}`)
    // What was cancelled was done by others, or needn't be: it is nobody's doing.
    .where(open ? sql<boolean>`closed_at is null` : sql<boolean>`outcome = 'done'`)
  if (due_by) tasks = tasks.where('due_at', '<=', due_by)
  if (kind) tasks = tasks.where('kind', '=', kind)
  const direction = open ? 'asc' : 'desc'
  const page = await pageByKey(
    ctx.tx,
    ranked(ctx.tx.selectFrom(tasks.as('task')).selectAll()),
    [
      { by: 'rank' as 'id', as: 'rank', direction },
      { by: 'id', as: 'id', direction },
    ],
    paging,
  )
  return { ...page, items: await show(ctx, page.items) }
}

type Ranked = SelectQueryBuilder<DB, 'kernel.task', TaskRow & { rank: string }>

/** Pages by a column worked out in a query of its own; the type only says that all the table's columns are there too. */
const ranked = (query: unknown) => query as Ranked

export async function countTasks(ctx: Ctx): Promise<{ open: number; overdue: number }> {
  const { person_id } = ctx.actor
  if (!person_id) return { open: 0, overdue: 0 }
  const { rows } = await sql<{ open: number; overdue: number }>`
    select count(*) open, count(*) filter (where due_at < ${ctx.now}) overdue
    from kernel.task where ${await openTasksOf(ctx, person_id)} and closed_at is null`.execute(ctx.tx)
  return rows[0] ?? { open: 0, overdue: 0 }
}

/** Numbers alone: what waits for a person is that person's business. */
export async function countTasksOf(ctx: Ctx, { person_id }: { person_id: string }) {
  const { rows } = await sql<{ id: string; name: string; open: number }>`
    select o.id, o.name, count(*) open
    from kernel.task t join kernel.organisation o on o.id = t.org_id
    where ${person_id} in (t.person_id, t.meant_for_id) and t.closed_at is null
    group by o.id, o.name order by ${inPinyin('o.name')}, o.id`.execute(ctx.tx)
  return { open: rows.reduce((sum, row) => sum + row.open, 0), organisations: rows }
}

async function show(ctx: Ctx, rows: TaskRow[]): Promise<Task[]> {
  const ids = [...new Set(rows.map((row) => row.org_id))]
  const organisations = ids.length
    ? await ctx.tx
        .selectFrom('kernel.organisation')
        .select(['id', 'name', 'name_en', 'kind'])
        .where('id', 'in', ids)
        .execute()
    : []
  const owners = await namesOf(ctx, rows)
  const titleOf = await titlesFor(ctx, rows)
  const numbers = await numbersOf(ctx, rows)
  // An installation whose calendar is not set up yet still has an inbox.
  const calendars = await calendarsOf(ctx, [
    ...new Set(rows.flatMap(({ org_id, due_at, closed_at }) => (due_at && !closed_at ? org_id : []))),
  ])
  return rows.map(({ org_id, params, outcome, person_id, meant_for_id, reminded: _, ...row }) => {
    const calendar = calendars.get(org_id)
    const said = inLanguage(ctx.language, params as Task['params'])
    return {
      ...row,
      number: numbers.get(row.subject_id) ?? wordOf(said.number),
      subject_kind: subjectWord(ctx.language, row.subject_type),
      step: wordOf(said.step),
      urged: typeof said.urged === 'number' ? said.urged : 0,
      title: titleOf({ org_id, title: row.title }),
      params: said,
      outcome: outcome as Task['outcome'],
      for_person: owners.get(meant_for_id ?? person_id) ?? null,
      organisation: organisations.find(({ id }) => id === org_id) ?? unnamed(org_id),
      minutes_left: row.due_at && calendar ? minutesLeft(calendar, ctx.now, new Date(row.due_at)) : null,
      day_minutes: calendar ? dayMinutes(calendar) : 480,
    }
  })
}

/** The numbers by which the things they are about are found today. */
async function numbersOf({ tx }: Ctx, rows: TaskRow[]) {
  if (rows.length === 0) return new Map<string, string | null>()
  const found = await tx
    .selectFrom('kernel.search_entry')
    .select(['id', 'number'])
    .where('org_id', 'in', [...new Set(rows.map(({ org_id }) => org_id))])
    .where('id', 'in', [...new Set(rows.map(({ subject_id }) => subject_id))])
    .where('subject_type', '<>', 'organisation')
    .execute()
  return new Map(found.map(({ id, number }) => [id, number]))
}

const wordOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)

/** Those in whose place the caller does some of them, or to whom some should go. */
async function namesOf(ctx: Ctx, rows: TaskRow[]) {
  const others = rows
    .map((row) => row.meant_for_id ?? row.person_id)
    .filter((id) => id !== ctx.actor.person_id)
  const found = others.length
    ? await ctx.tx
        .selectFrom('kernel.person')
        .select(['id', 'name', 'name_en'])
        .where('id', 'in', others)
        .execute()
    : []
  return new Map(found.map((row) => [row.id, row]))
}

const unnamed = (id: string) => ({ id, name: '', name_en: null, kind: 'branch' })

/** Beyond a season nobody counts in hours. */
const season = 120 * 24 * 3_600_000

function minutesLeft(calendar: WorkCalendar, now: Date, due: Date): number | null {
  if (Math.abs(due.getTime() - now.getTime()) > season) return null
  return Math.trunc(workingTimeLeft(calendar, now, due))
}
