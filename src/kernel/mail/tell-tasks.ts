import { sql } from 'kysely'
import { takeRows } from '../db/lock.ts'
import type { Ctx, Kernel } from '../http/context.ts'
import { asSystem } from '../http/open-context.ts'
import { formatDateTime } from '../language/contract.ts'
import type { NoticeKind } from '../notices/contract.ts'
import { quietNow } from '../notices/quiet.ts'
import { findWishes, wayOf } from '../notices/settings.ts'
import { queueMail } from './queue.ts'
import { askedIn, languageFor, linesOf, type ToldTask, titledIn } from './task-line.ts'

const untrailed = 'a notice is in the outbox'

type Untold = ToldTask & { notice: NoticeKind }

/**
 * Writes to people about new tasks, each with the address of its very page: one mail per person and organisation for
 * whatever came since the last round. During somebody's quiet hours their tasks wait in the table until those end, and
 * what was done meanwhile isn't written about. Gives how many letters there were.
 */
export async function tellNewTasks(
  kernel: Kernel,
  { batch = 500 }: { batch?: number } = {},
): Promise<number> {
  let letters = 0
  for (let found = batch; found === batch; ) {
    const done = await asSystem(kernel, (ctx) => tell(ctx, batch), { untrailed })
    found = done.tasks
    letters += done.letters
  }
  return letters
}

async function tell(ctx: Ctx, batch: number) {
  const found = await ctx.tx
    .selectFrom('kernel.task')
    .select(['org_id', 'id', 'person_id', 'kind', 'title', 'link', 'params', 'due_at', 'notice'])
    .where('closed_at', 'is', null)
    .where('tell_at', '<=', ctx.now.toISOString())
    .orderBy('tell_at')
    .orderBy('id')
    .limit(batch)
    .execute()
  const still = sql`closed_at is null and tell_at <= ${ctx.now}`
  const tasks = (await takeRows(ctx.tx, 'kernel.task', found, still)) as Untold[]
  let letters = 0
  for (const [person_id, theirs] of Map.groupBy(tasks, (task) => task.person_id)) {
    const wishes = await findWishes(ctx, { person_id })
    const wanted = theirs.filter(({ notice }) => wishes && wayOf(wishes, notice) === 'at_once')
    const until = wishes && (await quietNow(ctx, wishes))
    const held = until ? wanted : []
    await settle(ctx, held, until ?? null)
    const now = theirs.filter((task) => !held.includes(task))
    await settle(ctx, now, null)
    if (until) continue
    const groups = Map.groupBy(wanted, ({ org_id, notice }) => `${org_id} ${notice}`)
    for (const some of groups.values()) await write(ctx, some, wishes!.time_zone)
    letters += groups.size
  }
  return { tasks: tasks.length, letters }
}

async function settle({ tx }: Ctx, tasks: Untold[], tell_at: Date | null) {
  for (const [org_id, there] of Map.groupBy(tasks, (task) => task.org_id))
    await tx
      .updateTable('kernel.task')
      .set({ tell_at })
      .where('org_id', '=', org_id)
      .where('id', '=', sql<string>`any(${there.map(({ id }) => id)}::uuid[])`)
      .execute()
}

/** One task: a letter that is about it and leads to its page. Several: a list, each with its own address. */
async function write(ctx: Ctx, untold: Untold[], time_zone: string) {
  const language = await languageFor(ctx, untold[0]!.person_id)
  const tasks = await titledIn(ctx, language, untold)
  const [first, ...more] = tasks as [Untold, ...Untold[]]
  const { org_id, person_id, notice, title } = first
  const about = { org_id, person_id, notice }
  if (more.length > 0) {
    const lines = tasks.map((task) => linesOf(ctx, { language, time_zone }, task))
    const params = { count: tasks.length, tasks: lines.join('\n') }
    return queueMail(ctx, { ...about, params, template: letterOf('new'), link: '/inbox' })
  }
  const what = askedIn(language, first)
  const due = first.due_at && formatDateTime(language, first.due_at, { timeZone: time_zone })
  const template = letterOf(due ? 'one_due' : 'one')
  return queueMail(ctx, { ...about, params: { what, title, due }, template, link: first.link })
}

const letterOf = (letter: 'new' | 'one' | 'one_due') => `mail.tasks.${letter}`
