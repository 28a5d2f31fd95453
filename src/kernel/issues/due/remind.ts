import { sql } from 'kysely'
import { headquartersOf } from '../../calendar/headquarters.ts'
import { daysBetween } from '../../calendar/working-days.ts'
import { takeRows } from '../../db/lock.ts'
import type { Ctx, Kernel } from '../../http/context.ts'
import { asSystem } from '../../http/open-context.ts'
import { formatDate } from '../../language/contract.ts'
import { translate } from '../../language/translate.ts'
import { queueMail } from '../../mail/queue.ts'
import { openTask } from '../../tasks/open.ts'
import { overdueTask } from '../life/ask.ts'
import { type Issue, linkOf, subjectOf, typed } from '../life/row.ts'
import { linesOf } from './lines.ts'

/** Each is sent once of a due day: days before it, on it, and after it, when the superior hears of it too. */
const stages = ['before', 'on', 'after'] as const
type Stage = (typeof stages)[number]
/** Days before the due day at which it is recalled. */
const ahead = 3
/** Issues looked at in one transaction, an owner's side by side: who has more of them gets a second letter. */
const batch = 500

type Due = Issue & { today: string }

/** Reminds of issues before, on and after their due day, and tells the superior of what is overdue. Twice a day changes nothing. */
export async function remindIssues(kernel: Kernel): Promise<{ reminded: number; escalated: number }> {
  const done = { reminded: 0, escalated: 0 }
  for (let found = batch; found === batch; )
    found = await asSystem(kernel, async (ctx) => {
      const rows = await readDue(ctx)
      let taken = 0
      const letters: Letter[] = []
      for (const row of rows)
        if (await isStill(ctx, row)) {
          letters.push(...(await remind(ctx, row, done)))
          taken += 1
        }
      await send(ctx, letters)
      if (taken === 0) ctx.unchanged()
      return taken
    })
  return done
}

async function readDue({ tx, now }: Ctx): Promise<Due[]> {
  const { rows } = await sql<Parameters<typeof typed>[0] & { today: string }>`
    select i.*, day.today
    from kernel.issue i
    join kernel.organisation o on o.id = i.org_id
    cross join lateral (select (${now}::timestamptz at time zone o.time_zone)::date as today) day
    where i.state in ('notified', 'planned', 'rectifying', 'returned', 'reopened')
      and case
        when day.today > i.due_on then not 'after' = any(i.reminded)
        when day.today = i.due_on then not 'on' = any(i.reminded)
        else day.today >= i.due_on - ${ahead}::int and not 'before' = any(i.reminded)
      end
    order by i.responsible_id, i.due_on, i.id limit ${batch}`.execute(tx)
  return rows.map((row) => ({ ...typed(row), today: row.today }))
}

/** Whether it is as it was found, and now this transaction's: another server may have reminded of it meanwhile. */
async function isStill({ tx }: Ctx, issue: Due): Promise<boolean> {
  const still = sql`version = ${issue.version} and reminded = ${issue.reminded}::text[]`
  return (await takeRows(tx, 'kernel.issue', [issue], still)).length > 0
}

type Letter = { issue: Due; person_id: string; stage: Stage | 'superior' }

async function remind(
  ctx: Ctx,
  issue: Due,
  done: { reminded: number; escalated: number },
): Promise<Letter[]> {
  const left = daysBetween(issue.today, issue.due_on)
  const stage: Stage = left < 0 ? 'after' : left === 0 ? 'on' : 'before'
  // A stage that was missed while the server stood still is not made up for.
  const reminded = stages.slice(0, stages.indexOf(stage) + 1)
  await ctx.tx
    .updateTable('kernel.issue')
    .set({ reminded: [...reminded] })
    .where('org_id', '=', issue.org_id)
    .where('id', '=', issue.id)
    .execute()
  const letters: Letter[] = issue.responsible_id ? [{ issue, person_id: issue.responsible_id, stage }] : []
  const superior = stage === 'after' ? await findSuperior(ctx, issue) : null
  if (superior) {
    await escalate(ctx, issue, superior)
    letters.push({ issue, person_id: superior.person_id, stage: 'superior' })
  }
  ctx.record({
    ...{ action: 'issues.issue.remind', ...subjectOf(issue), number: issue.number, title: issue.title },
    diff: { days_left: [null, left], ...(superior ? { superior: [null, superior.name] } : {}) },
  })
  done.reminded += 1
  if (superior) done.escalated += 1
  return letters
}

