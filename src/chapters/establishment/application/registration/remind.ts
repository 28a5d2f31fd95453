import { sql } from 'kysely'
import { calendarOf } from '../../../../kernel/calendar/calendar-of.ts'
import { daysBetween, endOfWork } from '../../../../kernel/calendar/working-days.ts'
import type { Ctx, Kernel } from '../../../../kernel/http/context.ts'
import { asSystem } from '../../../../kernel/http/open-context.ts'
import { openIssue } from '../../../../kernel/issues/open.ts'
import { type Titled, titlesOf } from '../../../../kernel/language/titles/contract.ts'
import { openTask } from '../../../../kernel/tasks/open.ts'
import { linkOf } from '../life/row.ts'
import { tell } from '../life/tell.ts'

/** Days before the due day at which whoever applied is reminded. */
const stages = [10, 3] as const

type Due = Titled & {
  org_id: string
  id: string
  kind: string
  application_id: string
  due_on: string
  reminded: number[]
  name: string
  applicant_id: string
  today: string
}

type Said = { reminded: number; opened: number }

/**
 * Reminds of every registration that is due, each stage once, and opens an issue for each that is overdue, each in a
 * transaction of its own: one that fails is logged and keeps none of the others waiting. Run by the hour as the system; a
 * second run the same day finds nothing to do.
 */
export async function remindRegistrations(kernel: Kernel): Promise<Said> {
  const done = { reminded: 0, opened: 0 }
  for (const due of await asSystem(kernel, (ctx) => readDue(ctx), { readOnly: true }))
    try {
      const said = await asSystem(kernel, (ctx) => speakOf(ctx, due))
      if (said) done[said]++
    } catch (error) {
      kernel.log.error(error, `registration ${due.id}`)
    }
  return done
}

/** Locks it and looks again: whoever comes second passes by, or finds that it was said. */
async function speakOf(ctx: Ctx, one: Due): Promise<keyof Said | null> {
  const [due] = await readDue(ctx, one)
  const left = due ? daysBetween(due.today, due.due_on) : 0
  if (due && left < 0) return (await openOverdue(ctx, due)) ? 'opened' : null
  if (due && (await remind(ctx, due, left))) return 'reminded'
  ctx.unchanged()
  return null
}

/** Those in their last days or overdue; `one`: that one alone, locked. */
async function readDue(ctx: Ctx, one?: Pick<Due, 'org_id' | 'id'>): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select r.org_id, r.id, r.kind, r.application_id, r.due_on, r.reminded, k.title, k.title_tw, k.title_en, a.name, a.applicant_id, day.today
    from establishment.registration r
    join establishment.registration_kind k on k.key = r.kind
    join establishment.application a on a.org_id = r.org_id and a.id = r.application_id
    join kernel.organisation o on o.id = r.org_id
    cross join lateral (select (${ctx.now}::timestamptz at time zone o.time_zone)::date as today) day
    where r.filed_at is null and a.state in ('approved', 'issued')
      and r.due_on <= day.today + ${stages[0]}::int
      and (r.due_on >= day.today or r.issue_id is null)
      ${one ? sql`and r.org_id = ${one.org_id} and r.id = ${one.id}` : sql``}
    order by r.due_on, r.id
    ${one ? sql`for update of r skip locked` : sql``}`.execute(ctx.tx)
  return rows
}

/** The stages that have come; several at once are one reminder. */
async function remind(ctx: Ctx, due: Due, left: number): Promise<0 | 1> {
  const come = stages.filter((stage) => left <= stage && !due.reminded.includes(stage))
  if (come.length === 0) return 0
  await ctx.tx
    .updateTable('establishment.registration')
    .set({ reminded: [...due.reminded, ...come] })
    .where('org_id', '=', due.org_id)
    .where('id', '=', due.id)
    .execute()
  const { org_id, applicant_id: person_id } = due
  const params = { registration: titlesOf(due), organisation: due.name, due_on: due.due_on, count: left }
  if (due.reminded.length === 0)
    await openTask(ctx, {
      ...{
        org_id,
        person_id,
        params,
        ...subjectOf(due),
        title: due.name,
        link: linkOf(due.application_id),
      },
      kind: 'establishment.registration.task_due',
      due_at: endOfWork(await calendarOf(ctx, org_id), due.due_on),
    })
  await tell(ctx, due, 'registration_due', params)
  record(ctx, due, 'remind_registration', { days_left: [null, left] })
  return 1
}

async function openOverdue(ctx: Ctx, due: Due): Promise<0 | 1> {
  const { id: issue_id, opened } = await openIssue(ctx, {
    org_id: due.org_id,
    kind: 'establishment.registration.issue_overdue',
    params: { registration: titlesOf(due), due_on: due.due_on },
    ...{ title: due.name, severity: 'major', clause: '2.2.4', source: 'registration', ...subjectOf(due) },
    ...{ link: linkOf(due.application_id), responsible_id: due.applicant_id },
  })
  await ctx.tx
    .updateTable('establishment.registration')
    .set({ issue_id })
    .where('org_id', '=', due.org_id)
    .where('id', '=', due.id)
    .execute()
  await tell(ctx, due, 'registration_overdue', {
    registration: titlesOf(due),
    organisation: due.name,
    due_on: due.due_on,
  })
  record(ctx, due, 'registration_overdue', { due_on: [null, due.due_on] })
  return opened ? 1 : 0
}

const subjectOf = ({ id }: Due) => ({ subject_type: 'establishment.registration', subject_id: id })

function record(ctx: Ctx, due: Due, verb: string, diff: Record<string, [unknown, unknown]>) {
  ctx.record({
    action: `establishment.application.${verb}`,
    ...{ org_id: due.org_id, subject_type: 'establishment.application', subject_id: due.application_id },
    ...{ title: due.name, diff: { registration: [null, due.kind], ...diff } },
  })
}
