import { describe, expect, test } from 'vitest'
import { regulation } from '../../../regulation/load.ts'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { issueStory } from '../../../test/support/issue-story.ts'
import { listTasks } from '../tasks/contract.ts'
import { handOver } from '../tasks/hand-over.ts'
import * as act from './acts/contract.ts'
import { issueStates, listIssueStatistics, listIssues, sumIssues } from './contract.ts'
import { remindIssues } from './due/remind.ts'
import { issueLifecycle } from './life/lifecycle.ts'
import { rectifyIssue } from './settle.ts'

const app = await startApp({ now: '2026-03-02T02:00:00.000Z' })
const story = issueStory(app)
const on = (day: string) => app.clock.set(`${day}T02:00:00.000Z`)
const person = (user: Parameters<typeof app.person>[0]) => app.person(user).id
const kindsOf = async (user: Parameters<typeof app.as>[0], id: string) =>
  (await app.as(user).call(listTasks)).items.filter((one) => one.subject_id === id).map((one) => one.kind)
const clauses = regulation().clauses.map(({ id }) => id)
/** A clause nobody else has broken, so that nothing repeats. */
const fresh = () => ({ clause: clauses.pop() })

test('the contract names the states and actions of the lifecycle', () => {
  expect([...issueStates].sort()).toEqual([...issueLifecycle.states].sort())
  const buttons = Object.keys(issueLifecycle.actions).filter((action) => action !== 'settle')
  expect([...act.issueActions].sort()).toEqual(buttons.sort())
})

