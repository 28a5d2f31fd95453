import { sql } from 'kysely'
import { beforeAll, expect, test, vi } from 'vitest'
import { openStage } from '../../db/seed/demo/act-as.ts'
import { seedFilings } from '../../db/seed/demo.ts'
import { changeKinds } from '../../src/chapters/establishment/change/kinds/contract.ts'
import { startApp } from '../support/app.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 240_000 })
const today = new Date('2026-11-29T02:00:00Z')
const app = await startApp({ now: today.toISOString() })
beforeAll(() => seedFilings(openStage(app.kernel), today))

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

test('it shows every kind of filing handed in, and most of them carried out', async () => {
  const handedIn = await listed('select distinct kind it from establishment.change where number is not null')
  expect(changeKinds.filter((kind) => !handedIn.includes(kind))).toEqual([])
  const done = await listed(`select distinct kind it from establishment.change where state = 'completed'`)
  expect(done.sort()).toEqual(['correction', 'name', 'parent', 'premises', 'resume', 'scope', 'suspend'])
})

test('somebody who left has nothing waiting: their account is shut, and what they had to do is with the region', async () => {
  const handed = await listed(`select action it from kernel.trail_entry
    where action in ('tasks.task.hand_over', 'administration.account.disable', 'people.assignment.end') order by seq`)
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
