import { sql } from 'kysely'
import { calendarOf } from '../../calendar/calendar-of.ts'
import { workingTimeBetween } from '../../calendar/working-time.ts'
import { takeRows } from '../../db/lock.ts'
import type { Ctx, Kernel } from '../../http/context.ts'
import { asSystem } from '../../http/open-context.ts'
import type { Titled } from '../../language/titles/contract.ts'
import type { FlowStep } from '../flow/contract.ts'
import { proxiesOf } from '../proxy/stands-in.ts'
import { openEscalated } from '../urge/escalate.ts'
import { mailReminder } from './mail-reminder.ts'
import { type People, readPeople } from './people.ts'
import { readStored, type StepRow, type StoredRequest, toApproval } from './rows.ts'
import { recordOnSubject } from './start.ts'
import { tellableSuperiors } from './superiors.ts'

/** Shares of a step's working time after which it is reminded of; with the last the superiors are told. */
const stages = [
  ['soon', 0.8],
  ['due', 1],
  ['overdue', 1.5],
] as const
export type Stage = (typeof stages)[number][0]

export type Reminder = {
  stage: Stage
  org_id: string
  request_id: string
  subject: { type: string; id: string; number: string | null; title: string; link: string }
  step: Titled
  due_at: string
  /** Who hasn't answered. */
  persons: string[]
  /** Who decides in the place of any of them now. */
  proxies: string[]
  /** Their superiors, at `overdue`. */
  superiors: string[]
}

type Place = { due_at: string; id: string }

/**
 * Tells those who are to decide, and at last their superiors, of every step whose time has come, each stage once.
 * Time passing never decides anything: nothing here passes or fails a step. Returns how many reminders there were.
 */
export async function remindApprovals(
  kernel: Kernel,
  { batch = 200 }: { batch?: number } = {},
): Promise<number> {
  let count = 0
  let after: Place | undefined
  do {
    const done = await asSystem(kernel, async (ctx) => {
      const { reminders, last } = await remindDue(ctx, { batch, after })
      for (const reminder of reminders) {
        await mailReminder(ctx, reminder)
        await openEscalated(ctx, reminder, { kind: 'approvals.inbox.overdue' })
      }
      return { count: reminders.length, last }
    })
    count += done.count
    after = done.last
  } while (after)
  return count
}

/** What is to be reminded of now among the next open steps, by due time; `last` is where the rest begins. */
export async function remindDue(
  ctx: Ctx,
  { batch = 200, after }: { batch?: number; after?: Place | undefined } = {},
): Promise<{ reminders: Reminder[]; last: Place | undefined }> {
  let open = ctx.tx
    .selectFrom('kernel.approval_step')
    .selectAll()
    .where('state', '=', 'open')
    .where('due_at', 'is not', null)
    .where((eb) => eb.not(eb(eb.val('overdue'), '=', eb.fn.any('reminded'))))
  if (after) open = open.where(sql<boolean>`(due_at, id) > (${after.due_at}, ${after.id})`)
  const found = await open.orderBy('due_at').orderBy('id').limit(batch).execute()
  const still = sql`state = 'open' and not 'overdue' = any(reminded)`
  const steps = await takeRows(ctx.tx, 'kernel.approval_step', found, still)
  const reminders: Reminder[] = []
  for (const step of steps) {
    const reminder = await remindOf(ctx, step)
    if (reminder) reminders.push(reminder)
  }
  if (reminders.length === 0) ctx.unchanged()
  const end = found.length === batch ? found.at(-1) : undefined
  return { reminders, last: end?.due_at ? { due_at: end.due_at, id: end.id } : undefined }
}

async function remindOf(ctx: Ctx, step: StepRow): Promise<Reminder | undefined> {
  const stage = await stageOf(ctx, step)
  if (!stage || step.reminded.includes(stage)) return undefined
  await ctx.tx
    .updateTable('kernel.approval_step')
    .set({ reminded: [...step.reminded, stage] })
    .where('org_id', '=', step.org_id)
    .where('id', '=', step.id)
    .execute()
  const stored = await readStored(ctx, step.request_id, { lock: false })
  recordOnSubject(ctx, stored.row, 'remind', { note: stage })
  const { proxies: _, ...reminder } = describe(stored, step, stage, await readPeople(ctx, stored.row))
  return { ...reminder, proxies: await proxiesOf(ctx, reminder.persons) }
}

/** The latest stage reached on the organisation's working calendar. */
async function stageOf(ctx: Ctx, { org_id, opened_at, due_at }: StepRow): Promise<Stage | undefined> {
  const calendar = await calendarOf(ctx, org_id)
  const opened = new Date(opened_at)
  const allowed = workingTimeBetween(calendar, opened, new Date(due_at ?? opened_at))
  const gone = workingTimeBetween(calendar, opened, ctx.now)
  return stages.findLast(([, share]) => gone >= allowed * share)?.[0]
}

function describe(stored: StoredRequest, step: StepRow, stage: Stage, people: People): Reminder {
  const { row, signers } = stored
  const { title, title_tw, title_en } = toApproval(stored).flow.steps[step.position] as FlowStep
  const persons = signers
    .filter((signer) => signer.step_id === step.id && signer.state === 'open')
    .map((signer) => signer.person_id)
  return {
    stage,
    org_id: row.org_id,
    request_id: row.id,
    subject: {
      type: row.subject_type,
      id: row.subject_id,
      number: row.subject_number,
      title: row.subject_title,
      link: row.subject_link,
    },
    step: { title, title_tw, title_en },
    due_at: step.due_at ?? step.opened_at,
    persons,
    proxies: [],
    superiors: stage === 'overdue' ? tellableSuperiors(people, persons, stored) : [],
  }
}
