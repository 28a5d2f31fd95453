import type { Ctx } from '../../http/context.ts'
import { type Effect, effectsBetween } from '../engine/effects.ts'
import type { Approval } from '../engine/state.ts'
import { getApprovalSubject } from '../subjects.ts'
import { closeAlarm, closeAsked, closeReturned, openAlarm, openAsked, openReturned } from './inbox.ts'
import type { People } from './people.ts'
import type { RequestRow, StoredRequest } from './rows.ts'

/** Carries out what follows from a change: tasks first, then the chapter's own action, so that it finds everything settled. */
export async function carryOut(
  ctx: Ctx,
  change: { stored: StoredRequest; before: Approval | null; after: Approval; people: People },
): Promise<void> {
  const { row } = change.stored
  for (const effect of effectsBetween(change.before, change.after)) await perform(ctx, row, effect, change)
}

async function perform(
  ctx: Ctx,
  row: RequestRow,
  effect: Effect,
  { after, people }: { after: Approval; people: People },
): Promise<void> {
  switch (effect.kind) {
    case 'ask':
      return openAsked(ctx, row, { person_id: effect.person_id, run: effect.run, flow: after.flow })
    case 'release':
      return closeAsked(ctx, row, effect)
    case 'alarm':
      return openAlarm(ctx, row, { run: effect.run, flow: after.flow, administrators: people.administrators })
    case 'alarm_over':
      return closeAlarm(ctx, row)
    case 'ask_applicant':
      return openReturned(ctx, row)
    case 'release_applicant':
      return closeReturned(ctx, row, effect.outcome)
    case 'decided':
      return getApprovalSubject(row.subject_type).decided(ctx, {
        subject_id: row.subject_id,
        request_id: row.id,
        org_id: row.org_id,
        outcome: effect.outcome,
      })
  }
}
