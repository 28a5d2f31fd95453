import { sql } from 'kysely'
import { Problem } from '../../../kernel/errors/problem.ts'
import type { Ctx, Kernel } from '../../../kernel/http/context.ts'
import { asSystem } from '../../../kernel/http/open-context.ts'
import { openTask } from '../../../kernel/tasks/open.ts'
import { complete } from './decision/carry-out.ts'
import { recordOn } from './life/move.ts'
import { type Change, linkOf, subjectOf, typed } from './life/row.ts'

type Due = { org_id: string; id: string }

/**
 * Carries out every approved filing whose day has begun where its organisation is, each in a transaction of its own. Run
 * every minute: whatever came due while no worker ran is carried out by the next run, from the day it was to hold, and
 * none twice. One that is refused as things stand is held up: its applicant is told once, and it is tried again. One that
 * fails is logged, tried again, and keeps none of the others waiting.
 */
export async function applyDueChanges(kernel: Kernel): Promise<{ applied: number; held_up: number }> {
  const done = { applied: 0, held_up: 0 }
  for (const due of await asSystem(kernel, readDue, { readOnly: true })) {
    try {
      if (await asSystem(kernel, (ctx) => applyOne(ctx, due))) done.applied++
    } catch (error) {
      if (!(error instanceof Problem)) {
        kernel.log.error(error, `change ${due.id}`)
        continue
      }
      await asSystem(kernel, (ctx) => holdUp(ctx, due, error))
      done.held_up++
    }
  }
  return done
}

async function readDue(ctx: Ctx): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select c.org_id, c.id from establishment.change c join kernel.organisation o on o.id = c.org_id
    where c.state = 'approved' and c.effective_on <= (${ctx.now}::timestamptz at time zone o.time_zone)::date
    order by c.effective_on, c.approved_at, c.id`.execute(ctx.tx)
  return rows
}

/** Whoever comes second finds it completed, or passes by while the first is at it. */
async function lockDue(ctx: Ctx, { org_id, id }: Due): Promise<Change | undefined> {
  const row = await ctx.tx
    .selectFrom('establishment.change')
    .selectAll()
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .where('state', '=', 'approved')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row && typed(row)
}

async function applyOne(ctx: Ctx, due: Due): Promise<boolean> {
  const change = await lockDue(ctx, due)
  if (change) await complete(ctx, change)
  else ctx.unchanged()
  return change !== undefined
}

async function holdUp(ctx: Ctx, due: Due, { code, params }: Problem): Promise<void> {
  const change = await lockDue(ctx, due)
  if (!change || (change.held_up as { code: string } | null)?.code === code) return ctx.unchanged()
  await ctx.tx
    .updateTable('establishment.change')
    .set({ held_up: JSON.stringify({ code, params }), version: change.version + 1 })
    .where('org_id', '=', change.org_id)
    .where('id', '=', change.id)
    .execute()
  if (change.held_up === null)
    await openTask(ctx, {
      ...subjectOf(change),
      ...{ person_id: change.applicant_id, kind: 'establishment.change.task.held_up' },
      ...{ title: change.number ?? '', link: linkOf(change.id) },
    })
  await recordOn(ctx, change, 'hold_up', { diff: { held_up: [null, code] } })
}
