import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { everything, inTransaction, nothing, type Reach } from '../../src/kernel/db/transaction.ts'
import { startApp } from '../support/app.ts'

const app = await startApp()

/** Tables of ours, and whether an organisation owns them. */
const tables = (
  await sql<{ name: string; owned: boolean; guarded: boolean }>`
    select format('%s.%s', n.nspname, c.relname) name, c.relrowsecurity guarded,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped) owned
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'public', 'pgboss')
    order by 1`.execute(app.owner)
).rows
const owned = new Set(tables.filter((table) => table.owned).map((table) => table.name))

type Key = { table: string; name: string; kind: string; columns: string[]; target: string | null }
const keys = (
  await sql<Key>`
    select format('%s.%s', n.nspname, c.relname) "table", k.conname name, k.contype kind,
      (select array_agg(a.attname::text order by place) from unnest(k.conkey) with ordinality as u(num, place)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num) columns,
      (select format('%s.%s', tn.nspname, t.relname) from pg_class t join pg_namespace tn on tn.oid = t.relnamespace
        where t.oid = k.confrelid) target
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname not in ('pg_catalog', 'information_schema', 'public', 'pgboss') and k.contype in ('p', 'u', 'f')`.execute(
    app.owner,
  )
).rows

test('there are tables an organisation owns, and shared ones', () => {
  expect(owned.size).toBeGreaterThan(10)
  expect(tables.length).toBeGreaterThan(owned.size)
})

test('every table an organisation owns is behind reach', () => {
  expect(tables.filter((table) => table.owned && !table.guarded).map((table) => table.name)).toEqual([])
})

test('the policy of every such table is the one text there is', async () => {
  const { rows } = await sql<{ name: string; using: string; check: string; roles: string }>`
    select format('%s.%s', schemaname, tablename) name, qual "using", with_check "check", roles::text roles
    from pg_policies where policyname = 'reach'`.execute(app.owner)
  expect(new Set(rows.map((row) => row.name))).toEqual(owned)
  expect(new Set(rows.map((row) => `${row.using} ${row.check} ${row.roles}`)).size).toBe(1)
})

test('the primary key of every such table begins with org_id', () => {
  const primary = new Map(keys.filter(({ kind }) => kind === 'p').map((key) => [key.table, key.columns]))
  expect([...owned].filter((table) => primary.get(table)?.[0] !== 'org_id')).toEqual([])
})

test('no unique constraint or index of such a table leaves org_id out', async () => {
  const wrong = keys.filter(
    (key) => key.kind === 'u' && owned.has(key.table) && !key.columns.includes('org_id'),
  )
  expect(wrong.map(({ table, name }) => `${table} ${name}`)).toEqual([])
  const { rows } = await sql<{ table: string; definition: string }>`
    select format('%s.%s', schemaname, tablename) "table", indexdef definition from pg_indexes
    where indexdef like 'CREATE UNIQUE%'`.execute(app.owner)
  expect(rows.filter((index) => owned.has(index.table) && !index.definition.includes('org_id'))).toEqual([])
})

test('between tables an organisation owns, a foreign key carries org_id', () => {
  const wrong = keys.filter(
    (key) =>
      key.kind === 'f' && owned.has(key.table) && owned.has(key.target ?? '') && key.columns[0] !== 'org_id',
  )
  expect(wrong.map(({ table, name }) => `${table} ${name}`)).toEqual([])
})

test('a table addressed by id has an index on it alone', async () => {
  const { rows } = await sql<{ table: string }>`
    select format('%s.%s', schemaname, tablename) "table" from pg_indexes
    where indexdef ~ 'USING btree \\(id\\)'`.execute(app.owner)
  const indexed = new Set(rows.map((row) => row.table))
  const addressed = keys.filter((key) => key.kind === 'p' && key.columns.join() === 'org_id,id')
  expect(addressed.map((key) => key.table).filter((table) => !indexed.has(table))).toEqual([])
})

test('the app’s role owns nothing, bypasses nothing and can’t change the trail', async () => {
  const { rows } = await sql<{ superuser: boolean; bypasses: boolean; owns: string; edits: boolean }>`
    select r.rolsuper superuser, r.rolbypassrls bypasses,
      (select count(*) from pg_class c where c.relowner = r.oid) owns,
      has_table_privilege(r.oid, 'kernel.trail_entry', 'update, delete, truncate') edits
    from pg_roles r where r.rolname = current_user`.execute(app.kernel.db)
  expect(rows).toEqual([{ superuser: false, bypasses: false, owns: 0, edits: false }])
})

test('without a reach nothing of any organisation is seen', async () => {
  for (const name of owned) {
    const { rows } = await sql<{ n: number }>`select count(*) n from ${sql.table(name)}`.execute(
      app.kernel.db,
    )
    expect(rows[0]?.n, name).toBe(0)
  }
  const all = await app.owner.selectFrom('kernel.assignment').select('id').execute()
  expect(all.length).toBeGreaterThan(10)
})

test('numbers of all organisations together are seen by whoever reaches all of them alone', async () => {
  await app.owner
    .insertInto('complaints.count_month')
    .values({ month: '2000-01', part: 'channel', key: 'web', n: 1 })
    .execute()
  const organisations = await app.owner.selectFrom('kernel.organisation').select('id').execute()
  const seenWith = (reach: Reach) =>
    inTransaction(app.kernel.db, { reach }, async (tx) => {
      const rows = await tx
        .selectFrom('complaints.count_month')
        .select('n')
        .where('month', '=', '2000-01')
        .execute()
      return rows.length
    })
  expect(await seenWith(everything)).toBe(1)
  expect(await seenWith(nothing)).toBe(0)
  expect(await seenWith({ all: false, ids: organisations.map(({ id }) => id) })).toBe(0)
})

test('what the whole network comes to is read and written by nobody but who reaches everything', async () => {
  await app.owner
    .insertInto('kernel.control_total')
    .values({ period: '2026', control_key: 'a control', met: 1, total: 2 })
    .execute()
  const within = (reach: Reach) =>
    inTransaction(app.kernel.db, { reach }, async (tx) => {
      const found = await tx.selectFrom('kernel.control_total').selectAll().execute()
      const { numUpdatedRows } = await tx
        .updateTable('kernel.control_total')
        .set({ met: 2 })
        .executeTakeFirstOrThrow()
      return [found.length, Number(numUpdatedRows)]
    })
  const branches = { all: false, ids: [app.org('上海分公司').id, app.org('广州分公司').id] }
  expect(await within(branches)).toEqual([0, 0])
  expect(await within(everything)).toEqual([1, 1])
})

test('every table says what it is', async () => {
  const { rows } = await sql<{ name: string }>`
    select format('%s.%s', n.nspname, c.relname) name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'public', 'pgboss')
      and obj_description(c.oid) is null`.execute(app.owner)
  expect(rows).toEqual([])
})
