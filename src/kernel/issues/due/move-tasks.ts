import { sql } from 'kysely'
import type { Ctx } from '../../http/context.ts'
import { overdueTask, taskKinds } from '../life/ask.ts'
import { type Issue, subjectType } from '../life/row.ts'

type Moved = Pick<Issue, 'org_id' | 'id'> & { /** End of work on the due day. */ due_at: Date }

/** What waits for whoever puts issues right is due when they are; what told of their being overdue is over. */
export async function moveTasks(ctx: Ctx, issues: Moved[]): Promise<void> {
  const moved = sql`unnest(${issues.map(({ org_id }) => org_id)}::uuid[], ${issues.map(({ id }) => id)}::uuid[],
    ${issues.map(({ due_at }) => due_at.toISOString())}::timestamptz[]) as m(org_id, id, due_at)`
  const about = sql`t.org_id = m.org_id and t.subject_type = ${subjectType} and t.subject_id = m.id and t.closed_at is null`
  await sql`update kernel.task t set due_at = m.due_at from ${moved}
    where ${about} and t.kind = any(${[taskKinds.plan, taskKinds.rectify]}::text[])`.execute(ctx.tx)
  await sql`update kernel.task t set closed_at = ${ctx.now}, outcome = 'cancelled' from ${moved}
    where ${about} and t.kind = ${overdueTask} and m.due_at > ${ctx.now}`.execute(ctx.tx)
}
