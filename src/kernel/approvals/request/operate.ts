import { personOf } from '../../access/actor.ts'
import { refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { passedBefore } from '../engine/advance.ts'
import { type Operation, operate } from '../engine/engine.ts'
import { type Approval, currentRun } from '../engine/state.ts'
import { signAsProxy, takeSeat } from '../proxy/seat.ts'
import { getApprovalSubject, type LoadedSubject } from '../subjects.ts'
import { carryOut } from './carry-out.ts'
import { type People, readPeople } from './people.ts'
import { recordOperation } from './record.ts'
import { readStored, type StoredRequest, toApproval } from './rows.ts'
import { saveApproval } from './save.ts'
import { hashOf } from './subject-data.ts'
import { takeUp } from './submission.ts'

/**
 * `by`: the applicant, where their chapter submits or withdraws for them. The trail names whoever really acts, and the
 * applicant is told what others ended.
 */
export type InNameOf = { by?: string }

type Answer = { id: string; round: number; opinion: string | null; for_person_id?: string | null | undefined }

export const approveRequest = (
  ctx: Ctx,
  { id, for_person_id, ...answer }: Answer & { chosen?: string[] | undefined },
) => change(ctx, id, (by, _, proxy) => ({ kind: 'approve', by, proxy, ...answer }), { for_person_id })

export const rejectRequest = (ctx: Ctx, { id, for_person_id, ...answer }: Answer) =>
  change(ctx, id, (by) => ({ kind: 'reject', by, ...answer }), { for_person_id })

/** `to`: key of an earlier step; null: the applicant. */
export const returnRequest = (ctx: Ctx, { id, for_person_id, ...answer }: Answer & { to: string | null }) =>
  change(ctx, id, (by) => ({ kind: 'return', by, ...answer }), { for_person_id })

/** To the step that passed last before the one it waits at. Refused like any step that is none of them where there is none. */
export const returnOneStep = (ctx: Ctx, { id, for_person_id, ...answer }: Answer) =>
  change(
    ctx,
    id,
    (by, _subject, _proxy, before) => ({ kind: 'return', by, ...answer, to: stepBefore(before) }),
    {
      for_person_id,
    },
  )

function stepBefore(approval: Approval): string {
  const run = currentRun(approval)
  return (run && passedBefore(approval, run).at(-1)?.key) ?? ''
}

/** `goes_on`: its matter is put to another flow at once, so there is no end to tell of. */
export const withdrawRequest = (ctx: Ctx, { id, ...whose }: { id: string; goes_on?: boolean } & InNameOf) =>
  change(ctx, id, (by) => ({ kind: 'withdraw', by }), whose)

export const appointApprovers = (
  ctx: Ctx,
  { id, round, persons }: { id: string; round: number; persons: string[] },
) => change(ctx, id, (by) => ({ kind: 'appoint', by, round, persons }))

type Passing = { id: string; round: number; to: string; opinion: string | null }

export const transferRequest = (ctx: Ctx, { id, ...passing }: Passing) =>
  change(ctx, id, (by) => ({ kind: 'transfer', by, ...passing }))

export const delegateRequest = (ctx: Ctx, { id, ...passing }: Passing) =>
  change(ctx, id, (by) => ({ kind: 'delegate', by, ...passing }))

/** Before: their answer comes first. After: the caller approves, once everybody added does as well. */
export const addSigners = (
  ctx: Ctx,
  { id, ...adding }: Answer & { place: 'before' | 'after'; persons: string[] },
) => change(ctx, id, (by) => ({ kind: 'add_signer', by, ...adding }))

export const removeSigner = (ctx: Ctx, { id, ...removing }: { id: string; round: number; person: string }) =>
  change(ctx, id, (by, { org_id }) => ({
    ...{ kind: 'remove_signer', by, ...removing },
    administers: ctx.may('approvals.request.appoint', org_id),
  }))

export const takeBackAnswer = (ctx: Ctx, { id }: { id: string }) =>
  change(ctx, id, (by) => ({ kind: 'take_back', by }))

export const overrideStep = (
  ctx: Ctx,
  { id, ...ending }: { id: string; round: number; outcome: 'passed' | 'failed'; opinion: string },
) => change(ctx, id, (by) => ({ kind: 'override', by, ...ending }))

/** The matter as it is now goes through its flow again: the next round. Called by the chapter's own submit action. */
export const resubmitRequest = (
  ctx: Ctx,
  { id, chosen = {}, ...whose }: { id: string; chosen?: Record<string, string[]> } & InNameOf,
) => change(ctx, id, (by, { fields }) => ({ kind: 'resubmit', by, fields, chosen }), whose)

/**
 * The one way anything happens to a request: lock it, see what it is about and who is who today, ask the engine,
 * write, and carry out what follows, all in the caller's transaction. Whoever comes second finds the first one's result.
 * Invariant: the request is locked before its matter; a chapter that needs both calls `lockRequestOf` first.
 */
export async function change(
  ctx: Ctx,
  id: string,
  make: (by: string, subject: LoadedSubject, proxy: string | null, before: Approval) => Operation,
  how: ({ for_person_id: string | null | undefined } | { goes_on?: boolean }) & InNameOf = {},
): Promise<{ after: Approval; stored: StoredRequest; people: People }> {
  const stored = await readStored(ctx, id, { lock: true })
  const { row } = stored
  const subject = await getApprovalSubject(row.subject_type).load(ctx, row.subject_id)
  const people = await readPeople(ctx, { org_id: row.org_id, barred: subject.barred })
  const before = toApproval(stored)
  const { seat, proxy } =
    'for_person_id' in how
      ? await takeSeat(ctx, { stored, approval: before, people }, how.for_person_id)
      : { seat: how.by ?? personOf(ctx.actor), proxy: null }
  const operation = make(seat, subject, proxy, before)
  const after = operate(before, operation, people)
  if (agrees(operation) && hashOf(subject) !== row.subject_hash) {
    throw refused('approvals.errors.subject_changed')
  }
  if (operation.kind === 'resubmit' || operation.kind === 'subject_changed')
    await takeUp(ctx, { row, subject, round: after.round, voided: operation.kind === 'subject_changed' })
  await saveApproval(ctx, stored, after)
  if (proxy && operation.kind !== 'fill') await signAsProxy(ctx, stored, { seat, proxy })
  await recordOperation(ctx, stored, operation, { before, after, for_person_id: proxy ? seat : undefined })
  await carryOut(ctx, { stored, before, after, people, goes_on: 'goes_on' in how && how.goes_on === true })
  return { after, stored, people }
}

/** What speaks for the matter speaks for it as it was submitted. */
function agrees(operation: Operation): boolean {
  if (operation.kind === 'add_signer') return operation.place === 'after'
  if (operation.kind === 'override') return operation.outcome === 'passed'
  return operation.kind === 'approve'
}
