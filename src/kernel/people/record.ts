import type { Ctx } from '../http/context.ts'
import type { EmployeeRecord } from './contract.ts'
import { getPerson } from './person.ts'

/** What the employing organisation keeps about a person: the latest record within reach. */
export async function readEmployeeRecord(ctx: Ctx, person_id: string): Promise<EmployeeRecord | null> {
  await getPerson(ctx, person_id)
  const record = await ctx.tx
    .selectFrom('kernel.employee_record')
    .select(['employee_no', 'phone', 'email'])
    .where('person_id', '=', person_id)
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  return record ?? null
}
