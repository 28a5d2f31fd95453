import type { Updateable } from 'kysely'
import type { DB } from '../../../../../db/types.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { next } from '../../../../kernel/lifecycle/lifecycle.ts'
import { indexEntry } from '../../../../kernel/search/index-entry.ts'
import { keepFiling, tellOrganisation } from '../../registry/filings/keep.ts'
import { type Action, applicationLife } from './lifecycle.ts'
import { type Application, linkOf, subjectOf, subjectType, tiesOf } from './row.ts'

type Diff = Record<string, [unknown, unknown]>
type Changes = Omit<Updateable<DB['establishment.application']>, 'state' | 'version' | 'org_id' | 'id'>

/** Refuses whoever may not take this action now, whatever permission they hold. */
export async function checkAction(ctx: Ctx, application: Application, action: Action): Promise<void> {
  next(applicationLife, application.state, action, await tiesOf(ctx, application))
}

/**
 * Takes a locked application to where an action leads, with what else changes, and leaves the trail entry.
 * Gives the row as it is afterwards.
 */
export async function move(
  ctx: Ctx,
  application: Application,
  { action, set = {}, note = null }: { action: Action; set?: Changes; note?: string | null },
): Promise<Application> {
  const state = next(applicationLife, application.state, action, await tiesOf(ctx, application))
  const row = await ctx.tx
    .updateTable('establishment.application')
    .set({ ...set, state, version: application.version + 1 })
    .where('org_id', '=', application.org_id)
    .where('id', '=', application.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const moved = { ...row, state } as Application
  const diff: Diff = state === application.state ? {} : { state: [application.state, state] }
  recordOn(ctx, moved, action, { diff, note })
  await keepFiling(ctx, moved)
  await tellOrganisation(ctx, moved, { verb: action, diff, note })
  return moved
}

/** What happened to an application, in its organisation's history. */
export function recordOn(
  ctx: Ctx,
  application: Application,
  verb: string,
  more: { diff?: Diff; note?: string | null } = {},
): void {
  ctx.record({
    action: `establishment.application.${verb}`,
    ...subjectOf(application),
    number: application.number,
    title: application.name,
    ...more,
  })
}

/** Makes it findable as it is called now. */
export async function indexApplication(ctx: Ctx, application: Application): Promise<void> {
  const { org_id, id, name, name_en, number, address } = application
  if (!name) return
  await indexEntry(ctx, {
    ...{ org_id, id, subject_type: subjectType, title: name, link: linkOf(id) },
    ...(number === null ? {} : { number }),
    title_en: name_en,
    text: address,
  })
}
