import { keepEvents, type NewEvent } from '../../events/keep.ts'
import type { Ctx } from '../../http/context.ts'
import { type Effect, effectsBetween, type Outcome } from '../engine/effects.ts'
import { type Approval, currentRun } from '../engine/state.ts'
import { measure } from '../statistics/measure.ts'
import { getApprovalSubject } from '../subjects.ts'
import { tellEnded } from './ended.ts'
import {
  closeAlarm,
  closeAsked,
  closeQuestions,
  closeReturned,
  closeUrged,
  openAlarm,
  openAsked,
  openReturned,
} from './inbox.ts'
import type { People } from './people.ts'
import type { RequestRow, StoredRequest } from './rows.ts'

/** Carries out what follows from a change: tasks first, then the chapter's own action, so that it finds everything settled. */
export async function carryOut(
  ctx: Ctx,
  change: {
    stored: StoredRequest
    before: Approval | null
    after: Approval
    people: People
    goes_on?: boolean
  },
): Promise<void> {
  const { row } = change.stored
  await measure(ctx, row)
  if (change.before?.state === 'running' && change.after.state !== 'running') await closeQuestions(ctx, row)
  if (isOver(change.before, change.after)) await closeUrged(ctx, row)
  for (const effect of effectsBetween(change.before, change.after)) await perform(ctx, row, effect, change)
}

/** Whether the step that was open is closed now. */
function isOver(before: Approval | null, after: Approval): boolean {
  const was = before && currentRun(before)
  const is = currentRun(after)
  return was?.state === 'open' && (was.round !== is?.round || was.position !== is.position)
}

async function perform(
  ctx: Ctx,
  row: RequestRow,
  effect: Effect,
  { after, people, goes_on }: { after: Approval; people: People; goes_on?: boolean },
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
      await keepEvents(ctx, [decidedEvent(row, effect.outcome)])
      await getApprovalSubject(row.subject_type).decided(ctx, {
        subject_id: row.subject_id,
        request_id: row.id,
        org_id: row.org_id,
        outcome: effect.outcome,
      })
      // After the chapter, which may have closed whatever waited about the matter.
      if (!goes_on) await tellEnded(ctx, row, effect.outcome)
  }
}

function decidedEvent(row: RequestRow, outcome: Outcome): NewEvent {
  const { org_id, id, subject_type, subject_id } = row
  const about = { number: row.subject_number, title: row.subject_title, link: row.subject_link }
  return { type: 'approval.decided', org_id, data: { id, subject_type, subject_id, ...about, outcome } }
}
