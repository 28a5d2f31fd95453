import { sql } from 'kysely'
import { dayIn } from '../../../../kernel/calendar/working-days.ts'
import { newId } from '../../../../kernel/db/new-id.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { readCompanySettings } from '../../../../kernel/settings/company.ts'
import type { Judged } from '../dry-run/contract.ts'
import { provinceByCode } from '../places/provinces.ts'

const fields = ['province', 'city', 'address', 'postcode', 'phone', 'longitude', 'latitude', 'scope'] as const

/**
 * Keeps where the imported organisations are, and from which row they came. A place that changed begins today; what
 * held before keeps its own row. A new one begins the day the organisation did, or today.
 */
export async function keepPlaces(
  ctx: Ctx,
  import_id: string,
  placed: { row: Judged; org_id: string }[],
): Promise<void> {
  if (placed.length === 0) return
  const today = dayIn((await readCompanySettings(ctx.tx)).time_zone, ctx.now)
  await keepOrigins(ctx, import_id, placed)
  await keepPremises(
    ctx,
    today,
    placed.filter(({ row }) => saysWhere(row)),
  )
}

const saysWhere = ({ does, changes, values }: Judged) =>
  fields.some((field) => (does === 'create' ? values[field] !== undefined : changes[field] !== undefined))

async function keepPremises({ tx, now }: Ctx, today: string, placed: { row: Judged; org_id: string }[]) {
  const rows = placed.map(({ org_id, row: { does, values } }) => ({
    ...{ org_id, id: newId() },
    starts_on:
      does === 'create' && values.started_on && values.started_on < today ? values.started_on : today,
    province: provinceByCode.get(values.province ?? '')?.name ?? values.province,
    ...{ city: values.city, address: values.address, postcode: values.postcode, phone: values.phone },
    ...{ lng: values.longitude, lat: values.latitude, scope: values.scope },
  }))
  await sql`
    with given as (
      select g.*, p.id as old_id, p.starts_on as old_starts_on from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as g(org_id uuid, id uuid, starts_on date, province text, city text, address text, postcode text, phone text,
          lng float8, lat float8, scope text)
      left join establishment.premises p on p.org_id = g.org_id and p.ends_on is null
    ), amended as (
      update establishment.premises p set
        province = coalesce(g.province, p.province), city = coalesce(g.city, p.city),
        address = coalesce(g.address, p.address), postcode = coalesce(g.postcode, p.postcode),
        phone = coalesce(g.phone, p.phone), lng = coalesce(g.lng, p.lng), lat = coalesce(g.lat, p.lat),
        scope = coalesce(g.scope, p.scope), version = p.version + 1
      from given g where p.org_id = g.org_id and p.id = g.old_id and g.old_starts_on >= g.starts_on
    ), ended as (
      update establishment.premises p set ends_on = g.starts_on, version = p.version + 1
      from given g where p.org_id = g.org_id and p.id = g.old_id and g.old_starts_on < g.starts_on
    )
    select 1`.execute(tx)
  await sql`
    insert into establishment.premises (org_id, id, starts_on, province, city, address, postcode, phone, lng, lat,
      scope, area, tenure, tenure_until, created_at)
    select g.org_id, g.id, g.starts_on, coalesce(g.province, p.province), coalesce(g.city, p.city),
      coalesce(g.address, p.address), coalesce(g.postcode, p.postcode), coalesce(g.phone, p.phone),
      coalesce(g.lng, p.lng), coalesce(g.lat, p.lat), coalesce(g.scope, p.scope), p.area, p.tenure, p.tenure_until,
      ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(org_id uuid, id uuid, starts_on date, province text,
      city text, address text, postcode text, phone text, lng float8, lat float8, scope text)
    left join establishment.premises p on p.org_id = g.org_id and p.ends_on = g.starts_on
    where not exists (select from establishment.premises o where o.org_id = g.org_id and o.ends_on is null)`.execute(
    tx,
  )
}

async function keepOrigins({ tx }: Ctx, import_id: string, placed: { row: Judged; org_id: string }[]) {
  const rows = placed.map(({ org_id, row: { line, values } }) => ({
    ...{ org_id, id: newId(), line, head_name: values.head_name },
  }))
  await sql`
    insert into establishment.network_origin (org_id, id, import_id, line, head_name)
    select org_id, id, ${import_id}, line, head_name
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(org_id uuid, id uuid, line int, head_name text)
    on conflict (org_id) do update set import_id = excluded.import_id, line = excluded.line,
      head_name = coalesce(excluded.head_name, establishment.network_origin.head_name)`.execute(tx)
}