describe('1. states: found → notified → planned → rectifying → submitted → verified → closed', () => {
  test('each step is in the inbox of whom it waits for, and leaves a line in the history', async () => {
    const { id, number } = await story.find(fresh())
    expect(number).toMatch(/^WT-2026-\d{4}$/)
    expect((await story.page(id)).state).toBe('found')
    expect(await kindsOf('zhou.ting', id)).toEqual(['issues.task.notify'])
    expect(await kindsOf('li.wei', id)).toEqual([])
    await story.notify(id, 'zhou.ting')
    expect(await kindsOf('zhou.ting', id)).toEqual([])
    expect(await kindsOf('li.wei', id)).toEqual(['issues.task.plan'])
    await story.plan(id)
    expect(await story.page(id)).toMatchObject({ state: 'planned', waits_for: { name: '李薇' } })
    await story.start(id, 'li.wei')
    expect(await kindsOf('li.wei', id)).toEqual(['issues.task.rectify'])
    await story.show(id)
    await story.submit(id)
    expect(await kindsOf('li.wei', id)).toEqual([])
    expect(await kindsOf('chen.hao', id)).toEqual(['issues.task.verify'])
    await story.verify(id)
    expect(await kindsOf('chen.hao', id)).toEqual(['issues.task.close'])
    await story.close(id, 'chen.hao')
    expect(await story.page(id)).toMatchObject({ state: 'closed', waits_for: null, can: ['reopen'] })
    expect(await kindsOf('chen.hao', id)).toEqual([])
    const trail = await app.owner
      .selectFrom('kernel.trail_entry')
      .select('action')
      .where('subject_id', '=', id)
      .orderBy('seq')
      .execute()
    expect(trail.map(({ action }) => action.replace('issues.issue.', ''))).toEqual([
      ...['open', 'notify', 'plan', 'start', 'add_evidence', 'submit', 'verify', 'close'],
    ])
  })

  test('a measure has who and by when, no later than the issue; whoever has it ticks it off', async () => {
    const { id } = await story.find(fresh())
    await story.notify(id, 'zhou.ting')
    const late = [{ what: '更换门锁', person_id: person('wang.lei'), due_on: '2026-12-31' }]
    expect((await refusalOf(story.plan(id, 'li.wei', { measures: late }))).code).toBe(
      'issues.errors.measure_late',
    )
    const stranger = [{ what: '更换门锁', person_id: person('zheng.kai'), due_on: '2026-03-10' }]
    expect((await refusalOf(story.plan(id, 'li.wei', { measures: stranger }))).code).toBe(
      'issues.errors.measure_person',
    )
    await story.plan(id)
    const { version, measures } = await story.page(id)
    const [{ id: measure_id } = { id: '' }] = measures
    await app
      .as('li.wei')
      .call(act.finishMeasure, { params: { id, measure_id }, body: { version, done: true } })
    expect((await story.page(id)).measures).toMatchObject([
      { what: '加装带锁档案柜', person: { name: '王磊' }, done_at: expect.stringContaining('2026-03-02') },
    ])
  })

  test('whoever has a measure is asked for it by its day, sees the plan and ticks it off, and nobody else’s', async () => {
    const { id } = await story.find(fresh())
    await story.notify(id, 'zhou.ting')
    await story.plan(id, 'li.wei', {
      measures: [
        { what: '加装带锁档案柜', person_id: person('wang.lei'), due_on: '2026-03-10' },
        { what: '登记钥匙', person_id: person('li.wei'), due_on: '2026-03-11' },
      ],
    })
    const asked = await app.owner
      .selectFrom('kernel.task')
      .select(['person_id', 'link', 'due_at'])
      .where('subject_id', '=', id)
      .where('kind', '=', 'issues.task.measure')
      .where('closed_at', 'is', null)
      .execute()
    expect(asked).toEqual([
      {
        ...{ person_id: person('wang.lei'), link: `/issues/${id}/measures` },
        due_at: '2026-03-10T09:00:00Z',
      },
    ])
    const wang = app.as('wang.lei')
    const shown = await wang.call(act.readMeasures, { params: { id } })
    expect(shown).toMatchObject({ state: 'planned', plan: '管理疏忽，补齐设施和制度。', readable: false })
    expect(shown).not.toHaveProperty('evidence')
    const [own, other] = shown.measures.map((one) => one.id)
    const tick = (measure_id = '', version = shown.version) =>
      wang.call(act.finishOwnMeasure, { params: { id, measure_id }, body: { version, done: true } })
    expect((await refusalOf(tick(other))).status).toBe(404)
    await tick(own)
    expect(await kindsOf('wang.lei', id)).toEqual([])
    const ticked = (await story.page(id)).measures.filter(({ done_at }) => done_at !== null)
    expect(ticked.map(({ what }) => what)).toEqual(['加装带锁档案柜'])

    expect((await refusalOf(wang.call(act.readIssue, { params: { id } }))).status).toBe(403)
    const { id: stranger } = await story.find(fresh())
    await story.notify(stranger, 'zhou.ting')
    await story.plan(stranger, 'li.wei', {
      measures: [{ what: '登记钥匙', person_id: person('li.wei'), due_on: '2026-03-11' }],
    })
    expect((await refusalOf(wang.call(act.readMeasures, { params: { id: stranger } }))).status).toBe(404)
    expect(await app.as('li.wei').call(act.readMeasures, { params: { id: stranger } })).toMatchObject({
      readable: true,
    })
  })

  test('what is sent back with words is put right and submitted again', async () => {
    const id = await story.submitted(fresh())
    await story.sendBack(id)
    expect(await story.page(id)).toMatchObject({ state: 'returned', ruling: '缺少钥匙登记。' })
    expect(await kindsOf('li.wei', id)).toEqual(['issues.task.plan'])
    await story.start(id, 'li.wei')
    await story.submit(id)
    expect(await story.page(id)).toMatchObject({ state: 'submitted', ruling: null })
  })
})

test('a due day on a day off says which day it was moved from', async () => {
  const found = await story.find({ ...fresh(), due_on: '2026-03-22' })
  const moved = { due_on: '2026-03-23', nominal_due_on: '2026-03-22' }
  expect(found).toMatchObject(moved)
  expect(await story.page(found.id)).toMatchObject(moved)
})

