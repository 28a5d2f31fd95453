import { isDeepStrictEqual } from 'node:util'
import { calendarOf } from '../../calendar/calendar-of.ts'
import { addWorkingTime } from '../../calendar/working-time.ts'
import { newId } from '../../db/new-id.ts'
import type { Ctx } from '../../http/context.ts'
import { isEnd } from '../../lifecycle/lifecycle.ts'
import { type Approval, requestLife, type Signer, type StepRun } from '../engine/state.ts'
import { type RequestRow, type SignerRow, type StepRow, type StoredRequest, toSigner } from './rows.ts'

type Key = { org_id: string; request_id: string }

/** Writes what changed between what is stored and what the engine made of it. Steps are only ever added, never taken away. */
export async function saveApproval(ctx: Ctx, stored: StoredRequest, after: Approval): Promise<void> {
  const { row, steps, signers } = stored
  await saveRequest(ctx, row, after)
  const key = { org_id: row.org_id, request_id: row.id }
  // The step that is open now comes last: never are two open at once.
  const runs = [...after.runs.entries()].toSorted(
    ([, a], [, b]) => Number(isCurrent(a)) - Number(isCurrent(b)),
  )
  for (const [i, run] of runs) {
    const step = steps[i]
    const own = signers.filter((signer) => signer.step_id === step?.id)
    const step_id = await saveStep(ctx, key, { step, run, after })
    await saveSigners(ctx, { ...key, step_id }, own, run.signers)
  }
}

async function saveRequest(ctx: Ctx, { org_id, id, version }: RequestRow, after: Approval) {
  await ctx.tx
    .updateTable('kernel.approval_request')
    .set({
      state: after.state,
      round: after.round,
      fields: JSON.stringify(after.fields),
      chosen: JSON.stringify(after.chosen),
      ended_at: isEnd(requestLife, after.state) ? ctx.now : null,
      version: version + 1,
    })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()
}

async function saveStep(
  ctx: Ctx,
  key: Key,
  { step, run, after }: { step: StepRow | undefined; run: StepRun; after: Approval },
): Promise<string> {
  // A step whose answer was taken back is the same step still: its time goes on.
  const opens = run.state === 'open' && step?.state !== 'open' && step?.state !== 'passed'
  // Nobody was asked while it was parked: its time begins when it opens, and so do its reminders.
  const begins = opens || (step?.state === 'cancelled' && run.state !== 'cancelled')
  const values = {
    state: run.state,
    park_reason: run.park_reason,
    tally: run.tally && JSON.stringify(run.tally),
    closed_at: isCurrent(run) ? null : (step?.closed_at ?? ctx.now),
    due_at: opens ? await dueOf(ctx, key.org_id, run, after) : (step?.due_at ?? null),
  }
  if (!step) {
    const { key: name, position, round } = run
    const id = newId()
    await ctx.tx
      .insertInto('kernel.approval_step')
      .values({ ...key, id, key: name, position, round, opened_at: ctx.now, ...values })
      .execute()
    return id
  }
  if (step.closed_at === null || step.state !== run.state) {
    await ctx.tx
      .updateTable('kernel.approval_step')
      .set({ ...values, ...(begins ? { opened_at: ctx.now, reminded: [] } : {}) })
      .where('org_id', '=', key.org_id)
      .where('id', '=', step.id)
      .execute()
  }
  return step.id
}

const isCurrent = ({ state }: StepRun) => state === 'open' || state === 'parked'

/** Deadlines start anew with every opening, on the organisation's working calendar. */
async function dueOf(ctx: Ctx, orgId: string, run: StepRun, { flow }: Approval): Promise<Date | null> {
  const hours = flow.steps[run.position]?.due_working_hours
  return hours == null ? null : addWorkingTime(await calendarOf(ctx, orgId), ctx.now, hours * 60)
}

async function saveSigners(ctx: Ctx, key: Key & { step_id: string }, stored: SignerRow[], signers: Signer[]) {
  for (const [position, signer] of signers.entries()) {
    const row = stored.find((one) => one.person_id === signer.person_id)
    if (!row) {
      const { person_id } = signer
      const values = { ...key, id: newId(), person_id, ...valuesOf(ctx, signer, position) }
      await ctx.tx.insertInto('kernel.approval_signer').values(values).execute()
    } else if (row.position !== position || !isDeepStrictEqual(toSigner(row), signer)) {
      await ctx.tx
        .updateTable('kernel.approval_signer')
        .set(valuesOf(ctx, signer, position, row))
        .where('org_id', '=', key.org_id)
        .where('id', '=', row.id)
        .execute()
    }
  }
}

function valuesOf(ctx: Ctx, signer: Signer, position: number, row?: SignerRow) {
  const { origin, asked_by, note, weight, group, state, reason, opinion } = signer
  const same = row?.state === state
  const answered = state === 'approved' || state === 'rejected' || state === 'returned'
  return {
    ...{ position, origin, weight, note, state, reason, opinion },
    asked_by_id: asked_by,
    group_name: group,
    asked_at: state === 'open' && !same ? ctx.now : (row?.asked_at ?? null),
    answered_at: answered ? ((same ? row.answered_at : null) ?? ctx.now) : null,
    // A proxy signs after this; an answer that was taken back is nobody's.
    answered_by_id: answered && same ? row.answered_by_id : null,
  }
}
