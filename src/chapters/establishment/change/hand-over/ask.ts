import { holdersAt } from '../../../../kernel/access/holders.ts'
import { widenReach } from '../../../../kernel/db/transaction.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { closeTasks } from '../../../../kernel/tasks/close.ts'
import { openTask } from '../../../../kernel/tasks/open.ts'
import { type Change, linkOf, subjectOf } from '../life/row.ts'
import type { HandOver } from './row.ts'

export const linkOfHandOver = (id: string) => `${linkOf(id)}/hand-over`

const subject = ({ change_id }: Pick<HandOver, 'change_id'>) => ({
  subject_type: 'establishment.hand_over',
  subject_id: change_id,
})

/** Both parties find the list among their tasks, at their own organisation: the next head may not reach this one yet. */
export async function askParties(ctx: Ctx, change: Change, handOver: HandOver): Promise<void> {
  await settleParties(ctx, handOver, 'cancelled')
  for (const { id: person_id, home_org_id: org_id } of await readParties(ctx, handOver))
    await openTask(ctx, {
      ...{ org_id, person_id, ...subject(handOver), link: linkOfHandOver(change.id) },
      ...{ kind: 'establishment.change.task.hand_over', title: change.number ?? '' },
    })
}

export async function settleParty(ctx: Ctx, handOver: HandOver, person_id: string): Promise<void> {
  for (const { id, home_org_id: org_id } of await readParties(ctx, handOver))
    if (id === person_id) await closeTasks(ctx, { org_id, ...subject(handOver), person_id, outcome: 'done' })
}

export async function settleParties(
  ctx: Ctx,
  handOver: HandOver,
  outcome: 'done' | 'cancelled',
): Promise<void> {
  const homes = (await readParties(ctx, handOver)).map(({ home_org_id }) => home_org_id)
  for (const org_id of new Set(homes)) await closeTasks(ctx, { org_id, ...subject(handOver), outcome })
}

/** The filing was withdrawn: nobody is waited for any more, and no auditor is asked. */
export async function cancelHandOver(ctx: Ctx, { org_id, id: change_id }: Change): Promise<void> {
  await widenReach(ctx.tx)
  const handOver = await ctx.tx
    .selectFrom('establishment.hand_over')
    .selectAll()
    .where('org_id', '=', org_id)
    .where('change_id', '=', change_id)
    .executeTakeFirstOrThrow()
  await settleParties(ctx, handOver, 'cancelled')
  await closeTasks(ctx, { ...auditOf({ org_id, id: change_id }), outcome: 'cancelled' })
}

/** The request of an exit audit, as tasks name it: it outlives the filing's own tasks. */
export const auditOf = ({ org_id, id }: Pick<Change, 'org_id' | 'id'>) => ({
  ...{ org_id, subject_type: 'establishment.exit_audit', subject_id: id },
})

/** Whoever of headquarters may witness and has no part in it. */
export async function askWitness(ctx: Ctx, change: Change, handOver: HandOver): Promise<void> {
  const { outgoing_id, incoming_id } = handOver
  const holders = await holdersAt(ctx, {
    org_id: change.org_id,
    permission: 'establishment.hand_over.witness',
  })
  for (const person_id of holders)
    if (![outgoing_id, incoming_id, change.applicant_id].includes(person_id))
      await waitFor(ctx, change, { person_id, kind: 'establishment.change.task.witness' })
}

/** The exit audit is asked for by whoever filed the change. */
export async function askAudit(ctx: Ctx, change: Change): Promise<void> {
  await waitFor(ctx, change, {
    person_id: change.applicant_id,
    kind: 'establishment.change.task.exit_audit',
  })
}

async function waitFor(ctx: Ctx, change: Change, { person_id, kind }: { person_id: string; kind: string }) {
  await openTask(ctx, {
    ...{ ...subjectOf(change), person_id, kind },
    ...{ title: change.number ?? '', link: linkOfHandOver(change.id) },
  })
}

async function readParties({ tx }: Ctx, { outgoing_id, incoming_id }: HandOver) {
  return tx
    .selectFrom('kernel.person')
    .select(['id', 'home_org_id'])
    .where('id', 'in', [outgoing_id, incoming_id])
    .execute()
}
