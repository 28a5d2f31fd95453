import { calendarsOf } from '../../../../kernel/calendar/calendar-of.ts'
import { dayIn } from '../../../../kernel/calendar/working-days.ts'
import { insertMany } from '../../../../kernel/db/insert-many.ts'
import { newId } from '../../../../kernel/db/new-id.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { issueNumbers } from '../../../../kernel/numbering/issue-many.ts'
import { indexEntries } from '../../../../kernel/search/index-entry.ts'
import { readCompanySettings } from '../../../../kernel/settings/company.ts'
import { noteEntered } from '../../analysis/tally/note.ts'
import { never } from '../../clocks/keep.ts'
import { linkOf, subjectOf, subjectType } from '../../complaint/life/row.ts'
import { numberOf } from '../../complaint/number.ts'
import { subjectIn } from '../../complaint/unworded.ts'
import { readKeptSince } from '../../forget.ts'
import { noteFed } from '../../indicators/note-fed.ts'
import { readTitles } from '../../terms/rows.ts'
import type { Plan } from '../judging/plan.ts'
import { stateOf } from '../judging/times.ts'
import { clocksOf, type SetClocks } from './clocks.ts'
import type { TimesByDay } from './times-by-day.ts'

/** A complaint that came in. Without `complainant` where it was over for longer than that is kept. */
export type PutIn = Omit<Plan, 'complainant'> & {
  complainant: Plan['complainant'] | null
  id: string
  org_id: string
  number: string
  state: ReturnType<typeof stateOf>
  clocks: SetClocks
  /** What it is called in English, where nobody gave it a subject. */
  title_en: string | null
}

/**
 * Enters a set of complaints with a few statements, whatever their number: each with the next number of its year, its
 * clocks, who complained, where it came from, its entry for the search and one in the trail of its organisation. Nobody
 * outside is written to, and no code is given: whoever complained has heard of it elsewhere. Where the file gave no
 * subject it is called by its kind and service, as what customers enter themselves. One that was over for longer
 * than it is kept who complained and what was said comes in without that.
 */
export async function putIn(
  ctx: Ctx,
  plans: Plan[],
  { import_id, times }: { import_id: string; times: TimesByDay },
): Promise<PutIn[]> {
  const { currency, time_zone } = await readCompanySettings(ctx.tx)
  const calendars = await calendarsOf(ctx, [...new Set(plans.map(({ place }) => place.id))])
  const since = await readKeptSince(ctx)
  const called = await callInSet(ctx)
  const made: PutIn[] = []
  for (const plan of plans) {
    const over = plan.closed_at !== null && plan.closed_at < since
    const limits = await times.on(ctx, dayIn(time_zone, plan.received_at))
    const clocks = clocksOf(plan, calendars.get(plan.place.id)!, limits, ctx.now)
    made.push({
      ...plan,
      ...called(plan),
      ...(over ? { complainant: null, description: '', answer: null } : {}),
      id: newId(),
      org_id: plan.place.id,
      number: '',
      state: stateOf(plan),
      clocks,
    })
  }
  await number(ctx, made)
  const rows = made.map((one) => rowOf(ctx, one, currency))
  await insertMany(ctx.tx, 'complaints.complaint', rows)
  await noteEntered(ctx, rows)
  await insertMany(
    ctx.tx,
    'complaints.complainant',
    made.flatMap(({ org_id, id, complainant }) =>
      complainant ? [{ org_id, complaint_id: id, ...complainant }] : [],
    ),
  )
  await insertMany(
    ctx.tx,
    'complaints.clock',
    made.flatMap(({ org_id, id, clocks }) =>
      clocks.rows.map((clock) => ({ org_id, complaint_id: id, ...clock })),
    ),
  )
  await insertMany(ctx.tx, 'complaints.rating', made.flatMap(ratingOf))
  await noteFed(ctx, made)
  await insertMany(
    ctx.tx,
    'complaints.import_origin',
    made.map(({ org_id, id, key, content, line }) => ({
      org_id,
      complaint_id: id,
      key,
      content,
      import_id,
      line,
    })),
  )
  await indexEntries(
    ctx,
    made.map(({ org_id, id, number, subject, title_en, description, received_at }) => ({
      ...{
        org_id,
        id,
        subject_type: subjectType,
        number,
        link: linkOf(id),
        title: subject,
        title_en,
        text: description,
      },
      came_at: received_at.toISOString(),
    })),
  )
  for (const one of made) record(ctx, one)
  return made
}

/** No word of the customer's becomes a subject: it outlives who complained, in lists, tasks and the trail. */
async function callInSet({ tx }: Ctx) {
  const [zh, en] = [await readTitles({ tx, language: 'zh-CN' }), await readTitles({ tx, language: 'en' })]
  return ({ worded, subject, kind, service }: Plan) => {
    const about = {
      ...{ kind: kind.key, kind_version: kind.version, subject, worded },
      ...{ service_key: service?.key ?? null, service_version: service?.version ?? 1 },
    }
    return { subject: subjectIn('zh-CN', zh, about), title_en: worded ? null : subjectIn('en', en, about) }
  }
}

/** Numbers of a year follow each other in the order of the file; years are locked in their own. */
async function number(ctx: Ctx, made: PutIn[]): Promise<void> {
  const byYear = Map.groupBy(made, ({ place, received_at }) =>
    dayIn(place.time_zone, received_at).slice(0, 4),
  )
  for (const [year, ones] of [...byYear].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const texts = await issueNumbers(ctx, {
      ...{ series: subjectType, period: year, subject_type: subjectType, subjects: ones.map(({ id }) => id) },
      format: (n) => numberOf(year, n),
    })
    for (const [at, one] of ones.entries()) one.number = texts[at]!
  }
}

/** What somebody handled elsewhere they know: it doesn't lie unread. */
function rowOf({ now, actor }: Ctx, one: PutIn, currency: string) {
  const { org_id, id, number, state, kind, service, cause, handler_id, clocks } = one
  const given = handler_id ? (one.closed_at ? one.received_at : now) : null
  return {
    ...{ org_id, id, number, state, channel: 'import' as const, currency },
    ...{ kind: kind.key, kind_version: kind.version, severity: one.severity },
    ...{ service_key: service?.key ?? null, service_version: service?.version ?? 1 },
    ...{ cause_key: cause?.key ?? null, cause_version: cause?.version ?? null },
    ...{ subject: one.subject, worded: one.worded, description: one.description, service_on: one.service_on },
    ...{ staff_id: one.staff_id, claimed: one.claimed, answer: one.answer },
    ...{ handler_id, assigned_at: given, read_at: given, next_due_at: clocks.next_due_at ?? never },
    ...{ received_at: one.received_at, received_by: actor.person_id, acknowledged_at: one.acknowledged_at },
    ...{ resolved_at: one.resolved_at, closed_at: one.closed_at, extensions: 0, version: 1 },
    ...{ reopenings: 0, objections: 0 },
    forgotten_at: one.complainant ? null : now,
  }
}

const ratingOf = ({ org_id, id, stars, resolved_at, closed_at }: PutIn) =>
  stars === null || resolved_at === null
    ? []
    : [{ org_id, complaint_id: id, stars, rated_at: closed_at ?? resolved_at }]

function record(ctx: Ctx, { org_id, id, number, subject, severity, state, clocks }: PutIn): void {
  ctx.record({
    action: 'complaints.complaint.import',
    ...{ ...subjectOf({ org_id, id }), number, title: subject },
    diff: {
      ...{ channel: [null, 'import'], severity: [null, severity], state: [null, state] },
      ...(clocks.late ? { stage: [null, clocks.late] } : {}),
    },
  })
}
