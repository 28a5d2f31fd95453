import type { Ctx } from '../../../../kernel/http/context.ts'
import { readPremises } from '../../registry/read-premises.ts'
import { setPremises } from '../../registry/set-premises.ts'
import { type Proposal, proposalShapes } from './contract.ts'
import { defineKind, open } from './kind.ts'

// In the order of the form: what is stored has none.
const fields = Object.keys(proposalShapes.premises.shape) as (keyof Proposal<'premises'>)[]

/** What it offers. */
export const scope = defineKind('scope', {
  item: 'scope',
  permission: 'establishment.change.create',
  during: open,
  readBefore: (ctx, { change }) => readFields(ctx, change.org_id, ['scope']),
  readAfter: async (_ctx, { proposal }) => proposal,
  check: async () => {},
  apply: (ctx, { change, proposal, on }) => setPremises(ctx, { org_id: change.org_id, on, ...proposal }),
})

/** Where it works. */
export const premises = defineKind('premises', {
  item: 'premises',
  permission: 'establishment.change.create',
  during: open,
  readBefore: (ctx, { change }) => readFields(ctx, change.org_id, fields),
  readAfter: async (_ctx, { proposal }) =>
    Object.fromEntries(fields.map((field) => [field, proposal[field]])),
  check: async () => {},
  apply: (ctx, { change, proposal, on }) => setPremises(ctx, { org_id: change.org_id, on, ...proposal }),
})

async function readFields(ctx: Ctx, org_id: string, fields: string[]): Promise<Record<string, unknown>> {
  const { current } = await readPremises(ctx, { id: org_id })
  return Object.fromEntries(
    fields.map((field) => [field, (current as Record<string, unknown> | null)?.[field] ?? null]),
  )
}
