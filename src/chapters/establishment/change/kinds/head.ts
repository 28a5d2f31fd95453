import type { Ctx } from '../../../../kernel/http/context.ts'
import { readHeads } from '../../../../kernel/org/heads.ts'
import { appointHead, checkMayHead } from '../../../../kernel/people/appoint-head.ts'
import { passOnTasks } from '../hand-over/pass-on-tasks.ts'
import { dayOf, defineKind } from './kind.ts'

/**
 * Another head. Where there is one, the approved filing stays in hand-over until list and exit audit request are there;
 * then the one's assignment ends and the other's begins at midnight of the day.
 */
export const head = defineKind('head', {
  item: 'head',
  person: 'head_id',
  permission: 'establishment.change.direct',
  during: ['preparing', 'active'],
  readBefore: async (ctx, { change }) => ({
    head: (await readHeads(ctx, [change.org_id])).get(change.org_id)?.name ?? null,
  }),
  readAfter: async (ctx, { proposal }) => ({ head: await readName(ctx, proposal.head_id) }),
  check: async (ctx, { organisation, change, proposal }) => {
    const starts_on = dayOf(ctx, { organisation, change })
    await checkMayHead(ctx, organisation, { org_id: change.org_id, person_id: proposal.head_id, starts_on })
  },
  apply: async (ctx, { change, proposal, on }) => {
    const { head_id: person_id } = proposal
    await appointHead(ctx, { org_id: change.org_id, person_id, starts_on: on, note: change.number })
    await passOnTasks(ctx, change)
  },
})

export async function readName({ tx }: Ctx, id: string): Promise<string | null> {
  const row = await tx.selectFrom('kernel.person').select('name').where('id', '=', id).executeTakeFirst()
  return row?.name ?? null
}
