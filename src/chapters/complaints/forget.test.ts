import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import type { CastUser } from '../../../db/seed/cast.ts'
import { startApp } from '../../../test/support/app.ts'
import { complaintStoryOf } from '../../../test/support/complaint-story.ts'
import { intakeStoryOf, rowOf } from '../../../test/support/intake-story.ts'
import { approveRequest, readRequest, rejectRequest } from '../../kernel/approvals/request/contract.ts'
import { commentOnRequest } from '../../kernel/approvals/talk/contract.ts'
import { placeOf } from '../../kernel/files/blobs.ts'
import { sweepBytes } from '../../kernel/files/sweep.ts'
import { forgetAnswers } from '../../kernel/http/forget-answers.ts'
import { asSystem } from '../../kernel/http/open-context.ts'
import { listIssues } from '../../kernel/issues/contract.ts'
import { tellNewTasks } from '../../kernel/mail/tell-tasks.ts'
import * as contract from './complaint/contract.ts'
import { forgetComplainants, overSince } from './forget.ts'
import { listRows } from './intake/contract.ts'
import { rewordImported } from './intake/reword.ts'

vi.setConfig({ testTimeout: 120_000 })
const app = await startApp()
const story = complaintStoryOf(app)
/** Stands in every text of the story; nothing else holds it. */
const marker = 'qzvmarker'
const words = (more: string) => `${more} ${marker} 的事`
const shared = Buffer.from(`同一份声明，两件投诉都附上了 ${marker}x`)
const own = Buffer.from(`只属于这一件的说明 ${marker}y`)
const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

async function send(where: string, fields: Record<string, string>, files: [string, Buffer][] = []) {
  const form = new FormData()
  for (const [key, value] of Object.entries(fields)) form.append(key, value)
  for (const [name, bytes] of files) form.append('files', new Blob([new Uint8Array(bytes)]), name)
  const answer = await fetch(app.url + where, { method: 'POST', body: form })
  const text = await answer.text()
  expect(answer.status, text).toBe(200)
  return text
}

/** Complained of at the door, with a file. */
async function complained(at: string, files: [string, Buffer][]) {
  const text = await send(
    `/public/complaints/at/${at}?lang=zh-CN`,
    {
      ...{ description: words('合同丢了'), kind: 'delay', service_key: '', service_on: '2026-03-01' },
      ...{ name: marker, phone: '', email: `${marker}@hexin.example` },
    },
    files,
  )
  const number = /TS-\d{4}-\d{6}/.exec(text)![0]
  const code = /class="code">([A-Z0-9]{10})</.exec(text)![1]!
  const rows = app.owner.selectFrom('complaints.complaint').select('id').where('number', '=', number)
  return { number, code, id: (await rows.executeTakeFirstOrThrow()).id }
}

const version = async (id: string) => (await story.page(id)).version
const params = (id: string) => ({ params: { id } })
async function approve(id: string, ...by: CastUser[]) {
  for (const user of by) {
    const request = { id: (await story.page(id)).rulings.at(-1)!.request_id! }
    const { round } = await app.as(user).call(readRequest, { params: request })
    await app.as(user).call(approveRequest, { params: request, body: { round, opinion: '同意' } })
  }
}

/** Every step that takes words, each with the marker. */
async function toldInFull(id: string, seen: { number: string; code: string }) {
  const chen = app.as('chen.hao')
  const say = (endpoint: typeof contract.acknowledge, text: string) =>
    story.say(id, endpoint, 'chen.hao', words(text))
  await say(contract.acknowledge, '收到')
  await story.step(id, contract.investigate)
  await say(contract.askCustomer, '请问')
  await send('/public/complaints/track', { ...seen, act: 'add', text: words('补充') }, [
    [`${marker}.txt`, own],
    ['声明.txt', shared],
  ])
  await say(contract.askCustomer, '再问')
  await say(contract.hearCustomer, '客户来电说')
  await say(contract.tellCustomer, '进展')
  await chen.call(contract.noteComplaint, { ...params(id), body: { text: words('内部') } })
  for (const round of [1, 2]) {
    const body = { version: await version(id), reason: words(`延期${round}`), notice: words(`告知${round}`) }
    await chen.call(contract.extendTime, { ...params(id), body })
  }
  await approve(id, 'zhou.ting')
  const paid = { version: await version(id), amount: 10_000, reason: words('补偿') }
  await chen.call(contract.compensate, { ...params(id), body: paid })
  const judged = { version: await version(id), reason: words('不成立'), notice: words('告知不成立') }
  await chen.call(contract.judgeUnfounded, { ...params(id), body: judged })
  await chen.upload(contract.attachFile, {
    ...params(id),
    file: { name: `${marker}-2.txt`, bytes: Buffer.from(`处理人附上 ${marker}z`) },
  })
  await chen.call(contract.unmaskComplainant, params(id))
}