describe('1. verifier ≠ rectifier', () => {
  test('nobody who took part is named, is handed the task, or verifies – by any path', async () => {
    const same = { ...fresh(), responsible_id: person('chen.hao'), verifier_id: person('chen.hao') }
    expect((await refusalOf(story.find(same))).code).toBe('issues.errors.verifier_rectifies')

    const id = await story
      .submitted({ ...fresh(), verifier_id: null, responsible_id: person('chen.hao') })
      .catch((error: unknown) => error)
    // Li Wei is not responsible there: the region's head is.
    expect(id).toMatchObject({ code: 'issues.errors.other_responsible' })

    const own = await story.find({ ...fresh(), verifier_id: null, responsible_id: person('chen.hao') })
    await story.notify(own.id, 'zhou.ting')
    await story.plan(own.id, 'chen.hao')
    await story.start(own.id, 'chen.hao')
    await story.show(own.id, 'chen.hao')
    await story.submit(own.id, 'chen.hao')
    expect((await refusalOf(story.verify(own.id, 'chen.hao'))).code).toBe('issues.errors.verifier_rectifies')
    expect((await refusalOf(story.sendBack(own.id, 'chen.hao'))).code).toBe(
      'issues.errors.verifier_rectifies',
    )
    const { version, title, description, severity } = await story.page(own.id)
    const naming = app.as('zhou.ting').call(act.editIssue, {
      params: { id: own.id },
      body: {
        ...{ version, title, description, severity, clause: null },
        ...{ responsible_id: person('chen.hao'), verifier_id: person('chen.hao') },
      },
    })
    expect((await refusalOf(naming)).code).toBe('issues.errors.verifier_rectifies')
    await story.verify(own.id, 'he.chuan')
    expect((await refusalOf(story.close(own.id, 'chen.hao'))).code).toBe('issues.errors.verifier_rectifies')
    await story.close(own.id, 'he.chuan')
  })

  test('somebody who brought evidence or did a measure can’t verify afterwards', async () => {
    const { id } = await story.find({ ...fresh(), verifier_id: null, responsible_id: null })
    await story.notify(id, 'zhou.ting')
    await story.plan(id)
    await story.start(id, 'li.wei')
    await story.show(id, 'li.wei')
    const { version, title, description, severity } = await story.page(id)
    await app.as('zhou.ting').call(act.editIssue, {
      params: { id },
      body: {
        ...{ version, title, description, severity, clause: null },
        ...{ responsible_id: person('chen.hao'), verifier_id: null },
      },
    })
    await story.submit(id, 'chen.hao')
    expect((await refusalOf(story.verify(id, 'chen.hao'))).code).toBe('issues.errors.verifier_rectifies')
    await story.verify(id, 'zhou.ting')
  })

  test('whom the verifier is named, nobody else verifies', async () => {
    const id = await story.submitted(fresh())
    expect((await refusalOf(story.verify(id, 'he.chuan'))).code).toBe('issues.errors.other_verifier')
    expect((await story.page(id, 'chen.hao')).can).toContain('verify')
    expect((await story.page(id, 'he.chuan')).can).not.toContain('verify')
  })
})

