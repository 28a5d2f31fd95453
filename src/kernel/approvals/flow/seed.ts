import { newId } from '../../db/new-id.ts'
import type { Tx } from '../../db/pool.ts'
import { getApprovalSubject } from '../subjects.ts'
import type { FlowDefinition } from './contract.ts'
import { faultsOfFlow } from './soundness.ts'

export type SeededFlow = {
  key: string
  subject_type: string
  title: string
  title_tw: string
  title_en: string
  position: number
  definition: FlowDefinition
}

/** Brings a flow in as version 1, published. A flow that is there already stays as its owners made it. */
export async function seedFlow(tx: Tx, { definition, ...flow }: SeededFlow, now: Date): Promise<void> {
  const roles = await tx.selectFrom('kernel.role').select('key').execute()
  const faults = faultsOfFlow(definition, {
    fields: getApprovalSubject(flow.subject_type).fields,
    roles: new Set(roles.map((role) => role.key)),
    persons: new Set(),
    groups: new Set(),
  })
  if (faults.length > 0) throw new Error(`flow ${flow.key} is unsound: ${JSON.stringify(faults)}`)
  const created = await tx
    .insertInto('kernel.approval_flow')
    .values({ id: newId(), ...flow })
    .onConflict((clash) => clash.column('key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!created) return
  await tx
    .insertInto('kernel.approval_flow_version')
    .values({
      id: newId(),
      flow_id: created.id,
      number: 1,
      definition: JSON.stringify(definition),
      published_at: now,
    })
    .execute()
}
