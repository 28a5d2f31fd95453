import { personOf } from '../../../../kernel/access/actor.ts'
import { holdersAt } from '../../../../kernel/access/holders.ts'
import { newId } from '../../../../kernel/db/new-id.ts'
import { isUniqueViolation } from '../../../../kernel/db/transaction.ts'
import { invalid, refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { closeTasks } from '../../../../kernel/tasks/close.ts'
import { openTask } from '../../../../kernel/tasks/open.ts'
import { recordOn } from '../life/move.ts'
import { type Change, subjectOf } from '../life/row.ts'
import { auditOf, linkOfHandOver } from './ask.ts'
import { checkWaiting } from './may.ts'
import { releaseWhenReady } from './release.ts'
import { findAudit, isParty, lockHandOver } from './row.ts'

type Asked = { id: string; scope: string; from: string; to: string }

/** Asks internal audit to look at what the outgoing head answered for. Neither of the two heads asks for it. */
export async function requestExitAudit(given: Ctx, { id, scope, from, to }: Asked): Promise<void> {
  const { ctx, change, handOver } = await lockHandOver(given, { id })
  checkWaiting(change)
  if (isParty(given, handOver)) throw refused('establishment.change.errors.own_audit')
  if (from > to)
    throw invalid('errors.invalid', {}, [{ path: 'to', code: 'establishment.change.errors.period_turned' }])
  await keep(ctx, change, { scope, from, to, person_id: handOver.outgoing_id })
  await recordOn(ctx, change, 'request_audit', { diff: { period: [null, `${from} – ${to}`] }, note: scope })
  await closeTasks(ctx, {
    ...subjectOf(change),
    ...{ kind: 'establishment.change.task.exit_audit', outcome: 'done' },
  })
  for (const person_id of await auditorsFor(ctx, change))
    await openTask(ctx, {
      ...{ ...auditOf(change), person_id, kind: 'establishment.change.task.receive_audit' },
      ...{ title: change.number ?? '', link: linkOfHandOver(change.id) },
    })
  await releaseWhenReady(ctx, change, handOver)
}

async function keep(
  { tx, actor, now }: Ctx,
  { org_id, id: change_id }: Change,
  { scope, from, to, person_id }: Omit<Asked, 'id'> & { person_id: string },
) {
  try {
    await tx
      .insertInto('establishment.exit_audit_request')
      .values({
        ...{ org_id, id: newId(), change_id, person_id, scope, period_from: from, period_to: to },
        ...{ requested_by: personOf(actor), requested_at: now },
      })
      .execute()
  } catch (error) {
    if (isUniqueViolation(error)) throw refused('establishment.change.errors.audit_asked_already')
    throw error
  }
}

/** Internal audit takes it on; what follows from it is told by the audit itself. */
export async function receiveExitAudit(given: Ctx, { id }: { id: string }): Promise<void> {
  const { ctx, change, handOver } = await lockHandOver(given, { id })
  const audit = await findAudit(ctx, handOver)
  if (!audit) throw refused('establishment.change.errors.audit_not_asked')
  if (isParty(given, handOver)) throw refused('establishment.change.errors.own_audit')
  if (audit.received_at !== null) return given.unchanged()
  await ctx.tx
    .updateTable('establishment.exit_audit_request')
    .set({ received_by: personOf(ctx.actor), received_at: ctx.now, version: audit.version + 1 })
    .where('org_id', '=', audit.org_id)
    .where('id', '=', audit.id)
    .execute()
  await recordOn(ctx, change, 'receive_audit')
  await closeTasks(ctx, { ...auditOf(change), outcome: 'done' })
}

/** Who takes exit audits on is named by a permission, at headquarters. */
const auditorsFor = (ctx: Ctx, { org_id }: Change) =>
  holdersAt(ctx, { org_id, permission: 'establishment.exit_audit.receive' })