describe('1. closing without evidence refused', () => {
  test('neither submitted nor closed, and after reopening the old evidence no longer counts', async () => {
    const id = await story.running(fresh())
    expect((await refusalOf(story.submit(id))).code).toBe('issues.errors.no_evidence')
    await story.show(id)
    await story.submit(id)
    await story.verify(id)
    await app.owner
      .updateTable('kernel.issue_evidence')
      .set({ removed_at: app.clock.now })
      .where('issue_id', '=', id)
      .execute()
    expect((await refusalOf(story.close(id, 'chen.hao'))).code).toBe('issues.errors.no_evidence')
    await app.owner
      .updateTable('kernel.issue_evidence')
      .set({ removed_at: null })
      .where('issue_id', '=', id)
      .execute()
    await story.close(id, 'chen.hao')
    app.clock.advance(60_000)
    await story.reopen(id)
    await story.start(id, 'li.wei')
    expect((await story.page(id)).evidence).toMatchObject([{ earlier: true }])
    expect((await refusalOf(story.submit(id))).code).toBe('issues.errors.no_evidence')
    await story.show(id, 'li.wei', '复查照片.txt')
    await story.submit(id)
  })

  test('only whoever added a piece takes it back, and not once it was submitted', async () => {
    const id = await story.running(fresh())
    await story.show(id)
    const [piece] = (await story.page(id)).evidence
    const remove = (user: 'li.wei' | 'zhou.ting') =>
      app.as(user).call(act.removeEvidence, { params: { id, evidence_id: piece!.id } })
    expect((await refusalOf(remove('zhou.ting'))).code).toBe('issues.errors.other_responsible')
    await remove('li.wei')
    expect((await story.page(id)).evidence).toEqual([])
  })
})

describe('1. at most two extensions, each approved, the original due date kept for statistics', () => {
  test('the due day moves when approved, twice; a third time is refused', async () => {
    on('2026-03-02')
    const id = await story.running({ ...fresh(), due_on: '2026-03-20' })
    await story.extend(id, '2026-03-27')
    expect((await story.page(id)).due_on).toBe('2026-03-20')
    expect((await refusalOf(story.extend(id, '2026-04-03'))).code).toBe('issues.errors.extend_running')
    await story.decide(id, 'chen.hao')
    expect(await story.page(id)).toMatchObject({ due_on: '2026-03-27', original_due_on: '2026-03-20' })
    expect((await refusalOf(story.extend(id, '2026-03-27'))).code).toBe('issues.errors.extend_later')

    await story.extend(id, '2026-04-10')
    await story.decide(id, 'chen.hao')
    expect((await story.page(id)).due_on).toBe('2026-03-27')
    await story.decide(id, 'zhou.ting')
    expect(await story.page(id)).toMatchObject({ due_on: '2026-04-10', original_due_on: '2026-03-20' })
    expect((await refusalOf(story.extend(id, '2026-05-08'))).code).toBe('issues.errors.extend_twice')
    expect((await story.page(id, 'li.wei')).can).not.toContain('extend')

    on('2026-04-09')
    expect((await story.page(id)).overdue).toBe(false)
    await story.show(id)
    await story.submit(id)
    await story.verify(id)
    await story.close(id, 'chen.hao')
    const late = await app.as('zhou.ting').call(listIssues, { query: { punctuality: 'late' } })
    expect(late.items.map((one) => one.id)).toContain(id)
  })

  test('one that is not granted leaves the day as it is and doesn’t count', async () => {
    on('2026-03-02')
    const id = await story.running({ ...fresh(), due_on: '2026-03-20' })
    await story.extend(id, '2026-03-27')
    await story.decide(id, 'chen.hao', 'reject')
    expect(await story.page(id)).toMatchObject({
      due_on: '2026-03-20',
      extensions: [{ state: 'rejected', until_on: '2026-03-27', reason: '供货延迟。' }],
    })
    await story.extend(id, '2026-03-30')
    const { version } = await story.page(id)
    await app.as('li.wei').call(act.withdrawExtension, { params: { id }, body: { version } })
    expect((await story.page(id)).extensions.map(({ state }) => state)).toEqual(['rejected', 'withdrawn'])
  })

  test('what is submitted needs no later day', async () => {
    const id = await story.running({ ...fresh(), due_on: '2026-03-20' })
    await story.extend(id, '2026-03-27')
    await story.show(id)
    await story.submit(id)
    expect((await story.page(id)).extensions).toMatchObject([{ state: 'withdrawn' }])
    expect(await kindsOf('chen.hao', id)).toEqual(['issues.task.verify'])
  })

  test('a day that fell away through others is told to whoever asked for it', async () => {
    const id = await story.running({ ...fresh(), due_on: '2026-03-20' })
    await story.extend(id, '2026-03-27')
    const told = async () =>
      (await app.as('li.wei').call(listTasks, { query: { limit: 200 } })).items.filter(
        ({ kind }) => kind === 'approvals.inbox.ended_withdrawn',
      ).length
    const before = await told()
    const { org_id } = (await app.owner
      .selectFrom('kernel.issue')
      .select('org_id')
      .where('id', '=', id)
      .executeTakeFirst())!
    await app.system((ctx) => rectifyIssue(ctx, { org_id, id }))
    expect((await story.page(id)).extensions).toMatchObject([{ state: 'withdrawn' }])
    expect(await told()).toBe(before + 1)
  })
})

