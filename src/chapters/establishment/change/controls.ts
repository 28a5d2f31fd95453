import { sql } from 'kysely'
import { registerControl } from '../../../kernel/controls/register-control.ts'

const records = {
  list: '/establishment/changes',
  permission: 'establishment.change.read',
}

/**
 * How the clauses about changes (2.3.1, 2.3.2) are counted. Each filing keeps the days the regulation asked for when it
 * was handed in and approved. A correction changes nothing and counts nowhere.
 */
export function registerChangeControls(): void {
  registerControl({
    key: 'establishment.change_notice_kept',
    records,
    sql: ({ from, to }) => sql`
      select c.org_id, c.id record_id,
        ((c.submitted_at at time zone o.time_zone)::date + c.notice_days <= c.effective_on)::int met, 1 total
      from establishment.change c join kernel.organisation o on o.id = c.org_id
      where c.kind <> 'correction' and c.state = 'completed' and c.effective_on between ${from} and ${to}`,
  })
  registerControl({ key: 'establishment.registry_current', records, sql: registryCurrent })
}

/**
 * The registry follows on the day itself, the one agreed to where it was held up past it. Outside, a business licence issued since says so, where the organisation holds
 * one and the change stands on it; what is not due yet and not done yet doesn't count.
 */
const registryCurrent = ({ from, to, today }: { from: string; to: string; today: string }) => sql`
  select c.org_id, c.id record_id, (w.entered and (not w.outside or w.renewed))::int met, 1 total
  from establishment.change c
  join kernel.organisation o on o.id = c.org_id
  cross join lateral (select coalesce(c.agreed_on, c.effective_on) agreed_on) d
  cross join lateral (
    select
      coalesce((c.completed_at at time zone o.time_zone)::date <= d.agreed_on, false) entered,
      c.item in ('name', 'scope', 'premises', 'head') and exists (
        select from establishment.licence l
        where l.org_id = c.org_id and l.kind = 'business' and l.issued_on < c.effective_on
      ) outside,
      exists (
        select from establishment.licence l
        where l.org_id = c.org_id and l.kind = 'business'
          and l.issued_on between c.effective_on and c.effective_on + c.registry_days
      ) renewed,
      c.effective_on + c.registry_days due_on
  ) w
  where c.kind <> 'correction' and c.state in ('approved', 'completed')
    and d.agreed_on between ${from} and ${to} and d.agreed_on <= ${today}
    and (not w.outside or w.renewed or not w.entered or w.due_on < ${today})`
