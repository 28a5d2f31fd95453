import { sql } from 'kysely'
import { calendarsOf } from '../calendar/calendar-of.ts'
import { dayMinutes } from '../calendar/day-minutes.ts'
import { addWorkingTime } from '../calendar/working-time.ts'
import { takeRows } from '../db/lock.ts'
import type { Ctx, Kernel } from '../http/context.ts'
import { asSystem } from '../http/open-context.ts'
import { formatDateTime } from '../language/contract.ts'
import { queueMail } from './queue.ts'
import { languageFor, titledIn } from './task-line.ts'

const untrailed = 'a reminder is in the outbox'
const day = 86_400_000
/** No working day is farther off: the longest holidays are shorter. */
const farthest = 30 * day

type Due = { org_id: string; id: string; person_id: string; title: string; due_at: string; reminded: unknown }

type About = 'due' | 'overdue'

/**
 * Writes to people about tasks due within a working day of their organisation, and once more when they are overdue: one
 * mail per person and organisation, `batch` tasks in a transaction.
 */
export async function remindTasks(
  kernel: Kernel,
  { batch = 2000 }: { batch?: number } = {},
): Promise<number> {
  let letters = 0
  for (const about of ['due', 'overdue'] as const)
    for (let found = batch; found === batch; ) {
      const done = await asSystem(kernel, (ctx) => remind(ctx, { about, batch }), { untrailed })
      found = done.tasks
      letters += done.letters
    }
  return letters
}

async function remind(ctx: Ctx, { about, batch }: { about: About; batch: number }) {
  const tasks = await findTasks(ctx, { about, batch })
  const letters = Map.groupBy(tasks, ({ org_id, person_id }) => `${org_id} ${person_id}`)
  for (const some of letters.values()) await write(ctx, about, some)
  for (const { org_id, id, reminded } of tasks)
    await ctx.tx
      .updateTable('kernel.task')
      .set({ reminded: JSON.stringify([...(reminded as string[]), about]) })
      .where('org_id', '=', org_id)
      .where('id', '=', id)
      .execute()
  return { tasks: tasks.length, letters: letters.size }
}

async function findTasks(ctx: Ctx, { about, batch }: { about: About; batch: number }) {
  const soon = about === 'due' ? await readSoon(ctx) : []
  const { rows } = await sql<Due>`
    select t.org_id, t.id, t.person_id, t.title, t.due_at, t.reminded
    from kernel.task t
    left join unnest(${soon.map(([org_id]) => org_id)}::uuid[], ${soon.map(([, until]) => until)}::timestamptz[])
      soon (org_id, until) on soon.org_id = t.org_id
    where t.closed_at is null and not t.reminded ? ${about}
      and case when ${about} = 'due' then t.due_at > ${ctx.now} and t.due_at <= soon.until else t.due_at <= ${ctx.now} end
    order by t.due_at, t.id
    limit ${batch}`.execute(ctx.tx)
  const still = sql`closed_at is null and not reminded ? ${about}`
  return takeRows(ctx.tx, 'kernel.task', rows, still)
}

/** Until when something is due soon, for every organisation where a task is due within weeks. */
async function readSoon(ctx: Ctx): Promise<[org_id: string, until: string][]> {
  const { rows } = await sql<{ org_id: string }>`
    select distinct org_id from kernel.task
    where closed_at is null and due_at > ${ctx.now} and due_at <= ${new Date(ctx.now.getTime() + farthest)}
      and not reminded ? 'due'`.execute(ctx.tx)
  const ids = rows.map(({ org_id }) => org_id)
  const calendars = await calendarsOf(ctx, ids)
  return ids.map((org_id) => {
    const calendar = calendars.get(org_id)
    const until = calendar && addWorkingTime(calendar, ctx.now, dayMinutes(calendar))
    return [org_id, (until ?? new Date(ctx.now.getTime() + day)).toISOString()]
  })
}

async function write(ctx: Ctx, about: About, tasks: Due[]) {
  const { org_id, person_id } = tasks[0]!
  const { time_zone } = await ctx.tx
    .selectFrom('kernel.organisation')
    .select('time_zone')
    .where('id', '=', org_id)
    .executeTakeFirstOrThrow()
  const language = await languageFor(ctx, person_id)
  const lines = (await titledIn(ctx, language, tasks)).map(
    ({ title, due_at }) => `· ${title} – ${formatDateTime(language, due_at, { timeZone: time_zone })}`,
  )
  const template = `mail.templates.tasks_${about}`
  const params = { count: tasks.length, tasks: lines.join('\n') }
  await queueMail(ctx, { org_id, person_id, template, params, link: '/inbox', notice: 'reminder' })
}
