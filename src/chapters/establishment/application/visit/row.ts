import type { Selectable } from 'kysely'
import type { DB } from '../../../../../db/types.ts'
import { notFound, stale } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { type Application, linkOf } from '../life/row.ts'

export type Visit = Selectable<DB['establishment.site_visit']> & {
  visitors: string[]
  /** Visitor → when they signed the visit as it is. */
  signed: ReadonlyMap<string, string>
}

export const visitSubject = 'establishment.site_visit'

/** A visit of this application, in the version the caller saw. Locked by its application. */
export async function getVisit(
  ctx: Ctx,
  application: Application,
  { visit_id, version }: { visit_id: string; version?: number },
): Promise<Visit> {
  const row = (await readVisits(ctx, application)).find((visit) => visit.id === visit_id)
  if (!row) throw notFound()
  if (version !== undefined && row.version !== version) throw stale()
  return row
}

/** Visits that weren't given up, in the order they were planned. */
export async function readVisits(ctx: Ctx, { org_id, id }: Application): Promise<Visit[]> {
  const rows = await ctx.tx
    .selectFrom('establishment.site_visit')
    .selectAll()
    .where('org_id', '=', org_id)
    .where('application_id', '=', id)
    .where('cancelled_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  if (rows.length === 0) return []
  const visitors = await ctx.tx
    .selectFrom('establishment.site_visitor')
    .select(['visit_id', 'person_id', 'signed_at'])
    .where('org_id', '=', org_id)
    .where(
      'visit_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('person_id')
    .execute()
  const teams = Map.groupBy(visitors, (one) => one.visit_id)
  return rows.map((row) => {
    const team = teams.get(row.id) ?? []
    const signed = new Map(team.flatMap((one) => (one.signed_at ? [[one.person_id, one.signed_at]] : [])))
    return { ...row, visitors: team.map((one) => one.person_id), signed }
  })
}

export async function setVisitors(
  ctx: Ctx,
  { org_id, id }: { org_id: string; id: string },
  visitors: string[],
): Promise<void> {
  await ctx.tx
    .deleteFrom('establishment.site_visitor')
    .where('org_id', '=', org_id)
    .where('visit_id', '=', id)
    .execute()
  await ctx.tx
    .insertInto('establishment.site_visitor')
    .values([...new Set(visitors)].map((person_id) => ({ org_id, visit_id: id, person_id })))
    .execute()
}

export const linkOfVisit = (application: Pick<Application, 'id'>, visit_id: string) =>
  `${linkOf(application.id)}/visits/${visit_id}`

export const visitSubjectOf = ({ org_id, id }: { org_id: string; id: string }) => ({
  org_id,
  subject_type: visitSubject,
  subject_id: id,
})
