import { copyFile } from '../../../../kernel/files/copy.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { enterRow } from '../../../../kernel/register/write.ts'
import { licences } from '../../registers/licences.ts'
import type { Application } from '../life/row.ts'

/** Puts what was registered into the licence register of the new organisation, each with its proof; once. */
export async function enterLicences(ctx: Ctx, { org_id, id, organisation_id }: Application): Promise<void> {
  const rows = await ctx.tx
    .selectFrom('establishment.registration as r')
    .innerJoin('establishment.registration_kind as k', 'k.key', 'r.kind')
    .select(['k.licence_kind', 'k.authority', 'r.number', 'r.issued_by', 'r.registered_on', 'r.valid_until'])
    .select('r.file_id')
    .where('r.org_id', '=', org_id)
    .where('r.application_id', '=', id)
    .where('k.licence_kind', 'is not', null)
    .orderBy('k.position')
    .execute()
  const there = await ctx.tx
    .selectFrom('establishment.licence')
    .select(['kind', 'number'])
    .where('org_id', '=', organisation_id!)
    .execute()
  const entered = new Set(there.map(({ kind, number }) => `${kind} ${number}`))
  for (const { licence_kind, number, issued_by, authority, registered_on, valid_until, file_id } of rows) {
    if (entered.has(`${licence_kind} ${number}`)) continue
    const owner = { org_id: organisation_id!, subject_type: licences.name }
    const file = await copyFile(ctx, { id: file_id!, ...owner })
    await enterRow(licences, ctx, {
      ...{ org_id: organisation_id!, kind: licence_kind, number, issued_by: issued_by ?? authority },
      ...{ issued_on: registered_on, expires_on: valid_until, file_id: file.id },
    })
  }
}