/** Without ground left open, up to a closing, opened again, closed for good; what was done about it did not work. */
async function toTheEnd(id: string, seen: { number: string; code: string }) {
  const say = (endpoint: typeof contract.acknowledge, text: string) =>
    story.say(id, endpoint, 'chen.hao', words(text))
  await say(contract.propose, '答复')
  await send('/public/complaints/track', { ...seen, act: 'object', text: words('不同意') })
  await say(contract.propose, '再答复')
  await send('/public/complaints/track', { ...seen, act: 'accept', text: words('同意') })
  await story.edit(id, { cause_key: 'people.skill', severity: 2 })
  const remedy = {
    ...{ version: await version(id), method: 'five_why' as const, due_on: '2026-03-20' },
    ...{ root_cause: words('根因'), action: words('措施'), owner_id: app.person('wang.lei').id },
  }
  await app.as('chen.hao').call(contract.keepRemedy, { ...params(id), body: remedy })
  await story.close(id)
  await story.say(id, contract.reopenComplaint, 'zhou.ting', words('重开'))
  await story.step(id, contract.investigate)
  await say(contract.propose, '又答复')
  const accepted = { version: await version(id), text: words('客户电话里说好'), how: 'phone' as const }
  await app.as('chen.hao').call(contract.acceptAnswer, { ...params(id), body: accepted })
  await story.close(id)
  app.clock.set('2026-05-06T02:00:00.000Z')
  await app.as('zhou.ting').call(contract.checkRemedy, {
    ...params(id),
    body: { effective: false, finding: words('又发生了') },
  })
}

