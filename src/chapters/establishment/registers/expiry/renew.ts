import { sql } from 'kysely'
import { ownerOf } from '../../../../kernel/db/lock.ts'
import { forbidden, invalid, notFound, refused, stale } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { createRow } from '../../../../kernel/register/write.ts'
import { licences } from '../licences.ts'
import { settleLicence, subjectOf } from './settle.ts'

type Renewing = {
  id: string
  version: number
  number: string
  issued_by: string
  issued_on: string
  expires_on: string | null
  file_id: string | null
  note: string | null
}

/** Enters the licence that holds instead of this one. It is of the same kind, begins no earlier and ends later. */
export async function renewLicence(ctx: Ctx, { id, version, ...paper }: Renewing): Promise<string> {
  const old = await ctx.tx
    .selectFrom('establishment.licence')
    .select(['org_id', 'kind', 'number', 'issued_on', 'expires_on', 'version'])
    .where('org_id', '=', await ownerOf(ctx.tx, 'establishment.licence', id))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!old) throw notFound()
  const { org_id, kind } = old
  if (!ctx.may('establishment.licence.edit', org_id)) throw forbidden()
  if (old.version !== version) throw stale()
  await refuseRenewed(ctx, org_id, id)
  refuseShorter(old, paper)
  const renewed_by = await createRow(licences, ctx, { org_id, kind, ...paper })
  await ctx.tx
    .insertInto('establishment.licence_renewal')
    .values({ org_id, licence_id: id, renewed_by, renewed_at: ctx.now })
    .execute()
  await settleLicence(ctx, { org_id, licence_id: id, note: paper.number })
  ctx.record({
    action: 'establishment.licence.renew',
    ...{ org_id, ...subjectOf(id), title: old.number },
    diff: { number: [old.number, paper.number], expires_on: [old.expires_on, paper.expires_on] },
  })
  return renewed_by
}

async function refuseRenewed({ tx }: Ctx, org_id: string, licence_id: string) {
  const { rows } = await sql<{ number: string }>`
    select l.number from establishment.licence_renewal n
    join establishment.licence l on l.org_id = n.org_id and l.id = n.renewed_by
    where n.org_id = ${org_id} and n.licence_id = ${licence_id}`.execute(tx)
  if (rows[0]) throw refused('establishment.licence_expiry.errors.renewed_already', rows[0])
}

function refuseShorter(
  old: { issued_on: string; expires_on: string | null },
  { issued_on, expires_on }: Pick<Renewing, 'issued_on' | 'expires_on'>,
) {
  const faults = [
    ...(issued_on < old.issued_on
      ? [
          {
            path: 'issued_on',
            code: 'establishment.licence_expiry.errors.begins_before',
            params: { day: old.issued_on },
          },
        ]
      : []),
    ...(expires_on !== null &&
    (expires_on < issued_on || (old.expires_on !== null && expires_on <= old.expires_on))
      ? [
          {
            path: 'expires_on',
            code: 'establishment.licence_expiry.errors.ends_no_later',
            params: { day: old.expires_on ?? issued_on },
          },
        ]
      : []),
  ]
  if (faults.length > 0) throw invalid('errors.invalid', {}, faults)
}
