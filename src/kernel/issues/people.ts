import { sql } from 'kysely'
import { holdersAt, listHolders } from '../access/holders.ts'
import { namesInOrder } from '../db/pinyin.ts'
import { refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { getOrganisation, todayAt } from '../org/organisation.ts'

type Named = { id: string; name: string; name_en: string | null }

/** Throws the refusal when somebody is named who can't do what they are named for. */
export async function checkHolder(
  ctx: Ctx,
  { org_id, permission, person_id }: { org_id: string; permission: string; person_id: string | null },
): Promise<void> {
  if (person_id === null) return
  if ((await holdersAt(ctx, { org_id, permission })).includes(person_id)) return
  throw refused(
    permission === 'issues.issue.verify' ? 'issues.errors.may_not_verify' : 'issues.errors.may_not_rectify',
  )
}

/** Who may be named at an organisation; for a measure, whoever works there or answers for it. */
export async function listPeopleAt(ctx: Ctx, { org_id }: { org_id: string }) {
  const organisation = await getOrganisation(ctx, org_id)
  const responsible = await listHolders(ctx, { org_id, permission: 'issues.issue.submit' })
  const verifier = await listHolders(ctx, { org_id, permission: 'issues.issue.verify' })
  const working = await listWorking(ctx, org_id, todayAt(ctx, organisation))
  const known = new Set(working.map(({ id }) => id))
  return { responsible, verifier, measure: [...working, ...responsible.filter(({ id }) => !known.has(id))] }
}

async function listWorking({ tx }: Ctx, org_id: string, today: string): Promise<Named[]> {
  const { rows } = await sql<Named>`
    select p.id, p.name, p.name_en
    from kernel.person p where p.active and p.id in (
      select a.person_id from kernel.assignment a
      where a.org_id = ${org_id} and a.starts_on <= ${today} and (a.ends_on is null or a.ends_on > ${today}))
    order by ${namesInOrder('p.name')}, p.id limit 500`.execute(tx)
  return rows
}

/** Names persons a plan can't count on: who neither works at the organisation nor may put right there. */
export async function checkMeasurePeople(ctx: Ctx, org_id: string, persons: string[]): Promise<void> {
  const { measure } = await listPeopleAt(ctx, { org_id })
  const known = new Set(measure.map(({ id }) => id))
  if (persons.some((person) => !known.has(person))) throw refused('issues.errors.measure_person')
}
