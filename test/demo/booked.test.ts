import { sql } from 'kysely'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { openStage } from '../../db/seed/demo/act-as.ts'
import { bookComplaints } from '../../db/seed/demo/complaints/book.ts'
import { Booked } from '../../db/seed/demo/complaints/booked.ts'
import { chanceOf } from '../../db/seed/demo/complaints/chance.ts'
import { readDesks } from '../../db/seed/demo/complaints/desks.ts'
import { planComplaints } from '../../db/seed/demo/complaints/plan.ts'
import { scriptOf } from '../../db/seed/demo/complaints/script.ts'
import { readHouse } from '../../db/seed/demo/complaints/seed.ts'
import { tellComplaint } from '../../db/seed/demo/complaints/tell.ts'
import { seedNetwork } from '../../db/seed/demo/network.ts'
import { startApp } from '../support/app.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })
const today = new Date('2026-11-29T02:00:00Z')
const app = await startApp({ now: today.toISOString() })
const stage = openStage(app.kernel)
beforeAll(() => seedNetwork(stage))

const acts = [
  'assign',
  'acknowledge',
  'investigate',
  'classify',
  'ask',
  'hear',
  'tell',
  'extend',
  'compensate',
  'propose',
  'object',
  'accept',
  'remedy',
  'close',
  'take_in',
  'rate',
  'check',
]

/** What is kept of a complaint, without the ids and numbers that are given anew each time. */
async function keptOf(id: string) {
  const rowsOf = async (text: string) => (await sql.raw<object>(text).execute(app.owner)).rows
  const row = await rowsOf(
    `select state, version, channel, kind, severity, subject, description, service_key, service_on, staff_id, cause_key,
      cause_version, claimed, compensated, currency, handler_id, assigned_at, read_at, next_due_at, extensions, objections, received_at,
      acknowledged_at, resolved_at, closed_at, closed_by, answer, went_to is not null went from complaints.complaint where id = '${id}'`,
  )
  const of = `where complaint_id = '${id}'`
  const trail = await rowsOf(
    `select at, action, actor_name, subject_title, note,
      diff - 'into' - 'merged' diff from kernel.trail_entry where subject_id = '${id}' order by at, seq`,
  )
  return {
    ...{ row, trail },
    clocks: await rowsOf(
      `select kind, limit_ms, elapsed_ms, paused_ms, running_since, paused_since, stopped_at, due_at, warn_at from complaints.clock ${of} order by kind`,
    ),
    messages: await rowsOf(
      `select kind, text, author_id, merged is not null merged, created_at from complaints.message ${of} order by created_at, kind`,
    ),
    remedy: await rowsOf(
      `select method, root_cause, action, owner_id, due_on, check_on, asked_at, effective, finding, checked_by, checked_at from complaints.remedy ${of}`,
    ),
    rating: await rowsOf(`select stars, rated_at from complaints.rating ${of}`),
    customer: await rowsOf(`select name, phone, email, language from complaints.complainant ${of}`),
  }
}

describe('a complaint of the demo', () => {
  test('that was put together is what the acts themselves would have left: row, clocks, words, remedy and trail', async () => {
    const { desks, house } = await stage.read('zhou.ting', today.toISOString(), async (ctx) => ({
      desks: await readDesks(ctx),
      house: await readHouse(ctx),
    }))
    const seen = new Set<string>()
    let compared = 0
    for (const [n, made] of planComplaints(desks, today, []).entries()) {
      const script = scriptOf(made, chanceOf(1000 + n)).filter(({ at }) => at < today)
      const adds = script.some(({ does }) => !seen.has(does))
      if (!adds || !script.some(({ does }) => does === 'close')) continue
      const booked = new Booked(house, made)
      for (const step of script) booked.do(step)
      // That a superior was kept waiting is told by a job of every minute, which the acts alone don't run.
      if (booked.acts.some(({ entry }) => entry.action.endsWith('.escalate'))) continue
      for (const { does } of script) seen.add(does)
      const told = await tellComplaint(stage, made, script)
      await bookComplaints(stage, [booked], today)
      expect(await keptOf(booked.id), made.matter.subject).toEqual(await keptOf(told))
      const { rows } = await sql<{ id: string }>`
        select id from complaints.complaint where went_to = any(${[told, booked.id]}::uuid[]) order by id`.execute(
        app.owner,
      )
      if (rows.length > 0) expect(await keptOf(rows[0]!.id)).toEqual(await keptOf(rows[1]!.id))
      compared += 1
    }
    expect(compared).toBeGreaterThan(2)
    expect(acts.filter((one) => !seen.has(one))).toEqual([])
  })
})