/** One letter each, however many issues of these one is reminded of; what is overdue below one is a letter of its own. */
async function send(ctx: Ctx, letters: Letter[]): Promise<void> {
  const groups = Map.groupBy(letters, ({ person_id, stage }) => `${person_id} ${stage === 'superior'}`)
  const base = ctx.app.configuration.base_url
  for (const group of groups.values()) {
    const [first] = group
    if (!first) continue
    const { issue, person_id, stage } = first
    if (group.length === 1) {
      await write(ctx, issue, first)
      continue
    }
    const issues = group.map((letter) => letter.issue)
    const above = stage === 'superior'
    const orgs = new Set(issues.map(({ org_id }) => org_id))
    await queueMail(ctx, {
      // What speaks of several organisations is headquarters' to look after.
      org_id: orgs.size === 1 ? issue.org_id : await headquartersOf(ctx),
      ...{ person_id, template: above ? 'issues.mail.superior_round' : 'issues.mail.round', link: '/inbox' },
      notice: above ? 'escalation' : 'reminder',
      params: (language) => ({ count: issues.length, issues: linesOf(issues, { language, base }) }),
    })
  }
}

const write = (ctx: Ctx, issue: Due, { person_id, stage }: Pick<Letter, 'person_id' | 'stage'>) =>
  queueMail(ctx, {
    ...{ org_id: issue.org_id, person_id, template: `issues.mail.${stage}`, link: linkOf(issue.id) },
    notice: stage === 'superior' ? 'escalation' : 'reminder',
    params: (language) => ({
      ...{ number: issue.number, what: translate(language, issue.kind, issue.params) },
      ...{ title: issue.title, due_on: formatDate(language, issue.due_on) },
      count: Math.abs(daysBetween(issue.today, issue.due_on)),
    }),
  })

type Superior = { person_id: string; name: string }

/** Told, with a task that stays until the issue is no longer overdue. */
async function escalate(ctx: Ctx, issue: Due, { person_id }: Superior) {
  await openTask(ctx, {
    ...{ ...subjectOf(issue), person_id, kind: overdueTask, title: issue.title, link: linkOf(issue.id) },
    ...{ params: { number: issue.number }, own_mail: true },
  })
}

/** Who leads the organisation, unless that is who is late, else the next above: as roles and headships stand today. */
async function findSuperior({ tx, now }: Ctx, issue: Issue): Promise<Superior | null> {
  const { rows } = await sql<Superior>`
    with heads as materialized (
      select a.person_id, a.org_id, a.starts_on, a.ends_on from kernel.assignment a
      where a.kind = 'head' and a.org_id in (
        select unnest(i.path) from kernel.organisation i where i.id = ${issue.org_id})
    )
    select s.person_id, p.name
    from kernel.organisation o
    cross join lateral (select (${now}::timestamptz at time zone o.time_zone)::date as day) today
    join lateral (
      select h.person_id, h.org_id, h.starts_on, h.ends_on from heads h
      union all
      select r.person_id, r.organisation_id, r.starts_on, r.ends_on from kernel.role_assignment r
      where r.organisation_id = any(o.path) and r.role_key in ('head', 'region_lead', 'partner')
        and (r.with_subtree or r.organisation_id = o.id)
      union all
      select r.person_id, r.organisation_id, r.starts_on, r.ends_on from kernel.role_assignment r
      where r.organisation_id = o.path[1] and r.role_key = 'hq_ops'
    ) s on s.starts_on <= today.day and (s.ends_on is null or s.ends_on > today.day)
    join kernel.person p on p.id = s.person_id and p.active
    where o.id = ${issue.org_id} and s.person_id is distinct from ${issue.responsible_id}
      and exists (select from kernel.account c where c.person_id = p.id and c.disabled_at is null)
      and exists (
        select from kernel.role_assignment h join kernel.role_permission g
          on g.role_key = h.role_key and g.permission = 'issues.issue.read'
        where h.person_id = p.id and h.organisation_id = any(o.path) and (h.with_subtree or h.organisation_id = o.id)
          and h.starts_on <= today.day and (h.ends_on is null or h.ends_on > today.day)
      )
    order by array_position(o.path, s.org_id) desc, s.person_id limit 1`.execute(tx)
  return rows[0] ?? null
}