/** Tables in which a word stands, as text or as bytes. */
async function tablesWithMarker(word = marker): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) name from pg_tables
    where schemaname in ('kernel', 'complaints', 'establishment', 'pgboss') order by 1`.execute(app.owner)
  const found: string[] = []
  const bytes = Buffer.from(word).toString('hex')
  for (const { name } of tables) {
    const { rows } = await sql`
      select from ${sql.raw(name)} t where t::text ilike ${`%${word}%`} or t::text like ${`%${bytes}%`} limit 1`.execute(
      app.owner,
    )
    if (rows.length > 0) found.push(name)
  }
  return found
}

/** Their columns, as table.column. */
async function columnsWith(word: string): Promise<string[]> {
  const found: string[] = []
  for (const name of await tablesWithMarker(word)) {
    const { rows } = await sql<{ key: string }>`
      select distinct key from ${sql.raw(name)} t, jsonb_each_text(to_jsonb(t))
      where value ilike ${`%${word}%`} order by key`.execute(app.owner)
    found.push(...rows.map(({ key }) => `${name}.${key}`))
  }
  return found
}

function filesWithMarker(folder = app.kernel.filesDir): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name)
    if (statSync(file).isDirectory()) return filesWithMarker(file)
    return readFileSync(file).includes(marker) ? [name] : []
  })
}

test('once its time is over no word said to, by or about the customer is left: not in any table, the trail, approvals and issues too, and not in the files', async () => {
  app.clock.set('2026-03-02T01:00:00.000Z')
  const one = await complained('HD-SH', [['声明.txt', shared]])
  await story.assign(one.id, 'chen.hao')
  await toldInFull(one.id, one)
  const twin = await complained('HD-SH', [])
  await send('/public/complaints/track', {
    number: twin.number,
    code: twin.code,
    act: 'add',
    text: words('再说'),
  })
  await app.as('zhou.ting').call(contract.mergeComplaint, {
    ...params(twin.id),
    body: { version: await version(twin.id), into_id: one.id },
  })
  await send('/public/complaints/track', {
    number: twin.number,
    code: twin.code,
    act: 'add',
    text: words('还说'),
  })
  const passedOn = (await story.page(one.id)).messages.filter(({ merged }) => merged === twin.number)
  expect(passedOn).toHaveLength(3)
  await toTheEnd(one.id, one)
  const passed = await complained('HD-SH', [['转走的.txt', Buffer.from(`转走的 ${marker}p`)]])
  await app.as('zhou.ting').call(contract.transferComplaint, {
    ...params(passed.id),
    body: {
      ...{ version: await version(passed.id), to_org_id: app.org('苏州合作网点').id },
      reason: words('服务由苏州提供'),
    },
  })
  const there = (await story.page(passed.id)).went_to!.id
  await story.assign(there, 'chen.hao')
  await story.say(there, contract.acknowledge, 'chen.hao', words('收到'))
  const judged = { version: await version(there), reason: words('无依据'), notice: words('说明') }
  await app.as('chen.hao').call(contract.judgeUnfounded, { ...params(there), body: judged })
  await approve(there, 'he.chuan')
  expect((await story.page(there)).state).toBe('unfounded')

  const before = await tablesWithMarker()
  expect(before).toEqual(
    expect.arrayContaining([
      ...['complaints.complainant', 'complaints.complaint', 'complaints.message', 'complaints.remedy'],
      ...['complaints.ruling', 'kernel.approval_request', 'kernel.file', 'kernel.issue', 'kernel.mail'],
    ]),
  )
  expect(before).not.toContain('kernel.trail_entry')
  expect(filesWithMarker()).toHaveLength(4)

  app.clock.set('2030-06-03T01:00:00.000Z')
  await forgetComplainants(app.kernel)
  await forgetAnswers(app.kernel)
  expect(await tablesWithMarker()).toEqual([])
  // A backup that is being made may still want them.
  await sweepBytes(app.kernel, asSystem)
  expect(filesWithMarker()).toHaveLength(4)
  app.clock.set('2030-06-04T01:00:00.000Z')
  expect(await sweepBytes(app.kernel, asSystem)).toBe(4)
  expect(filesWithMarker()).toEqual([])
  const page = await story.page(one.id)
  expect(page).toMatchObject({ state: 'closed', cause_key: 'people.skill', compensated: 10_000, files: [] })
  expect(page.remedy).toMatchObject({ root_cause: '', action: '', finding: '', effective: false })
  expect(page.rulings.map(({ matter, state, reason }) => [matter, state, reason])).toEqual([
    ['extension', 'approved', ''],
    ['unfounded', 'withdrawn', ''],
  ])
  const { items } = await app.as('zhou.ting').call(listIssues, { query: { clause: '4.4.2' } })
  expect(items.map(({ what }) => what)).toContainEqual(expect.stringContaining(one.number))
  const told = app.owner.selectFrom('kernel.trail_entry').select('action').where('action', 'like', '%.forget')
  expect((await told.execute()).map(({ action }) => action).toSorted()).toEqual([
    ...Array.from({ length: 4 }, () => 'complaints.complaint.forget'),
    'issues.issue.forget',
  ])
})

test('bytes that a complaint still under way has as well stay until that one is forgotten too', async () => {
  app.clock.set('2031-03-03T01:00:00.000Z')
  const kept = existsAs(shared)
  const old = await complained('HD-SH', [['声明.txt', shared]])
  await story.assign(old.id, 'chen.hao')
  await story.say(old.id, contract.acknowledge)
  await story.step(old.id, contract.investigate)
  await story.say(old.id, contract.propose)
  await send('/public/complaints/track', { number: old.number, code: old.code, act: 'accept' })
  await story.close(old.id)
  app.clock.set('2034-06-05T01:00:00.000Z')
  const open = await complained('HD-SH', [['声明.txt', shared]])
  await forgetComplainants(app.kernel)
  expect((await story.page(old.id)).files).toEqual([])
  app.clock.set('2034-06-07T01:00:00.000Z')
  expect(await sweepBytes(app.kernel, asSystem)).toBe(0)
  expect(kept()).toBe(true)
  expect((await story.page(open.id)).files).toHaveLength(1)
})

/** Without ground, with its approval; a file. Over for long. */
async function longUnfounded() {
  app.clock.set('2036-01-07T01:00:00.000Z')
  const one = await complained('HD-SH', [[`${marker}.txt`, Buffer.from(`先前的 ${marker}`)]])
  await story.assign(one.id, 'chen.hao')
  await story.say(one.id, contract.acknowledge, 'chen.hao', words('收到'))
  const judged = { version: await version(one.id), reason: words('不成立'), notice: words('告知') }
  await app.as('chen.hao').call(contract.judgeUnfounded, { ...params(one.id), body: judged })
  await approve(one.id, 'zhou.ting')
  expect((await story.page(one.id)).state).toBe('unfounded')
  app.clock.set('2040-06-05T01:00:00.000Z')
  return one.id
}

test('what an earlier release forgot by half is forgotten in full, once', async () => {
  // One is still under way.
  const others = await tablesWithMarker()
  const id = await longUnfounded()
  const { owner } = app
  await owner.deleteFrom('complaints.complainant').where('complaint_id', '=', id).execute()
  await owner.updateTable('complaints.message').set({ text: '' }).where('complaint_id', '=', id).execute()
  const bare = { description: '', answer: null, tracking_hash: null }
  await owner.updateTable('complaints.complaint').set(bare).where('id', '=', id).execute()
  const gone = { removed_at: app.kernel.clock() }
  await owner.updateTable('kernel.file').set(gone).where('subject_id', '=', id).execute()
  expect(await tablesWithMarker()).toEqual(
    expect.arrayContaining(['complaints.ruling', 'kernel.approval_request', 'kernel.file']),
  )
  expect(await forgetComplainants(app.kernel)).toBe(1)
  await forgetAnswers(app.kernel)
  expect(await tablesWithMarker()).toEqual(others)
  expect(await forgetComplainants(app.kernel)).toBe(0)
})

test('a note that comes to a forgotten complaint goes the next night; a ruling not forgotten has a reason', async () => {
  const id = await longUnfounded()
  const blank = app.owner.updateTable('complaints.ruling').set({ reason: '' }).where('complaint_id', '=', id)
  await expect(blank.execute()).rejects.toThrow(/check/)
  await forgetComplainants(app.kernel)
  await app.as('zhou.ting').call(contract.noteComplaint, { ...params(id), body: { text: words('后来') } })
  expect(await tablesWithMarker()).toContain('complaints.message')
  expect(await forgetComplainants(app.kernel)).toBe(1)
  expect(await tablesWithMarker()).not.toContain('complaints.message')
  await forgetAnswers(app.kernel)
})

test('a night looks at what is to be forgotten and not at every complaint', async () => {
  await app.owner.transaction().execute(async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx)
    const { rows } = await sql<Record<'QUERY PLAN', string>>`explain ${overSince(new Date(), 1000)}`.execute(
      tx,
    )
    expect(JSON.stringify(rows)).toContain('complaint_to_forget')
  })
})

test('what people here worded themselves stays, and only there: a subject, in titles too, and what approvers wrote', async () => {
  const worded = 'qzvworded'
  app.clock.set('2041-01-08T01:00:00.000Z')
  const { id } = await story.entered({ subject: `电话登记 ${worded}`, handler_id: app.person('chen.hao').id })
  await story.say(id, contract.acknowledge)
  await story.step(id, contract.investigate)
  await app.as('chen.hao').call(contract.judgeUnfounded, {
    ...params(id),
    body: { version: await version(id), reason: '无依据', notice: '说明' },
  })
  await tellNewTasks(app.kernel)
  const request = { id: (await story.page(id)).rulings.at(-1)!.request_id! }
  await app.as('zhou.ting').call(commentOnRequest, {
    params: request,
    body: { body: `看过材料 ${worded}`, reply_to_id: null },
  })
  const { round } = await app.as('zhou.ting').call(readRequest, { params: request })
  const body = { round, opinion: `不同意 ${worded}` }
  await app.as('zhou.ting').call(rejectRequest, { params: request, body })
  await story.say(id, contract.propose)
  await story.say(id, contract.acceptAnswer)
  await story.edit(id, { cause_key: 'people.skill' })
  await story.keepRemedy(id)
  await story.close(id)
  app.clock.set('2041-06-05T01:00:00.000Z')
  const checked = { effective: false, finding: '又发生了' }
  await app.as('zhou.ting').call(contract.checkRemedy, { ...params(id), body: checked })
  app.clock.set('2045-01-09T01:00:00.000Z')
  expect(await forgetComplainants(app.kernel)).toBeGreaterThan(0)
  await forgetAnswers(app.kernel)
  expect(await columnsWith(worded)).toEqual([
    'complaints.complaint.subject',
    'kernel.approval_comment.body',
    'kernel.approval_request.subject_title',
    'kernel.approval_signer.opinion',
    'kernel.issue.title',
    // Letters to staff say the subject.
    ...['kernel.mail.body', 'kernel.mail.subject'],
    ...['kernel.search_entry.title', 'kernel.search_entry.words'],
    'kernel.task.title',
    // What a vote said, and the subject.
    ...['kernel.trail_entry.note', 'kernel.trail_entry.subject_title'],
  ])
})

/** From an import to a closing and an issue, by way of an approval that is refused. */
async function imported(given: Record<string, string>) {
  const intake = intakeStoryOf(app)
  const { id: import_id } = await intake.imported([rowOf({ 服务日期: '2046-01-08', ...given })])
  const params = { id: import_id }
  const [row] = (await app.as('zhou.ting').call(listRows, { params, query: { limit: 10 } })).items
  return { import_id, id: row!.complaint_id! }
}

/** As an earlier release left it: the row without a subject, the complaint with the beginning of what was said. */
async function leaveAsBefore(import_id: string) {
  const imports = app.owner.updateTable('complaints.import').set({ first_words: true })
  await imports.where('id', '=', import_id).execute()
  const rows = app.owner.updateTable('complaints.import_row').set({ subject: '' })
  await rows.where('import_id', '=', import_id).execute()
}

async function throughApprovalToAnIssue(id: string) {
  await story.assign(id, 'chen.hao')
  await story.say(id, contract.acknowledge)
  await app.as('chen.hao').call(contract.judgeUnfounded, {
    ...params(id),
    body: { version: await version(id), reason: '无依据', notice: '说明' },
  })
  await tellNewTasks(app.kernel)
  const request = { id: (await story.page(id)).rulings.at(-1)!.request_id! }
  const { round } = await app.as('zhou.ting').call(readRequest, { params: request })
  await app.as('zhou.ting').call(rejectRequest, { params: request, body: { round, opinion: '不同意' } })
  await story.step(id, contract.investigate)
  await story.say(id, contract.propose)
  await story.say(id, contract.acceptAnswer)
  await story.edit(id, { cause_key: 'people.skill' })
  await story.keepRemedy(id)
  await story.close(id)
  app.clock.advance(120 * 86_400_000)
  const checked = { effective: false, finding: '又发生了' }
  await app.as('zhou.ting').call(contract.checkRemedy, { ...params(id), body: checked })
  await tellNewTasks(app.kernel)
}

describe('an imported complaint whose file gave no subject', () => {
  const said = 'qzvimported'

  test('is called by its kind and service: of the customer’s words nothing is left, also not in titles and in the trail', async () => {
    app.clock.set('2046-01-08T01:00:00.000Z')
    const { id } = await imported({ 内容: `${said} 打来电话。后来又来。`, 受理时间: '2046-01-08 08:30' })
    expect((await story.page(id)).subject).toBe('客户投诉：其他')
    expect((await app.as('zhou.ting', 'en').call(contract.readComplaint, params(id))).subject).toBe(
      'Complaint: Other',
    )
    const text = { query: { q: said } }
    expect((await app.as('zhou.ting').call(contract.listComplaints, text)).total).toBe(1)
    await throughApprovalToAnIssue(id)
    expect(await columnsWith(said)).toEqual(['complaints.complaint.description', 'kernel.search_entry.words'])
    app.clock.set('2050-01-10T01:00:00.000Z')
    await forgetComplainants(app.kernel)
    await forgetAnswers(app.kernel)
    expect(await columnsWith(said)).toEqual([])
  })

  test('loses an earlier release’s subject in the first night; one that somebody worded since keeps it', async () => {
    app.clock.set('2046-01-08T01:00:00.000Z')
    const before = 'qzvearlier'
    const given = { 受理时间: '2046-01-08 08:30', 内容: `${before} 打来电话。后来又来。` }
    const [one, other] = [
      await imported({ ...given, 事项: `${before} 打来电话。` }),
      await imported({ ...given, 事项: `${before} 打来电话。`, 外部编号: 'EARLIER-2' }),
    ]
    for (const { import_id } of [one, other]) await leaveAsBefore(import_id)
    await story.edit(other.id, { subject: '来电内容' })
    await throughApprovalToAnIssue(one.id)
    expect(await columnsWith(before)).toEqual([
      ...[
        'complaints.complaint.description',
        'complaints.complaint.subject',
        'kernel.approval_request.subject_title',
      ],
      ...[
        'kernel.issue.title',
        ...['kernel.mail.body', 'kernel.mail.subject'],
        'kernel.search_entry.title',
        'kernel.search_entry.words',
        'kernel.task.title',
      ],
      ...['kernel.trail_entry.diff', 'kernel.trail_entry.subject_title'],
    ])
    expect(await rewordImported(app.kernel, { set: 1 })).toBe(1)
    expect(await rewordImported(app.kernel)).toBe(0)
    expect((await story.page(one.id)).subject).toBe('客户投诉：其他')
    expect((await story.page(other.id)).subject).toBe('来电内容')
    app.clock.set('2050-01-10T01:00:00.000Z')
    await story.assign(other.id, 'chen.hao')
    await forgetComplainants(app.kernel)
    await forgetAnswers(app.kernel)
    // What the history of an organisation said then is never changed.
    expect(await columnsWith(before)).toEqual([
      ...['complaints.complaint.description', 'kernel.search_entry.words'],
      ...['kernel.trail_entry.diff', 'kernel.trail_entry.subject_title'],
    ])
  })

  test('waits for whoever decides on it just then, and makes nobody wait in a ring', async () => {
    app.clock.set('2046-01-08T01:00:00.000Z')
    const { id, import_id } = await imported({
      ...{ 受理时间: '2046-01-08 08:30', 外部编号: 'EARLIER-3' },
      ...{ 事项: '又打来电话。', 内容: '又打来电话。后来又来。' },
    })
    await leaveAsBefore(import_id)
    await story.assign(id, 'chen.hao')
    await story.say(id, contract.acknowledge)
    const body = { version: await version(id), reason: '无依据', notice: '说明' }
    await app.as('chen.hao').call(contract.judgeUnfounded, { ...params(id), body })
    const request_id = (await story.page(id)).rulings.at(-1)!.request_id!
    let rewording: Promise<number> | undefined
    // As a decision does: the request first, then the complaint.
    await app.owner.transaction().execute(async (tx) => {
      await sql`select from kernel.approval_request where id = ${request_id} for update`.execute(tx)
      rewording = rewordImported(app.kernel)
      const waiting = async () => {
        const { rows } = await sql`
          select from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))`.execute(tx)
        return rows.length
      }
      await expect.poll(waiting, { timeout: 30_000 }).toBe(1)
      await sql`select from complaints.complaint where id = ${id} for update nowait`.execute(tx)
    })
    expect(await rewording).toBe(1)
    const { subject_title } = await app.owner
      .selectFrom('kernel.approval_request')
      .select('subject_title')
      .where('id', '=', request_id)
      .executeTakeFirstOrThrow()
    expect(subject_title).toBe('客户投诉：其他')
  })
})

const existsAs = (bytes: Buffer) => () => existsSync(placeOf(app.kernel.filesDir, sha(bytes)))
