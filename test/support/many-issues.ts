import { sql } from 'kysely'
import { castId } from '../../db/seed/cast.ts'
import { newId } from '../../src/kernel/db/new-id.ts'
import type { Tx } from '../../src/kernel/db/pool.ts'

/** 401 branches with a head each, and so many issues of the first 400 of them, all due on Friday, 20 March 2026. */
export async function fillLedger(owner: Tx, now: Date, count = 5000) {
  const owners = Array.from({ length: 401 }, () => newId())
  const orgs = owners.map(() => newId())
  const issues = Array.from({ length: count }, () => newId())
  const hq = castId('HQ')
  await sql`insert into kernel.organisation (id, parent_id, kind, code, name, path, life)
    select id, ${hq}::uuid, 'branch', 'N' || n, '第' || n || '分公司', array[${hq}::uuid, id], 'active'
    from unnest(${orgs}::uuid[]) with ordinality as o(id, n)`.execute(owner)
  await sql`insert into kernel.person (id, name, home_org_id)
    select id, '负责人' || n, (${orgs}::uuid[])[n]
    from unnest(${owners}::uuid[]) with ordinality as p(id, n)`.execute(owner)
  await sql`insert into kernel.account (id, person_id, name, email)
    select gen_random_uuid(), id, '负责人' || n, 'owner' || n || '@hengyuan.example'
    from unnest(${owners}::uuid[]) with ordinality as p(id, n)`.execute(owner)
  await sql`insert into kernel.issue (org_id, id, number, kind, params, title, source, severity, clause,
      subject_type, subject_id, link, responsible_id, due_on, nominal_due_on, original_due_on, original_nominal_on,
      state, opened_at, notified_at)
    select (${orgs}::uuid[])[(n - 1) % 400 + 1], id, 'WT-2026-' || n, 'issues.kind.written',
      jsonb_build_object('text', '问题' || n), '问题' || n, 'inspection', 'minor', '7.1.3', 'issue', id,
      '/issues/' || id, (${owners}::uuid[])[(n - 1) % 400 + 1], '2026-03-20', '2026-03-20', '2026-03-20',
      '2026-03-20', 'notified', ${now}::timestamptz, ${now}::timestamptz
    from unnest(${issues}::uuid[]) with ordinality as i(id, n)`.execute(owner)
  await sql`insert into kernel.task (org_id, id, person_id, kind, subject_type, subject_id, title, link, due_at, opened_at)
    select org_id, gen_random_uuid(), responsible_id, 'issues.task.plan', 'issue', id, title, link,
      '2026-03-20 17:30+08', opened_at from kernel.issue`.execute(owner)
  return { owners, issues }
}
