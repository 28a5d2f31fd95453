import { sql } from 'kysely'
import type { WorkCalendar } from '../../calendar/calendar.ts'
import { calendarOf } from '../../calendar/calendar-of.ts'
import { workingTimeBetween } from '../../calendar/working-time.ts'
import type { Ctx, Kernel } from '../../http/context.ts'
import { asSystem } from '../../http/open-context.ts'

type Request = { org_id: string; id: string }
type Table = 'approval_step' | 'approval_signer'
type Span = { id: string; begins: string; ends: string }

/** Keeps how many working minutes each step took and each answer let wait, once it is closed or given. */
export async function measure(ctx: Ctx, request: Request): Promise<void> {
  await forgetTakenBack(ctx, request)
  const steps = await unmeasured(ctx, request, 'approval_step')
  const answers = await unmeasured(ctx, request, 'approval_signer')
  if (steps.length + answers.length === 0) return
  const calendar = await calendarOf(ctx, request.org_id)
  await keep(ctx, request, 'approval_step', steps, calendar)
  await keep(ctx, request, 'approval_signer', answers, calendar)
}

/** A step that is open again, and an answer no longer given, count for nothing, whoever gave it. */
async function forgetTakenBack({ tx }: Ctx, { org_id, id }: Request): Promise<void> {
  await sql`update kernel.approval_step set worked_minutes = null
    where org_id = ${org_id} and request_id = ${id} and closed_at is null and worked_minutes is not null`.execute(
    tx,
  )
  await sql`update kernel.approval_signer set worked_minutes = null, answered_by_id = null
    where org_id = ${org_id} and request_id = ${id} and answered_at is null
      and (worked_minutes is not null or answered_by_id is not null)`.execute(tx)
}

/** Requests from before anything was measured, a batch each time. */
export async function measureEarlier(kernel: Kernel, { batch = 500 } = {}): Promise<void> {
  await asSystem(
    kernel,
    async (ctx) => {
      const rows = await ctx.tx
        .selectFrom('kernel.approval_step')
        .select(['org_id', 'request_id as id'])
        .distinct()
        .where('closed_at', 'is not', null)
        .where('worked_minutes', 'is', null)
        .where('state', '<>', 'skipped')
        .limit(batch)
        .execute()
      for (const row of rows) await measure(ctx, row)
    },
    { untrailed: 'what is measured follows from what the trail holds already' },
  )
}

const columns = {
  approval_step: sql`id, opened_at begins, closed_at ends`,
  approval_signer: sql`id, asked_at begins, answered_at ends`,
}
const closed = {
  approval_step: sql<boolean>`closed_at is not null and state <> 'skipped'`,
  approval_signer: sql<boolean>`asked_at is not null and answered_at is not null`,
}

async function unmeasured({ tx }: Ctx, { org_id, id }: Request, table: Table): Promise<Span[]> {
  const { rows } = await sql<Span>`
    select ${columns[table]} from ${sql.table(`kernel.${table}`)}
    where org_id = ${org_id} and request_id = ${id} and worked_minutes is null and ${closed[table]}`.execute(
    tx,
  )
  return rows
}

async function keep({ tx }: Ctx, { org_id }: Request, table: Table, spans: Span[], calendar: WorkCalendar) {
  for (const { id, begins, ends } of spans) {
    const minutes = Math.round(workingTimeBetween(calendar, new Date(begins), new Date(ends)))
    await sql`update ${sql.table(`kernel.${table}`)} set worked_minutes = ${minutes}
      where org_id = ${org_id} and id = ${id}`.execute(tx)
  }
}
