import { sql } from 'kysely'
import type { CastUser } from '../../db/seed/cast.ts'
import { newId } from '../../src/kernel/db/new-id.ts'
import type { TestApp } from './app.ts'

/** Gives somebody a role with every permission, at one organisation and all below it. */
export async function giveEveryRight(app: TestApp, user: CastUser, organisation_id: string) {
  const role_key = 'role_of_every_right'
  await app.owner
    .insertInto('kernel.role')
    .values({ key: role_key, title: '全部权限', title_en: 'Everything' })
    .onConflict((known) => known.doNothing())
    .execute()
  await sql`insert into kernel.role_permission (role_key, permission)
    select distinct ${role_key}, permission from kernel.role_permission
    on conflict do nothing`.execute(app.owner)
  await app.owner
    .insertInto('kernel.role_assignment')
    .values({
      id: newId(),
      person_id: app.person(user).id,
      role_key,
      organisation_id,
      with_subtree: true,
      starts_on: '2026-01-01',
    })
    .execute()
}

/** Ids of rows the organisation owns, at most so many of a table. */
export async function idsOf(app: TestApp, org_id: string, most = 2): Promise<string[]> {
  const { rows } = await sql<{ table: string }>`
    select format('%s.%s', table_schema, table_name) "table" from information_schema.columns
    where column_name = 'org_id' and table_schema not in ('information_schema', 'pg_catalog', 'pgboss')
      and exists (select from information_schema.columns i where i.table_schema = columns.table_schema
        and i.table_name = columns.table_name and i.column_name = 'id')`.execute(app.owner)
  const ids: string[] = []
  for (const { table } of rows) {
    const found = await sql<{ id: string }>`
      select id from ${sql.table(table)} where org_id = ${org_id} limit ${most}`.execute(app.owner)
    ids.push(...found.rows.map(({ id }) => id))
  }
  return ids
}

/** An id of a row of each table that has ids, the newest. */
export async function newestIds(app: TestApp): Promise<string[]> {
  const { rows } = await sql<{ table: string }>`
    select format('%s.%s', table_schema, table_name) "table" from information_schema.columns
    where column_name = 'id' and data_type = 'uuid'
      and table_schema not in ('information_schema', 'pg_catalog', 'pgboss') order by 1`.execute(app.owner)
  const found: string[] = []
  for (const { table } of rows) {
    const newest = await sql<{ id: string }>`
      select id from ${sql.table(table)} order by id desc limit 1`.execute(app.owner)
    found.push(...newest.rows.map(({ id }) => id))
  }
  return found
}
