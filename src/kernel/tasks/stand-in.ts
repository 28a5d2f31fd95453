import { holdersAt } from '../access/holders.ts'
import type { Ctx } from '../http/context.ts'

const permission = 'tasks.task.hand_over'

/**
 * Whether a person has an account in use and would see what waits for them. Invariant: once this says so, nobody shuts
 * the account before this transaction ends: `disableAccount` waits for the lock.
 */
export async function canWork({ tx }: Pick<Ctx, 'tx'>, person_id: string): Promise<boolean> {
  const account = await tx
    .selectFrom('kernel.account as a')
    .innerJoin('kernel.person as p', 'p.id', 'a.person_id')
    .select('a.id')
    .where('p.id', '=', person_id)
    .where('p.active', '=', true)
    .where('a.disabled_at', 'is', null)
    .forKeyShare('a')
    .executeTakeFirst()
  return account !== undefined
}

/**
 * Who gets a task whose person would never see it: whoever hands tasks over both where the task is and where the person
 * is employed, the nearest first; else the nearest where the task is.
 */
export async function findStandIn(
  ctx: Ctx,
  { org_id, person_id }: { org_id: string; person_id: string },
): Promise<string | undefined> {
  const { home_org_id } = await ctx.tx
    .selectFrom('kernel.person')
    .select('home_org_id')
    .where('id', '=', person_id)
    .executeTakeFirstOrThrow()
  const there = (await holdersAt(ctx, { org_id, permission })).filter((one) => one !== person_id)
  const own = await holdersAt(ctx, { org_id: home_org_id, permission })
  return there.find((one) => own.includes(one)) ?? there[0]
}