test('1. reopened counts as overdue from the first date', async () => {
  on('2026-03-02')
  const id = await story.running({ ...fresh(), due_on: '2026-03-20' })
  await story.extend(id, '2026-03-31')
  await story.decide(id, 'chen.hao')
  await story.show(id)
  await story.submit(id)
  await story.verify(id)
  await story.close(id, 'chen.hao')
  on('2026-03-24')
  await story.reopen(id)
  expect(await story.page(id)).toMatchObject({
    ...{ state: 'reopened', overdue: true, due_on: '2026-03-20', reopenings: 1 },
    ruling: '回访发现档案柜未上锁。',
  })
  expect((await refusalOf(story.extend(id, '2026-04-10'))).code).toBe('issues.errors.extend_reopened')
  const late = await app
    .as('zhou.ting')
    .call(listIssues, { query: { punctuality: 'late', reopened: 'true' } })
  expect(late.items.map((one) => one.id)).toContain(id)
})

test('1. same clause and organisation within 12 months is a repeat, severity + 1', async () => {
  on('2025-01-10')
  const first = await story.find({ clause: '5.4.2' })
  on('2026-01-10')
  const second = await story.find({ clause: '5.4.2' })
  expect(await story.page(second.id)).toMatchObject({
    severity: 'major',
    repeat_of: { id: first.id, number: first.number },
  })
  expect((await story.page(first.id)).repeats).toEqual([{ id: second.id, number: second.number }])
  const third = await story.find({ clause: '5.4.2', severity: 'critical' })
  expect(await story.page(third.id)).toMatchObject({ severity: 'critical', repeat_of: { id: second.id } })
  on('2027-01-11')
  const later = await story.find({ clause: '5.4.2' })
  expect(await story.page(later.id)).toMatchObject({ severity: 'minor', repeat_of: null })
  const elsewhere = await story.find({
    ...{ clause: '5.4.2', org_id: app.org('广州分公司').id },
    ...{ responsible_id: null, verifier_id: null },
  })
  expect((await story.page(elsewhere.id)).repeat_of).toBeNull()
  // A clause that is given afterwards counts as well; taken away, it is no repeat any more.
  const named = await story.find({ clause: null })
  const edit = async (clause: string | null) => {
    const { version, title, description, severity } = await story.page(named.id)
    await app.as('zhou.ting').call(act.editIssue, {
      params: { id: named.id },
      body: {
        ...{ version, title, description, severity, clause },
        ...{ responsible_id: person('li.wei'), verifier_id: person('chen.hao') },
      },
    })
    return story.page(named.id)
  }
  expect(await edit('5.4.2')).toMatchObject({ severity: 'major', repeat_of: { id: later.id } })
  expect(await edit(null)).toMatchObject({ severity: 'minor', repeat_of: null })
  expect(await edit('5.4.2')).toMatchObject({ severity: 'major', repeat_of: { id: later.id } })
})

