import { newId } from '../db/new-id.ts'
import { refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { lockOrganisation } from '../org/organisation.ts'
import { indexPeople } from '../search/index-network.ts'
import type { NewPerson } from './contract.ts'
import { checkTakesPeople } from './takes-people.ts'

/** Enters a person: name, employment and the employer's record of them, in one. Throws `refused` for an employee number in use there. */
export async function createPerson(ctx: Ctx, given: NewPerson): Promise<{ id: string }> {
  const organisation = await lockOrganisation(ctx, given.org_id)
  checkTakesPeople(organisation)
  await checkNumber(ctx, given)
  const id = newId()
  const org_id = organisation.id
  const created_at = ctx.now
  await ctx.tx
    .insertInto('kernel.person')
    .values({ id, name: given.name, name_en: given.name_en || null, home_org_id: org_id, created_at })
    .execute()
  await ctx.tx
    .insertInto('kernel.assignment')
    .values({
      org_id,
      id: newId(),
      person_id: id,
      kind: 'employment',
      post: given.post,
      post_en: given.post_en || null,
      starts_on: given.starts_on,
      created_at,
    })
    .execute()
  await ctx.tx
    .insertInto('kernel.employee_record')
    .values({
      org_id,
      id: newId(),
      person_id: id,
      employee_no: given.employee_no || null,
      phone: given.phone || null,
      email: given.email || null,
      created_at,
    })
    .execute()
  ctx.record({
    action: 'people.person.create',
    org_id,
    subject_type: 'person',
    subject_id: id,
    title: given.name,
    diff: { post: [null, given.post], starts_on: [null, given.starts_on] },
  })
  await indexPeople(ctx, [id])
  return { id }
}

async function checkNumber({ tx }: Ctx, { org_id, employee_no }: NewPerson) {
  if (!employee_no) return
  const holder = await tx
    .selectFrom('kernel.employee_record')
    .innerJoin('kernel.person', 'kernel.person.id', 'kernel.employee_record.person_id')
    .select('kernel.person.name')
    .where('kernel.employee_record.org_id', '=', org_id)
    .where('employee_no', '=', employee_no)
    .executeTakeFirst()
  if (holder) throw refused('people.errors.number_taken', { number: employee_no, name: holder.name })
}
