import { sql } from 'kysely'
import { takeRows } from '../db/lock.ts'
import type { Ctx, Kernel } from '../http/context.ts'
import { asSystem } from '../http/open-context.ts'
import { formatDateTime } from '../language/contract.ts'
import { queueMail } from './queue.ts'
import { languageFor, titledIn } from './task-line.ts'

const untrailed = 'a reminder is in the outbox'
const day = 86_400_000

type Due = { org_id: string; id: string; person_id: string; title: string; due_at: string; reminded: unknown }

type About = 'due' | 'overdue'

/**
 * Writes to people about tasks due within a day, and once more when they are overdue: one mail per person and
 * organisation, `batch` tasks in a transaction.
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

async function findTasks({ tx, now }: Ctx, { about, batch }: { about: About; batch: number }) {
  const rows = await tx
    .selectFrom('kernel.task')
    .select(['org_id', 'id', 'person_id', 'title', 'due_at', 'reminded'])
    .where('closed_at', 'is', null)
    .where('due_at', about === 'due' ? '>' : '<=', now.toISOString())
    .where('due_at', '<=', new Date(now.getTime() + day).toISOString())
    .where(sql<boolean>`not reminded ? ${about}`)
    .orderBy('due_at')
    .orderBy('id')
    .limit(batch)
    .execute()
  const still = sql`closed_at is null and not reminded ? ${about}`
  return (await takeRows(tx, 'kernel.task', rows, still)) as Due[]
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
