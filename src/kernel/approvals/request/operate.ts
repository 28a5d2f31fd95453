import { personOf } from '../../access/actor.ts'
import { refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { type Operation, operate } from '../engine/engine.ts'
import { type Approval, currentRun } from '../engine/state.ts'
import { signAsProxy, takeSeat } from '../proxy/seat.ts'
import { getApprovalSubject, type LoadedSubject } from '../subjects.ts'
import { carryOut } from './carry-out.ts'
import { type People, readPeople } from './people.ts'
import { readStored, type StoredRequest, toApproval } from './rows.ts'
import { saveApproval } from './save.ts'
import { hashOf, recordOnSubject } from './start.ts'

type Answer = { id: string; round: number; opinion: string | null; for_person_id?: string | null | undefined }

export const approveRequest = (
  ctx: Ctx,
  { id, for_person_id, ...answer }: Answer & { chosen?: string[] | undefined },
) => change(ctx, id, (by) => ({ kind: 'approve', by, ...answer }), { for_person_id })

export const rejectRequest = (ctx: Ctx, { id, for_person_id, ...answer }: Answer) =>
  change(ctx, id, (by) => ({ kind: 'reject', by, ...answer }), { for_person_id })

/** `to`: key of an earlier step; null: the applicant. */
export const returnRequest = (ctx: Ctx, { id, for_person_id, ...answer }: Answer & { to: string | null }) =>
  change(ctx, id, (by) => ({ kind: 'return', by, ...answer }), { for_person_id })

export const withdrawRequest = (ctx: Ctx, { id }: { id: string }) =>
  change(ctx, id, (by) => ({ kind: 'withdraw', by }))

export const appointApprovers = (
  ctx: Ctx,
  { id, round, persons }: { id: string; round: number; persons: string[] },
) => change(ctx, id, (by) => ({ kind: 'appoint', by, round, persons }))

/** The matter as it is now goes through its flow again: the next round. Called by the chapter's own submit action. */
export const resubmitRequest = (
  ctx: Ctx,
  { id, chosen = {} }: { id: string; chosen?: Record<string, string[]> },
) => change(ctx, id, (by, { fields }) => ({ kind: 'resubmit', by, fields, chosen }))

/**
 * The one way anything happens to a request: lock it, see what it is about and who is who today, ask the engine,
 * write, and carry out what follows, all in the caller's transaction. Whoever comes second finds the first one's result.
 * Invariant: the request is locked before its matter; a chapter that needs both calls `lockRequestOf` first.
 */
async function change(
  ctx: Ctx,
  id: string,
  make: (by: string, subject: LoadedSubject) => Operation,
  answering?: { for_person_id: string | null | undefined },
): Promise<{ after: Approval; stored: StoredRequest; people: People }> {
  const stored = await readStored(ctx, id, { lock: true })
  const { row } = stored
  const subject = await getApprovalSubject(row.subject_type).load(ctx, row.subject_id)
  const people = await readPeople(ctx, { org_id: row.org_id, barred: subject.barred })
  const before = toApproval(stored)
  const { seat, proxy } = answering
    ? await takeSeat(ctx, { stored, approval: before, people }, answering.for_person_id)
    : { seat: personOf(ctx.actor), proxy: null }
  const operation = make(seat, subject)
  // Nobody chooses themselves, in whoever's seat they sit.
  if (proxy && operation.kind === 'approve' && operation.chosen?.includes(proxy))
    throw refused('approvals.errors.not_yourself')
  const after = operate(before, operation, people)
  if (operation.kind === 'approve' && hashOf(subject) !== row.subject_hash) {
    throw refused('approvals.errors.subject_changed')
  }
  if (operation.kind === 'resubmit') await takeUp(ctx, stored, subject)
  await saveApproval(ctx, stored, after)
  if (proxy) await signAsProxy(ctx, stored, { seat, proxy })
  recordOperation(ctx, stored, operation, { before, after, for_person_id: proxy ? seat : undefined })
  await carryOut(ctx, { stored, before, after, people })
  return { after, stored, people }
}

/** A new round is about the matter as it is now. */
async function takeUp(ctx: Ctx, { row }: StoredRequest, subject: LoadedSubject) {
  await ctx.tx
    .updateTable('kernel.approval_request')
    .set({
      subject_title: subject.title,
      subject_number: subject.number,
      subject_link: subject.link,
      subject_version: subject.version,
      subject_hash: hashOf(subject),
    })
    .where('org_id', '=', row.org_id)
    .where('id', '=', row.id)
    .execute()
}

function recordOperation(
  ctx: Ctx,
  { row }: StoredRequest,
  operation: Operation,
  { before, after, for_person_id }: { before: Approval; after: Approval; for_person_id: string | undefined },
) {
  const run = currentRun(before)
  const diff: Record<string, [unknown, unknown]> = {}
  if (run) diff.step = [run.key, currentRun(after)?.key ?? null]
  if (before.state !== after.state) diff.state = [before.state, after.state]
  if (before.round !== after.round) diff.round = [before.round, after.round]
  if (operation.kind === 'appoint') diff.approvers = [[], operation.persons]
  const note = 'opinion' in operation ? operation.opinion : null
  recordOnSubject(ctx, row, operation.kind, { diff, note, ...(for_person_id ? { for_person_id } : {}) })
}
