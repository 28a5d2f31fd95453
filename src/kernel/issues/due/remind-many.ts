import { sql } from 'kysely'
import { headquartersOf } from '../../calendar/headquarters.ts'
import { takeRows } from '../../db/lock.ts'
import { refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { queueMail } from '../../mail/queue.ts'
import { linesOf } from './lines.ts'

/** So many persons are written to at once. */
export const mostOwners = 400
const pause = 4 * 3_600_000

type Row = {
  org_id: string
  id: string
  number: string
  kind: string
  params: unknown
  due_on: string
  responsible_id: string
}

/**
 * Writes to those who are to put these issues right, one digest each however many issues they have. What is closed, is
 * nobody's or was recalled within the last four hours is left out.
 */
export async function remindOwners(
  ctx: Ctx,
  { ids }: { ids: string[] },
): Promise<{ owners: number; issues: number; left_out: number }> {
  const rows = await lockDue(ctx, ids)
  const byOwner = Map.groupBy(rows, (row) => row.responsible_id)
  if (byOwner.size > mostOwners)
    throw refused('issues.errors.too_many_owners', { count: byOwner.size, most: mostOwners })
  const base = ctx.app.configuration.base_url
  for (const [person_id, theirs] of byOwner) {
    const orgs = new Set(theirs.map(({ org_id }) => org_id))
    await queueMail(ctx, {
      // What speaks of several organisations is headquarters' to look after, where the caller reaches it.
      org_id: orgs.size === 1 || !ctx.reach.all ? theirs[0]!.org_id : await headquartersOf(ctx),
      ...{ person_id, template: 'issues.mail.digest', link: '/inbox', notice: 'reminder' },
      params: (language) => ({
        ...{ count: theirs.length, by: ctx.actor.name },
        issues: linesOf(theirs, { language, base }),
      }),
    })
  }
  await mark(ctx, rows)
  for (const [org_id, there] of Map.groupBy(rows, (row) => row.org_id))
    ctx.record({
      ...{ action: 'issues.issue.remind_many', org_id, subject_type: 'organisation', subject_id: org_id },
      diff: { issues: [null, there.length], numbers: [null, there.slice(0, 50).map(({ number }) => number)] },
    })
  if (rows.length === 0) ctx.unchanged()
  return { owners: byOwner.size, issues: rows.length, left_out: ids.length - rows.length }
}

async function lockDue(ctx: Ctx, ids: string[]): Promise<Row[]> {
  const { all, ids: orgs } = ctx.reachOf('issues.issue.remind')
  const reach = all ? sql`true` : sql`i.org_id in (select unnest(${orgs}::uuid[]))`
  const due = sql`state in ('notified', 'planned', 'rectifying', 'returned', 'reopened')
    and (urged_at is null or urged_at <= ${new Date(ctx.now.getTime() - pause)})`
  const { rows } = await sql<Row>`
    select i.org_id, i.id, i.number, i.kind, i.params, i.due_on, i.responsible_id
    from kernel.issue i
    where i.id = any(${ids}::uuid[]) and ${reach} and i.responsible_id is not null
      and ${due}
    order by i.due_on, i.id`.execute(ctx.tx)
  return takeRows(ctx.tx, 'kernel.issue', rows, due)
}

async function mark({ tx, now }: Ctx, rows: Row[]) {
  if (rows.length === 0) return
  await sql`
    update kernel.issue i set urged_at = ${now}
    from unnest(${rows.map(({ org_id }) => org_id)}::uuid[], ${rows.map(({ id }) => id)}::uuid[]) as m(org_id, id)
    where i.org_id = m.org_id and i.id = m.id`.execute(tx)
}
