import { type Expression, type SqlBool, sql } from 'kysely'
import type { Ctx } from '../http/context.ts'

/** Which open tasks of other people, as a condition on rows of kernel.task, a person does for them now; none: undefined. */
export type Lending = (ctx: Ctx, person_id: string) => Promise<Expression<SqlBool> | undefined>

const known: Lending[] = []

/** Lets tasks stand in the inbox of somebody who does them in another's place. */
export function onLend(lending: Lending): void {
  known.push(lending)
}

/** The caller's open tasks: the own ones, and those they do for others. */
export async function openTasksOf(ctx: Ctx, person_id: string): Promise<Expression<SqlBool>> {
  const lent: Expression<SqlBool>[] = []
  for (const lending of known) {
    const condition = await lending(ctx, person_id)
    if (condition) lent.push(condition)
  }
  const mine = sql<boolean>`kernel.task.person_id = ${person_id}`
  return lent.length === 0 ? mine : sql<boolean>`(${sql.join([mine, ...lent], sql` or `)})`
}
