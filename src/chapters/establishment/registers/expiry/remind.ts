import { sql } from 'kysely'
import { calendarOf } from '../../../../kernel/calendar/calendar-of.ts'
import { endOfWork } from '../../../../kernel/calendar/working-days.ts'
import { takeRows } from '../../../../kernel/db/lock.ts'
import type { Ctx, Kernel } from '../../../../kernel/http/context.ts'
import { asSystem } from '../../../../kernel/http/open-context.ts'
import { openIssue } from '../../../../kernel/issues/open.ts'
import { nameIn } from '../../../../kernel/language/contract.ts'
import { translate } from '../../../../kernel/language/translate.ts'
import { queueMail } from '../../../../kernel/mail/queue.ts'
import { parameter } from '../../../../kernel/regulation/values.ts'
import { openTask } from '../../../../kernel/tasks/open.ts'
import { settleLicence, subjectOf } from './settle.ts'
import { whomToTell } from './whom.ts'

type Ending = {
  org_id: string
  id: string
  kind: string
  number: string
  expires_on: string
  left: number
  reminded: number[]
  name: string
  name_en: string | null
}

/** So many licences a run speaks of at most: the next run takes the others. */
const atOnce = 500
const linkOf = (id: string) => `/establishment/licences/${id}/renew`

/**
 * Reminds of every licence that runs out, at each stage once and on the day, and opens an issue for each that has run
 * out. What was renewed, prolonged or removed meanwhile is settled. Run by the hour as the system: a day begins where
 * the organisation is.
 */
export async function remindLicences(
  kernel: Kernel,
): Promise<{ reminded: number; opened: number; settled: number }> {
  return asSystem(kernel, async (ctx) => {
    const stages = [...(await parameter(ctx, 'licence_reminder_days')), 0]
    const done = { reminded: 0, opened: 0, settled: await settleOthers(ctx) }
    for (const ending of await readEnding(ctx, stages)) {
      if (!(await isStill(ctx, ending))) continue
      if (ending.left < 0) done.opened += await openEnded(ctx, ending)
      else done.reminded += await remind(ctx, ending, stages)
    }
    if (done.reminded + done.opened + done.settled === 0) ctx.unchanged()
    return done
  })
}

/** Those of which something is to be said now that wasn't said before. */
async function readEnding({ tx, now }: Ctx, stages: number[]): Promise<Ending[]> {
  const { rows } = await sql<Ending>`
    select l.org_id, l.id, l.kind, l.number, l.expires_on, l.expires_on - day.today as left,
      coalesce(w.reminded, '{}') as reminded, o.name, o.name_en
    from establishment.licence l
    join kernel.organisation o on o.id = l.org_id and o.life in ('preparing', 'active', 'suspended')
    cross join lateral (select (${now}::timestamptz at time zone o.time_zone)::date as today) day
    left join establishment.licence_watch w
      on w.org_id = l.org_id and w.licence_id = l.id and w.expires_on = l.expires_on
    where l.expires_on <= day.today + ${Math.max(...stages)}::int
      and not exists (select from establishment.licence_renewal n where n.org_id = l.org_id and n.licence_id = l.id)
      and case when l.expires_on < day.today then w.issue_id is null else exists (
        select from unnest(${stages}::int[]) stage
        where l.expires_on - day.today <= stage and not stage = any(coalesce(w.reminded, '{}'))
      ) end
    order by l.expires_on, l.id
    limit ${atOnce}`.execute(tx)
  return rows
}

/** Whether nobody has spoken of it meanwhile; it is this transaction's from here on. */
async function isStill({ tx }: Ctx, ending: Ending): Promise<boolean> {
  const still = sql`expires_on = ${ending.expires_on} and not exists (
    select from establishment.licence_watch w
    where w.org_id = ${ending.org_id} and w.licence_id = ${ending.id} and w.expires_on = ${ending.expires_on}
      and (w.issue_id is not null or w.reminded <> ${ending.reminded}::int[]))`
  return (await takeRows(tx, 'establishment.licence', [ending], still)).length > 0
}

