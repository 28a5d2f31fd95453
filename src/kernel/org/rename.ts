import type { Ctx } from '../http/context.ts'
import { indexOrganisations } from '../search/index-network.ts'
import { checkName } from './create.ts'
import { keepPast } from './keep-past.ts'
import { lockOrganisation, todayAt } from './organisation.ts'

type Renaming = { id: string; name: string; name_en: string | null; on?: string; note?: string | null }

/**
 * Gives an organisation another name from a day on (today unless told); what it was called until then is kept, and
 * documents issued before keep it too. Refuses a name its siblings have.
 */
export async function renameOrganisation(ctx: Ctx, { id, name, name_en, on, note }: Renaming): Promise<void> {
  const organisation = await lockOrganisation(ctx, id)
  if (organisation.name === name && organisation.name_en === name_en) return ctx.unchanged()
  if (organisation.parent_id) await checkName(ctx, { parent_id: organisation.parent_id, name, except: id })
  const day = on ?? todayAt(ctx, organisation)
  await keepPast(ctx, organisation, day)
  await ctx.tx
    .updateTable('kernel.organisation')
    .set({ name, name_en, version: organisation.version + 1 })
    .where('id', '=', id)
    .execute()
  ctx.record({
    action: 'org.organisation.rename',
    ...{ org_id: id, subject_type: 'organisation', subject_id: id, number: organisation.code, title: name },
    diff: {
      name: [organisation.name, name],
      ...(organisation.name_en === name_en ? {} : { name_en: [organisation.name_en, name_en] }),
      on: [null, day],
    },
    note: note ?? null,
  })
  await indexOrganisations(ctx, [id])
}
