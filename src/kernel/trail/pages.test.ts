import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { castId } from '../../../db/seed/cast.ts'
import { startApp } from '../../../test/support/app.ts'
import { newId } from '../db/new-id.ts'
import type { Ctx } from '../http/context.ts'
import { readTrail } from './read.ts'

const app = await startApp()
const daysAgo = (days: number) => new Date(app.clock.now.getTime() - days * 86_400_000).toISOString()

/** Many branches of which hardly anything is heard, as the planner sees a network. */
async function quietBranches(count: number) {
  const ids = Array.from({ length: count }, () => newId())
  const hq = castId('HQ')
  await sql`insert into kernel.organisation (id, parent_id, kind, code, name, path, life)
    select id, ${hq}::uuid, 'branch', 'N' || n, '第' || n || '分公司', array[${hq}::uuid, id], 'active'
    from unnest(${ids}::uuid[]) with ordinality as o(id, n)`.execute(app.owner)
  return ids
}

/** So many things happen in turn at these organisations, two entries each, a second apart and the last at a moment. */
const happen = (orgs: string[], things: number, until: string) =>
  sql`insert into kernel.trail_entry (org_id, seq, id, at, action, actor_kind, actor_name, subject_type, subject_id,
      previous_hash, hash)
    select org_id, extract(epoch from at), gen_random_uuid(), at, 'issues.issue.open', 'system', '', 'issue', thing, '', ''
    from (select (${orgs}::uuid[])[n % ${orgs.length} + 1] org_id, gen_random_uuid() thing,
        ${until}::timestamptz - n * interval '2 seconds' last from generate_series(0, ${things - 1}::int) n) happened,
      lateral (values (last), (last - interval '1 second')) as moments(at) order by at`.execute(app.owner)

/** How many entries the database looks at for the first page of "what changed", shown or not. */
const lookedAt = (since: string) =>
  app.system(async (ctx) => {
    const before = await readSoFar(ctx)
    const page = await readTrail(ctx, { since, latest: true, limit: 12 })
    expect([page.items.length, page.total, page.total_capped]).toEqual([12, 100, true])
    return (await readSoFar(ctx)) - before
  })
async function readSoFar({ tx }: Ctx) {
  const { rows } = await sql<{ n: string }>`
    select seq_tup_read + coalesce(idx_tup_fetch, 0) n from pg_stat_xact_user_tables
    where relid = 'kernel.trail_entry'::regclass`.execute(tx)
  return Number(rows[0]!.n)
}

test('what changed costs the same, however much happened at one organisation since yesterday and however much before', async () => {
  await happen(await quietBranches(3000), 30_000, daysAgo(3))
  const shanghai = [app.org('上海分公司').id]
  // A page and a hundred and one counted, each with the entry before about the same thing and the look for a later one.
  const most = 3 * 2 * (13 + 101)
  for (const [things, until] of [
    [750, 0.5],
    [750, 0.25],
    [6000, 0],
  ] as const) {
    await happen(shanghai, things, daysAgo(until))
    await sql`analyze kernel.trail_entry`.execute(app.owner)
    expect(await lookedAt(daysAgo(1))).toBeLessThan(most)
  }
})
