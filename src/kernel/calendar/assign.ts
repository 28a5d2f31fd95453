import { notFound, stale } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { getCalendar } from './administer.ts'
import { followChange } from './changed.ts'

/** Gives an organisation its own calendar; null lets it inherit. `version` is that of its own choice, 0 where it has none. */
export async function assignCalendar(
  ctx: Ctx,
  { org_id, calendar_id, version }: { org_id: string; calendar_id: string | null; version: number },
) {
  if (!ctx.may('calendar.organisation.assign', org_id)) throw notFound()
  const organisation = await ctx.tx
    .selectFrom('kernel.organisation')
    .select('name')
    .where('id', '=', org_id)
    .forUpdate()
    .executeTakeFirst()
  if (!organisation) throw notFound()
  const own = await ctx.tx
    .selectFrom('kernel.organisation_calendar')
    .selectAll()
    .where('organisation_id', '=', org_id)
    .executeTakeFirst()
  if ((own?.version ?? 0) !== version) throw stale()
  if (calendar_id === null) {
    await ctx.tx.deleteFrom('kernel.organisation_calendar').where('organisation_id', '=', org_id).execute()
  } else {
    await getCalendar(ctx, calendar_id)
    await ctx.tx
      .insertInto('kernel.organisation_calendar')
      .values({ organisation_id: org_id, calendar_id, version: version + 1 })
      .onConflict((clash) =>
        clash.column('organisation_id').doUpdateSet({ calendar_id, version: version + 1 }),
      )
      .execute()
  }
  ctx.record({
    action: 'calendar.organisation.assign',
    org_id,
    subject_type: 'organisation',
    subject_id: org_id,
    title: organisation.name,
    diff: { calendar_id: [own?.calendar_id ?? null, calendar_id] },
  })
  await followChange(ctx)
}
