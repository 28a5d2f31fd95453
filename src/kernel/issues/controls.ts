import { sql } from 'kysely'
import { registerControl } from '../controls/register-control.ts'
import { onTime } from './punctual.ts'

/** How far clause 7.1.3 is kept: issues due in the period, whichever chapter opened them, closed by their first due day. */
export function registerIssueControls(): void {
  registerControl({
    key: 'issues.rectified_on_time',
    records: { list: '/issues', permission: 'issues.issue.read' },
    within: ({ from, to }, i) => sql`${sql.ref(`${i}.original_due_on`)} between ${from} and ${to}`,
    sql: ({ from, to, today }) => sql`
      select i.org_id, i.id record_id, coalesce(${onTime('i')}, false)::int met, 1 total
      from kernel.issue i
      join kernel.organisation o on o.id = i.org_id
      where i.original_due_on between ${from} and ${to} and (i.original_due_on < ${today} or i.state = 'closed')`,
  })
}
