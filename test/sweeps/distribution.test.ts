import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { shared } from '../../db/distribution.ts'
import { readKnown } from '../../scripts/cluster/known.ts'
import { planDistribution } from '../../src/kernel/db/distribution/plan.ts'
import { poolOf } from '../../src/kernel/db/pool.ts'
import { inTransaction } from '../../src/kernel/db/transaction.ts'
import { startApp } from '../support/app.ts'

const app = await startApp()
const owner = poolOf(app.owner)
const plan = await planDistribution(owner, shared)

test('every table stands somewhere on a cluster, each after those it refers to', async () => {
  const { rows } = await sql<{ from: string; to: string }>`
    select format('%s.%s', n.nspname, c.relname) "from", format('%s.%s', tn.nspname, t.relname) "to"
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class t on t.oid = k.confrelid join pg_namespace tn on tn.oid = t.relnamespace
    where k.contype = 'f' and k.conrelid <> k.confrelid and n.nspname not in ('public', 'pgboss')`.execute(
    app.owner,
  )
  const place = new Map(plan.map(({ table }, at) => [table, at]))
  expect(rows.length).toBeGreaterThan(100)
  expect(rows.filter(({ from, to }) => place.get(from)! < place.get(to)!)).toEqual([])
})

test('what is spread goes by an organisation; what is shared refers to nothing that is spread or stands elsewhere', async () => {
  const as = new Map(plan.map((step) => [step.table, step.as]))
  expect(
    plan
      .filter((step) => step.as === 'distributed')
      .map(({ table }) => table)
      .sort(),
  ).toEqual([...readKnown().distributed].sort())
  const { rows } = await sql<{ from: string; to: string }>`
    select k.conrelid::regclass::text "from", k.confrelid::regclass::text "to" from pg_constraint k
    where k.contype = 'f'`.execute(app.owner)
  const wrong = rows.filter(
    ({ from, to }) =>
      (as.get(from) !== 'distributed' && as.get(to) === 'distributed') ||
      (as.get(from) === 'reference' && as.get(to) === 'local'),
  )
  expect(wrong).toEqual([])
})

test('a table nobody decided on is named, and so is a decision about none', async () => {
  const { 'kernel.form': _, ...rest } = shared
  const planned = (decided: typeof shared) => planDistribution(owner, decided)
  await expect(planned(rest)).rejects.toThrow(/Nobody decided where kernel.form stands/)
  await expect(planned({ ...shared, 'kernel.gone': { as: 'local', why: 'a trial' } })).rejects.toThrow(
    /kernel.gone/,
  )
  await expect(planned({ ...shared, 'kernel.person': { as: 'local', why: 'a trial' } })).rejects.toThrow(
    /refers to kernel.person, which is on the coordinator alone/,
  )
})

test('no key, default or clause that a cluster refuses', async () => {
  const { rows } = await sql<{ table: string; what: string }>`
    select c.oid::regclass::text "table", what from (
      select k.conrelid oid, 'exclusion' what from pg_constraint k where k.contype = 'x'
      union all
      select k.conrelid, 'deferred' from pg_constraint k where k.condeferrable and k.contype in ('p', 'u', 'f')
      union all
      select k.conrelid, 'sets its organisation null' from pg_constraint k
        where k.contype = 'f' and k.confdeltype in ('n', 'd') and cardinality(k.conkey) > 1
      union all
      select a.attrelid, 'identity' from pg_attribute a where a.attidentity <> ''
      union all
      select d.adrelid, 'sequence' from pg_attrdef d where pg_get_expr(d.adbin, d.adrelid) ilike '%nextval%'
    ) found join pg_class c on c.oid = found.oid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname not in ('pg_catalog', 'information_schema', 'public', 'pgboss')`.execute(app.owner)
  expect(rows).toEqual([])
})

test('a trigger on a worker reads no table of the coordinator alone', async () => {
  const local = plan.filter(({ as }) => as === 'local').map(({ table }) => table)
  const { rows } = await sql<{ table: string; name: string; body: string }>`
    select format('%s.%s', n.nspname, c.relname) "table", p.proname as name, p.prosrc body
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_proc p on p.oid = t.tgfoid where not t.tgisinternal and n.nspname <> 'pgboss'`.execute(app.owner)
  expect(rows.length).toBeGreaterThan(8)
  const wrong = rows.filter(
    ({ table, body }) =>
      !local.includes(table) &&
      local.some((name) => body.includes(name) && !body.includes(`if to_regclass('${name}') is not null`)),
  )
  expect(wrong).toEqual([])
})

test('a policy lets through the same rows in the form a cluster takes, and holds no sub-query', async () => {
  const { rows: forms } = await sql<{ plain: string; citus: string }>`
    select kernel.reach_policy('postgres') plain, kernel.reach_policy('citus') citus`.execute(app.owner)
  const { plain, citus } = forms[0]!
  expect(plain).toMatch(/\(select /)
  expect(citus).not.toMatch(/\(select /)
  const { rows: orgs } = await sql<{ id: string }>`select id from kernel.organisation order by id`.execute(
    app.owner,
  )
  const ids = orgs.map(({ id }) => id)
  const reaches = [[], ids.slice(0, 1), ids.slice(1, 4), ids.filter((_, at) => at % 2 === 0), ids]
  for (const reach of [...reaches.map((some) => ({ all: false, ids: some })), { all: true, ids: [] }])
    await inTransaction(app.owner, { reach }, async (tx) => {
      const { rows } = await sql<{ same: boolean; seen: number }>`
        select bool_and(coalesce((${sql.raw(plain)}), false) = coalesce((${sql.raw(citus)}), false)) same,
          count(*) filter (where ${sql.raw(citus)})::int seen
        from kernel.assignment`.execute(tx)
      expect(rows[0]!.same).toBe(true)
      if (reach.all || reach.ids.length === ids.length) expect(rows[0]!.seen).toBeGreaterThan(0)
      if (!reach.all && reach.ids.length === 0) expect(rows[0]!.seen).toBe(0)
    })
})
