import { type RawBuilder, sql } from 'kysely'
import { type Spooled, spool } from '../../../../kernel/files/spool.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { Existing } from '../dry-run/network.ts'
import { codeOfProvince } from '../places/provinces.ts'

type Row = Record<'id' | 'code' | 'name' | 'kind' | 'life' | 'time_zone', string> &
  Record<
    | 'parent_id'
    | 'name_en'
    | 'credit_code'
    | 'started_on'
    | 'province'
    | 'city'
    | 'address'
    | 'postcode'
    | 'phone'
    | 'scope'
    | 'head_name',
    string | null
  > &
  Record<'lng' | 'lat', number | null>

/** Organisations read at once. */
const set = 1000

/** Lays the whole network on the disk as an import compares it with a file, each organisation as JSON on a line of its own; whoever asks drops it. */
export function spoolNetwork(ctx: Ctx): Promise<Spooled> {
  const pieces = async function* () {
    for (let after: string | undefined; ; ) {
      const later = after ? sql`o.id > ${after}` : sql`true`
      const some = await readExisting(ctx, sql`${later} order by o.id limit ${set}`)
      if (some.length > 0) yield Buffer.from(some.map((one) => `${JSON.stringify(one)}\n`).join(''))
      if (some.length < set) return
      after = some.at(-1)!.id
    }
  }
  return spool(ctx.app.filesDir, pieces())
}

/** What of it fits a condition on `kernel.organisation o`, an order included. */
export async function readExisting({ tx }: Ctx, fitting: RawBuilder<unknown>): Promise<Existing[]> {
  const { rows } = await sql<Row>`
    select o.id, o.parent_id, o.code, o.name, o.name_en, o.kind, o.life, o.time_zone, o.credit_code, o.started_on,
      p.province, p.city, p.address, p.postcode, p.phone, p.lng, p.lat, p.scope, n.head_name
    from kernel.organisation o
    left join establishment.premises p on p.org_id = o.id and p.ends_on is null
    left join establishment.network_origin n on n.org_id = o.id
    where ${fitting}`.execute(tx)
  return rows.map(({ lng, lat, province, ...row }) => {
    const said = {
      ...row,
      province: province && (codeOfProvince(province) ?? province),
      longitude: lng,
      latitude: lat,
    }
    return Object.fromEntries(
      Object.entries(said).filter(([field, value]) => value !== null || field === 'parent_id'),
    ) as unknown as Existing
  })
}
