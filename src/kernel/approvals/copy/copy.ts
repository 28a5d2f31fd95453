import { personOf } from '../../access/actor.ts'
import { holdersAt } from '../../access/holders.ts'
import { newId } from '../../db/new-id.ts'
import { forbidden, refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { listCandidates } from '../../people/candidates.ts'
import { getPerson } from '../../people/person.ts'
import { closeTasks } from '../../tasks/close.ts'
import { openTask } from '../../tasks/open.ts'
import type { TakeOver } from '../../tasks/take-over.ts'
import { standsInFor } from '../proxy/stands-in.ts'
import type { NamedPerson } from '../request/contract.ts'
import { closeEnded } from '../request/ended.ts'
import { namesOf } from '../request/names.ts'
import { type RequestRow, readStored, type StoredRequest } from '../request/rows.ts'
import { recordOnSubject } from '../request/start.ts'
import { checkVisible } from '../request/visible.ts'
import { getApprovalSubject } from '../subjects.ts'

/**
 * Gives a request to others to read: by its applicant, whoever is or was asked, their proxies and the administrator.
 * Refuses (422, approvals.copy.cannot_read) whom the matter isn't for: a copy never shows more than its chapter would.
 * Of somebody out of reach the caller isn't told that they exist (404).
 */
export async function copyRequest(
  ctx: Ctx,
  { id, persons }: { id: string; persons: string[] },
): Promise<void> {
  const stored = await readStored(ctx, id, { lock: true })
  await checkVisible(ctx, stored)
  if (!(await mayCopy(ctx, stored))) throw forbidden()
  const { row } = stored
  for (const person_id of persons)
    if (!(await mayRead(ctx, row, person_id)))
      throw refused('approvals.copy.cannot_read', { name: (await getPerson(ctx, person_id)).name })
  const given: string[] = []
  for (const person_id of new Set(persons)) if (await give(ctx, row, person_id)) given.push(person_id)
  if (given.length === 0) return ctx.unchanged()
  const nameOf = await namesOf(ctx, given)
  recordOnSubject(ctx, row, 'copy', { diff: { readers: [[], given.map((person) => nameOf(person).name)] } })
}

/** The caller read what they were given, or how what they asked for ended. */
export async function markRead(ctx: Ctx, { id }: { id: string }): Promise<void> {
  const { row } = await readStored(ctx, id, { lock: true })
  const me = personOf(ctx.actor)
  const { numUpdatedRows } = await ctx.tx
    .updateTable('kernel.approval_copy')
    .set({ read_at: ctx.now })
    .where('org_id', '=', row.org_id)
    .where('request_id', '=', id)
    .where('person_id', '=', me)
    .where('read_at', 'is', null)
    .executeTakeFirst()
  const told = await closeEnded(ctx, row, me)
  if (numUpdatedRows === 0n && told === 0) throw refused('approvals.copy.nothing_to_read')
  await closeCopied(ctx, row, me, 'done')
  recordOnSubject(ctx, row, 'mark_read')
}

/** Whom it may be given to: whoever may read the matter there, less those who take part or have it. */
export async function listReaders(
  ctx: Ctx,
  { id, q }: { id: string; q?: string | undefined },
): Promise<NamedPerson[]> {
  const stored = await readStored(ctx, id, { lock: false })
  await checkVisible(ctx, stored)
  const { row } = stored
  const permission = getApprovalSubject(row.subject_type).read_permission
  const able = await listCandidates(ctx, { org_id: row.org_id, permission, q })
  const copies = await readCopies(ctx, row)
  const taken = new Set([row.applicant_id, personOf(ctx.actor), ...copies.map(({ person_id }) => person_id)])
  return able
    .filter((one) => !taken.has(one.id))
    .map(({ id: person_id, name, name_en }) => ({ id: person_id, name, name_en }))
}

export async function mayCopy(ctx: Ctx, { row, signers }: StoredRequest): Promise<boolean> {
  const me = personOf(ctx.actor)
  if (row.applicant_id === me || signers.some(({ person_id }) => person_id === me)) return true
  if (ctx.may('approvals.request.appoint', row.org_id)) return true
  const owners = new Set(await standsInFor(ctx, me))
  return signers.some(({ person_id, state }) => owners.has(person_id) && state === 'open')
}

export function readCopies({ tx }: Ctx, { org_id, id }: Pick<RequestRow, 'org_id' | 'id'>) {
  return tx
    .selectFrom('kernel.approval_copy')
    .select(['person_id', 'by_id', 'at', 'read_at'])
    .where('org_id', '=', org_id)
    .where('request_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute()
}

/** What was given to read goes to another as well; who has it already keeps one. */
export const takeOverCopied: TakeOver = async (ctx, { task, to_person_id }) => {
  const { row } = await readStored(ctx, (task.params as { request_id: string }).request_id, { lock: true })
  const copies = await readCopies(ctx, row)
  if (copies.some(({ person_id }) => person_id === to_person_id))
    return closeCopied(ctx, row, task.person_id, 'cancelled')
  if (!(await mayRead(ctx, row, to_person_id))) {
    const nameOf = await namesOf(ctx, [to_person_id])
    throw refused('approvals.copy.cannot_read', { name: nameOf(to_person_id).name })
  }
  await ctx.tx
    .updateTable('kernel.approval_copy')
    .set({ person_id: to_person_id })
    .where('org_id', '=', row.org_id)
    .where('request_id', '=', row.id)
    .where('person_id', '=', task.person_id)
    .execute()
}

async function mayRead(ctx: Ctx, { org_id, subject_type }: RequestRow, person_id: string): Promise<boolean> {
  const permission = getApprovalSubject(subject_type).read_permission
  return (await holdersAt(ctx, { org_id, permission })).includes(person_id)
}

async function give(ctx: Ctx, row: RequestRow, person_id: string): Promise<boolean> {
  const { org_id, id, subject_type, subject_id, subject_title } = row
  const made = await ctx.tx
    .insertInto('kernel.approval_copy')
    .values({
      org_id,
      id: newId(),
      request_id: id,
      person_id,
      by_id: personOf(ctx.actor),
      at: ctx.now,
    })
    .onConflict((clash) => clash.columns(['org_id', 'request_id', 'person_id']).doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows === 0n) return false
  await openTask(ctx, {
    ...{ org_id, subject_type, subject_id, title: subject_title, link: `/approvals/${id}` },
    ...{ kind: 'approvals.inbox.copied', person_id, params: { request_id: id, by: ctx.actor.name } },
    notice: 'copy',
  })
  return true
}

async function closeCopied(ctx: Ctx, row: RequestRow, person_id: string, outcome: 'done' | 'cancelled') {
  const { org_id, subject_type, subject_id } = row
  await closeTasks(ctx, {
    org_id,
    subject_type,
    subject_id,
    person_id,
    kind: 'approvals.inbox.copied',
    outcome,
  })
}
