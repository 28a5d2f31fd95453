import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { changeKinds } from '../../src/chapters/establishment/change/kinds/contract.ts'
import { readStanding } from '../../src/kernel/controls/contract.ts'
import { listWarnings } from '../../src/kernel/indicators/contract.ts'
import { startDemo } from '../support/demo.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 240_000 })
const app = await startDemo()

const listed = async (query: string): Promise<string[]> => {
  const { rows } = await sql.raw<{ it: string }>(query).execute(app.owner)
  return rows.map(({ it }) => it)
}
/** Everything that can happen at an approval, as the trail calls it. */
const acts = [
  ...['start', 'approve', 'reject', 'return', 'resubmit', 'withdraw', 'take_back', 'transfer', 'delegate'],
  ...['add_signer_before', 'add_signer_after', 'remove_signer', 'appoint', 'override_pass', 'fill'],
  ...['urge', 'copy', 'ask', 'answer', 'comment', 'attach', 'subject_changed'],
]

/** What the trail alone doesn't tell apart. */
const told = {
  'sent back to the applicant': `approval_request_return where diff ? 'state'`,
  'sent back to an earlier step': `approval_request_return where not diff ? 'state'`,
  'decided in the place of another': `kernel.approval_signer where answered_by_id <> person_id`,
  'answered by whom it was delegated to': `kernel.approval_signer where origin = 'delegated' and state = 'approved'`,
  'answered by who was added': `kernel.approval_signer where origin = 'added_after' and state = 'approved'`,
  'decided by whom the applicant chose': `kernel.approval_signer where origin = 'applicant_choice' and state = 'approved'`,
  'decided by whom the approver before chose': `kernel.approval_request r where state = 'approved' and exists (
    select from jsonb_array_elements(flow->'steps') s where s->'approvers' @> '[{"by": "previous_choice"}]'
      and chosen ? (s->>'key'))`,
  'was parked': `kernel.approval_signer where origin = 'appointed' and state = 'approved'`,
  'said with a file': `kernel.file where subject_type = 'approvals.comment'`,
  'replied to': `kernel.approval_comment where reply_to_id is not null and answers_id is null`,
  'several agreed to at once': `(select request_id from kernel.trail_entry where action = 'approvals.request.approve'
    group by request_id having count(distinct subject_id) > 1) together`,
  'on an older version than the one in force': `kernel.approval_request r
    join kernel.approval_flow_version v on v.id = r.flow_version_id
    join kernel.approval_flow_version later on later.flow_id = v.flow_id and later.number > v.number and later.published_at is not null`,
}

test('the demo shows every operation of approvals', async () => {
  const seen = await listed(
    `select distinct replace(action, 'approvals.request.', '') it from kernel.trail_entry
      where action like 'approvals.request.%'`,
  )
  expect(acts.filter((act) => !seen.includes(act))).toEqual([])
  const missing: string[] = []
  for (const [what, from] of Object.entries(told)) {
    const rows = await listed(
      `with approval_request_return as (select * from kernel.trail_entry where action = 'approvals.request.return')
        select count(*) it from ${from}`,
    )
    if (Number(rows[0]) === 0) missing.push(what)
  }
  expect(missing).toEqual([])
})

test('it shows every kind of filing carried out, each agreed to by those who decide on it', async () => {
  const done = await listed(
    `select distinct c.kind it from establishment.change c
      join kernel.approval_request r on r.org_id = c.org_id and r.subject_id = c.id and r.state = 'approved'
      where c.state = 'completed'`,
  )
  expect(done.sort()).toEqual([...changeKinds].sort())
})

test('most changes were applied for as long before as the regulation asks; those in a hurry were not', async () => {
  const query = { clause: '2.3.1', period: '2026' }
  const { clauses } = await app.as('zhou.ting').call(readStanding, { query })
  const { met, total } = clauses[0]!
  expect(met).toBeGreaterThan(total / 2)
  expect(met).toBeLessThan(total)
})

test('most issues are put right in time, those that complaints opened too', async () => {
  const query = { clause: '7.1.3', period: '2026' }
  const { clauses } = await app.as('zhou.ting').call(readStanding, { query })
  const { met, total } = clauses[0]!
  expect(met).toBeGreaterThan(total / 2)
  expect(met).toBeLessThan(total)
})

