import { sql } from 'kysely'
import type { WorkCalendar } from '../../../../src/kernel/calendar/calendar.ts'
import { calendarsOf } from '../../../../src/kernel/calendar/calendar-of.ts'
import type { Ctx } from '../../../../src/kernel/http/context.ts'
import { type CastUser, castId } from '../../cast.ts'

type Served = { id: string; from: string; to: string | null }

/** An organisation where complaints are made, with who handles them and who served its customers. */
export type Desk = {
  id: string
  code: string
  name: string
  /** The lead of its region: neither its head nor one of its staff. */
  handler: CastUser
  calendar: WorkCalendar
  /** First and last day on which it served anybody. */
  opened: string
  ended: string
  /** How much of the work it does. */
  size: number
  staff: Served[]
}

const leads: [string, CastUser][] = [
  ['HD', 'chen.hao'],
  ['HN', 'luo.ying'],
  ['HB', 'ma.jun'],
]
const sizes: Record<string, number> = {
  'HD-SH': 9,
  'HN-GZ': 7,
  'HB-BJ': 6,
  'HD-SZ': 3,
  'HN-SZ': 4,
  'HD-HZ': 3,
  'HD-NJ': 3,
}

type Row = {
  id: string
  code: string
  name: string
  path: string[]
  kind: string
  opened: string
  ended: string | null
}

/** Every branch, department and partner point that ever served customers. */
export async function readDesks(ctx: Ctx): Promise<Desk[]> {
  const { rows } = await sql<Row>`
    select o.id, o.code, o.name, o.path, o.kind, o.started_on opened,
      (t.ended at time zone o.time_zone)::date::text ended
    from kernel.organisation o
    left join (
      select org_id, subject_id, min(at) ended from kernel.trail_entry
      where action = 'org.organisation.change_life' group by org_id, subject_id
    ) t on t.org_id = o.id and t.subject_id = o.id
    where o.kind in ('branch', 'department', 'partner_point') and o.started_on is not null
    order by o.code`.execute(ctx.tx)
  const calendars = await calendarsOf(
    ctx,
    rows.map(({ id }) => id),
  )
  const staff = await readStaff(ctx)
  return rows.map(({ id, code, name, path, kind, opened, ended }) => ({
    ...{ id, code, name, opened, ended: ended ?? '9999-12-31', calendar: calendars.get(id)! },
    handler: leads.find(([region]) => path.includes(castId(region)))?.[1] ?? 'he.chuan',
    size: sizes[code] ?? (kind === 'branch' ? 1.2 : 0.5),
    staff: staff.get(id) ?? [],
  }))
}

/** Those employed there but not its heads. */
async function readStaff({ tx }: Ctx): Promise<Map<string, Served[]>> {
  const { rows } = await sql<Served & { org_id: string }>`
    select a.org_id, a.person_id id, a.starts_on "from", a.ends_on "to" from kernel.assignment a
    where a.kind = 'employment' and not exists (
      select from kernel.assignment h where h.org_id = a.org_id and h.person_id = a.person_id and h.kind = 'head')
    order by a.org_id, a.starts_on, a.id`.execute(tx)
  return Map.groupBy(rows, ({ org_id }) => org_id)
}