test('reminders come before, on and after the due day, each once, and the superior hears of what is overdue', async () => {
  on('2027-02-22')
  const { id } = await story.find({ ...fresh(), due_on: '2027-03-12' })
  await story.notify(id, 'zhou.ting')
  const letters = async () => {
    const rows = await app.owner
      .selectFrom('kernel.mail')
      .select(['template', 'person_id'])
      .where('link', '=', `/issues/${id}`)
      .where('template', 'like', 'issues.mail.%')
      .orderBy('created_at')
      .orderBy('id')
      .execute()
    return rows.map((row) => [row.template.replace('issues.mail.', ''), row.person_id])
  }
  for (const day of ['2027-03-08', '2027-03-09', '2027-03-09', '2027-03-12', '2027-03-13', '2027-03-14']) {
    on(day)
    await remindIssues(app.kernel)
  }
  expect(await letters()).toEqual([
    ['before', person('li.wei')],
    ['on', person('li.wei')],
    ['after', person('li.wei')],
    ['superior', person('chen.hao')],
  ])
  expect(await kindsOf('chen.hao', id)).toEqual(['issues.task.overdue'])
})

test('who is reminded of several issues in one round gets one letter, and so does the superior', async () => {
  on('2027-03-15')
  const made = [
    await story.find({ ...fresh(), due_on: '2027-03-26' }),
    await story.find({ ...fresh(), due_on: '2027-03-26' }),
  ]
  for (const { id } of made) await story.notify(id, 'zhou.ting')
  on('2027-03-27')
  await remindIssues(app.kernel)
  const rows = await app.owner
    .selectFrom('kernel.mail')
    .select(['template', 'person_id', 'body'])
    .where('template', 'in', ['issues.mail.round', 'issues.mail.superior_round', 'issues.mail.after'])
    .where('created_at', '>=', '2027-03-27T00:00:00Z')
    .orderBy('template')
    .execute()
  expect(rows.map(({ template, person_id }) => [template, person_id])).toEqual([
    ['issues.mail.round', person('li.wei')],
    ['issues.mail.superior_round', person('chen.hao')],
  ])
  for (const { body } of rows) for (const { number } of made) expect(body).toContain(number)
})

test('a leaver’s issues are handed over, never to somebody who would verify their own work', async () => {
  on('2027-04-05')
  const mine = await story.find(fresh())
  await story.notify(mine.id, 'zhou.ting')
  const give = (to: string) =>
    app.system((ctx) => handOver(ctx, { from_person_id: person('li.wei'), to_person_id: to, leaving: true }))
  const toVerifier = await give(person('chen.hao'))
  expect(toVerifier.stayed).toContainEqual(
    expect.objectContaining({ code: 'issues.errors.verifier_rectifies' }),
  )
  await give(person('he.chuan'))
  expect(await story.page(mine.id)).toMatchObject({
    responsible: { name: '何川' },
    waits_for: { name: '何川' },
  })
})

test('statistics count by the first due day, and each number is that of the list it opens', async () => {
  const zhou = app.as('zhou.ting')
  for (const by of ['organisation', 'clause', 'source'] as const) {
    const { items } = await zhou.call(listIssueStatistics, { query: { by } })
    expect(items.length).toBeGreaterThan(0)
    for (const line of items) {
      const key = by === 'organisation' ? 'organisation_id' : by
      const count = async (query: Record<string, string>) =>
        (await zhou.call(listIssues, { query: { ...query, [key]: line.id, limit: 1 } as never })).total
      expect(await count({})).toBe(line.issues)
      expect(await count({ punctuality: 'on_time' })).toBe(line.on_time)
      expect(await count({ punctuality: 'late' })).toBe(line.late)
      expect(await count({ due: 'overdue' })).toBe(line.overdue)
      expect(await count({ repeat: 'true' })).toBe(line.repeats)
      expect(await count({ reopened: 'true' })).toBe(line.reopened)
      expect(line.on_time + line.late).toBe(line.due)
    }
  }
  const sum = await zhou.call(sumIssues, { query: {} })
  expect(sum.issues).toBe((await zhou.call(listIssues, { query: { limit: 1 } })).total)
})