test('a head handed over: listed, confirmed by both, witnessed, the audit asked for and taken on, then the day', async () => {
  const acts = await listed(
    `select replace(t.action, 'establishment.change.', '') it from establishment.change c
      join establishment.hand_over h on h.org_id = c.org_id and h.change_id = c.id
      join kernel.trail_entry t on t.org_id = c.org_id and t.subject_id = c.id
      where c.state = 'completed' and t.action like 'establishment.change.%' order by t.seq`,
  )
  expect(acts).toEqual([
    ...['create', 'submit', 'await_handover', 'edit_hand_over', 'confirm_outgoing', 'confirm_incoming'],
    ...['witness', 'request_audit', 'release', 'receive_audit', 'complete'],
  ])
  const heads = await listed(
    `select p.name || ' ' || coalesce(to_char(a.ends_on, 'YYYY-MM-DD'), 'now') it from kernel.assignment a
      join kernel.organisation o on o.id = a.org_id and o.name = '合肥分公司'
      join kernel.person p on p.id = a.person_id where a.kind = 'head' order by a.starts_on`,
  )
  expect(heads).toEqual([expect.stringMatching(/ 2026-10-15$/), expect.stringMatching(/ now$/)])
})

test('what was closed has nobody at work and says who keeps its records; one is back, with a head', async () => {
  const closed = await listed(`select name it from kernel.organisation where life = 'closed'`)
  expect(closed).toEqual(['嘉兴合作网点'])
  const records = await listed(
    `select o.name || ' ' || (c.proposal ->> 'records_place') it from establishment.change c
      join kernel.organisation o on o.id = c.org_id where c.kind = 'close' and c.state = 'completed' order by 1`,
  )
  expect(records).toEqual(['嘉兴合作网点 上海分公司档案室 3 号柜', '镇江合作网点 上海分公司档案室 1 号柜'])
  const left = await listed(
    `select a.kind it from kernel.assignment a join kernel.organisation o on o.id = a.org_id
      where o.life = 'closed' and a.ends_on is null`,
  )
  expect(left).toEqual([])
  const back = await listed(
    `select o.life || ' ' || count(a.id) it from kernel.organisation o
      left join kernel.assignment a on a.org_id = o.id and a.kind = 'head' and a.ends_on is null
      where o.name = '镇江合作网点' group by o.life`,
  )
  expect(back).toEqual(['active 1'])
})

test('somebody who left has nothing waiting: their account is shut, and what they had to do is with the region', async () => {
  const handed = await listed(`select action it from kernel.trail_entry
    where action in ('tasks.task.hand_over', 'administration.account.disable')
      or (action = 'people.assignment.end' and note = '个人原因离职。') order by seq`)
  expect(handed.sort()).toEqual([
    'administration.account.disable',
    'people.assignment.end',
    'tasks.task.hand_over',
  ])
  const left =
    await listed(`select t.id it from kernel.task t join kernel.account a on a.person_id = t.person_id
    where t.closed_at is null and a.disabled_at is not null`)
  expect(left).toEqual([])
})

test('warnings came month by month, most responded to within the day, some late, and of the last round a few by nobody yet', async () => {
  const zhou = app.as('zhou.ting')
  const all = await zhou.call(listWarnings, { query: { limit: 200 } })
  expect(all.items).toHaveLength(all.total)
  const months = new Set(all.items.map(({ raised_at }) => raised_at.slice(0, 7)))
  expect(months.size).toBeGreaterThanOrEqual(8)
  for (const { period, raised_at } of all.items)
    if (!period.includes('Q') && period >= '2026') expect(raised_at.slice(0, 7) > period).toBe(true)
  const hours = ({ raised_at, responded_at }: (typeof all.items)[number]) =>
    responded_at && (Date.parse(responded_at) - Date.parse(raised_at)) / 3_600_000
  const taken = all.items.map(hours).filter((one) => typeof one === 'number')
  expect(taken.filter((one) => one > 24).length).toBeGreaterThanOrEqual(3)
  const open = all.items.filter((one) => one.responded_at === null && one.rearmed_at === null)
  expect(open.length).toBeGreaterThanOrEqual(1)
  expect(open.length).toBeLessThanOrEqual(8)
  for (const { raised_at, escalated } of open)
    expect([raised_at.slice(0, 7), escalated]).toEqual(['2026-11', 2])
  const { clauses } = await zhou.call(readStanding, { query: { clause: '6.3.2' } })
  const { met, total } = clauses[0]!
  expect(total).toBeGreaterThan(20)
  expect(met / total).toBeGreaterThan(0.7)
  expect(met).toBeLessThan(total)
})
