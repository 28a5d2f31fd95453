import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { cameUpBefore } from '../../src/chapters/complaints/analysis/came-up.ts'
import { makeCheckpoint } from '../../src/kernel/trail/checkpoint.ts'
import { signingKey } from '../../src/kernel/trail/key.ts'
import { inSnapshot, readRecords } from '../../src/kernel/trail/records.ts'
import { verifyTrail } from '../../src/kernel/trail/verify.ts'
import { demoMadeAt, startDemo } from '../support/demo.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })
const app = await startDemo()

test('two years of complaints in three languages, with seasons, repeats and scandals, come in their order, each once', async () => {
  const counts = await countAll()
  expect(counts.complaints).toBeGreaterThanOrEqual(300)
  expect(counts.complaints).toBeLessThanOrEqual(600)
  expect(counts.months).toBeGreaterThanOrEqual(24)
  expect(counts.languages).toEqual(['en', 'zh-CN', 'zh-TW'])
  expect(counts.states).toEqual(
    expect.arrayContaining([
      'acknowledged',
      'closed',
      'investigating',
      'merged',
      'proposed',
      'received',
      'resolved',
      'unfounded',
      'waiting_customer',
    ]),
  )
  expect(counts.rulings).toEqual(
    expect.arrayContaining([
      'compensation approved',
      'compensation in_review',
      'compensation rejected',
      'extension approved',
      'unfounded approved',
      'unfounded rejected',
    ]),
  )
  for (const [what, least] of Object.entries({
    rated: 100,
    named: 60,
    extended: 15,
    compensated: 20,
    repeated: 30,
    late: 5,
    objected: 20,
  }))
    expect(counts[what], what).toBeGreaterThanOrEqual(least)
  // What came up three times within 90 days, and nothing else, opened an issue.
  expect(counts.signals).toEqual(['HD-SH system.down', 'HN-GZ system.data'])
  expect(counts.thrice).toEqual(counts.signals)
  const { rows } = await sql<{ n: number; last: number; out_of_order: number }>`
    select (select count(*)::int from kernel.issued_number where series = 'complaints.complaint') n,
      (select sum(last)::int from kernel.number_series where series = 'complaints.complaint') last,
      (select count(*)::int from (select received_at, lag(received_at) over (order by number) earlier
        from complaints.complaint where came_from is null) c where received_at < earlier) out_of_order`.execute(
    app.owner,
  )
  expect(rows[0]).toEqual({ n: counts.complaints, last: counts.complaints, out_of_order: 0 })
})

test('the number of services is reported for every month, and the trail of all that verifies', async () => {
  const { rows } = await sql<{ months: number }>`
    select count(distinct period)::int months from kernel.indicator_value v
    join kernel.indicator i on i.id = v.indicator_id where i.key = 'complaints.services'`.execute(app.owner)
  expect(rows[0]!.months).toBe(24)
  await makeCheckpoint(app.kernel)
  const verdict = await inSnapshot(app.kernel.db, (tx) =>
    verifyTrail(
      readRecords(tx, {
        public_key: signingKey(app.kernel.configuration.secret).publicKey,
        made_at: demoMadeAt.toISOString(),
      }),
    ),
  )
  expect(verdict.faults).toEqual([])
  expect(verdict.entries).toBeGreaterThan(4000)
})

const countAll = async () =>
  (
    await sql<Record<string, unknown>>`
      select (select count(*)::int from complaints.complaint) complaints,
        (select array_agg(distinct state order by state) from complaints.complaint) states,
        (select array_agg(distinct language order by language) from complaints.complainant) languages,
        (select count(distinct date_trunc('month', received_at))::int from complaints.complaint) months,
        (select array_agg(distinct matter || ' ' || state) from complaints.ruling) rulings,
        (select count(*)::int from complaints.rating) rated,
        (select array_agg(o.code || ' ' || cause_key order by 1) from complaints.risk_signal s join kernel.organisation o on o.id = s.org_id) signals,
        (select count(*)::int from complaints.complaint where staff_id is not null) named,
        (select count(*)::int from complaints.complaint where extensions > 0) extended,
        (select count(*)::int from complaints.complaint where compensated > 0) compensated,
        (select count(*)::int from complaints.complaint c where ${cameUpBefore('c')}) repeated,
        (select count(*)::int from complaints.clock where kind <> 'update' and stopped_at is not null and elapsed_ms > limit_ms) late,
        (select count(*)::int from complaints.complaint where objections > 0 and state in ('resolved', 'closed')) objected,
        (select array_agg(distinct o.code || ' ' || cause_key order by o.code || ' ' || cause_key) from complaints.complaint c
          join kernel.organisation o on o.id = c.org_id where cause_key is not null and state not in ('merged', 'unfounded') and (
            select count(*) from complaints.complaint b where b.org_id = c.org_id and b.cause_key = c.cause_key
              and b.state not in ('merged', 'unfounded') and b.received_at between c.received_at - interval '90 days' and c.received_at
          ) >= 3) thrice`.execute(app.owner)
  ).rows[0]!