/** The stages that have come; several at once are one reminder. */
async function remind(ctx: Ctx, ending: Ending, stages: number[]): Promise<1> {
  const { left, reminded, org_id, id, expires_on } = ending
  const come = stages.filter((stage) => left <= stage && !reminded.includes(stage))
  await watch(ctx, ending, { reminded: [...reminded, ...come] })
  const { own, headquarters } = await whomToTell(ctx, org_id)
  if (reminded.length === 0)
    for (const person_id of own)
      await openTask(ctx, {
        ...{ org_id, person_id, ...subjectOf(id), title: ending.name, link: linkOf(id) },
        kind: 'establishment.licence_expiry.task_renew',
        params: paramsOf(ending),
        due_at: endOfWork(await calendarOf(ctx, org_id), expires_on),
        ...{ own_reminders: true, own_mail: true },
      })
  await tell(ctx, ending, [...own, ...headquarters], left === 0 ? 'licence_ends_today' : 'licence_ends')
  record(ctx, ending, 'remind', { days_left: [null, left] })
  return 1
}

async function openEnded(ctx: Ctx, ending: Ending): Promise<0 | 1> {
  const { org_id, id, expires_on, name } = ending
  const { own, headquarters } = await whomToTell(ctx, org_id)
  const { id: issue_id, opened } = await openIssue(ctx, {
    ...{ org_id, ...subjectOf(id), title: name, link: linkOf(id), params: paramsOf(ending) },
    kind: 'establishment.licence_expiry.issue_ended',
    ...{ source: 'registration', severity: 'major', clause: '2.3.3', responsible_id: own[0] ?? null },
  })
  await watch(ctx, ending, { issue_id })
  await tell(ctx, ending, [...own, ...headquarters], 'licence_ended')
  record(ctx, ending, 'run_out', { expires_on: [null, expires_on] })
  return opened ? 1 : 0
}

async function watch(
  { tx }: Ctx,
  { org_id, id: licence_id, expires_on, reminded: before }: Ending,
  { reminded = before, issue_id = null }: { reminded?: number[]; issue_id?: string | null },
) {
  await tx
    .insertInto('establishment.licence_watch')
    .values({ org_id, licence_id, expires_on, reminded, issue_id })
    .onConflict((on) => on.columns(['org_id', 'licence_id']).doUpdateSet({ expires_on, reminded, issue_id }))
    .execute()
}

/** What was said of licences that were renewed, removed, or hold until another day by now, is over. */
async function settleOthers(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ org_id: string; licence_id: string }>`
    select w.org_id, w.licence_id
    from establishment.licence_watch w
    left join establishment.licence l on l.org_id = w.org_id and l.id = w.licence_id
    where l.expires_on is distinct from w.expires_on
    limit ${atOnce}`.execute(ctx.tx)
  for (const row of rows) await settleLicence(ctx, row)
  return rows.length
}

const paramsOf = ({ kind, number, expires_on }: Ending) => ({
  licence: Object.fromEntries(
    (['zh-CN', 'zh-TW', 'en'] as const).map((language) => [
      language,
      `${translate(language, `establishment.licences.kinds.${kind}`)} ${number}`,
    ]),
  ),
  expires_on,
})

async function tell(ctx: Ctx, ending: Ending, persons: string[], letter: string) {
  const { org_id, id, left, name, name_en } = ending
  for (const person_id of persons)
    await queueMail(ctx, {
      ...{
        org_id,
        person_id,
        template: `establishment.mail.${letter}`,
        link: linkOf(id),
        notice: 'reminder',
      },
      params: (language) => ({
        ...paramsOf(ending),
        organisation: nameIn(language, { name, name_en }),
        count: left,
      }),
    })
}

function record(
  ctx: Ctx,
  { org_id, id, number }: Ending,
  verb: string,
  diff: Record<string, [unknown, unknown]>,
) {
  ctx.record({ action: `establishment.licence.${verb}`, org_id, ...subjectOf(id), title: number, diff })
}
