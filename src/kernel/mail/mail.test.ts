import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { readArrived, startMailServer } from '../../../test/support/mail-server.ts'
import { readInvitation } from '../access/invitation/contract.ts'
import { inviteAgain } from '../administration/account/contract.ts'
import { openTask } from '../tasks/open.ts'
import { listMail, sendMailAgain } from './contract.ts'
import { queueMail } from './queue.ts'
import { queueOutsideMail } from './queue-outside.ts'
import { remindTasks } from './remind-tasks.ts'
import { sendWaiting } from './send.ts'

const peer = await startMailServer()
const { arrived, port } = peer

const app = await startApp({
  env: { SMTP_URL: peer.url, MAIL_FROM: '章程 <bylaw@hengyuan.example>' },
})
const admin = app.as('shen.jing')
const shanghai = app.org('上海分公司')

const queue = (link?: string) =>
  app.system((ctx) =>
    queueMail(ctx, {
      ...{ org_id: shanghai.id, person_id: app.person('li.wei').id, template: 'mail.templates.tasks_due' },
      ...{ params: { count: 1, tasks: '· 季度报告\r\nBcc: x@example.com' }, ...(link ? { link } : {}) },
    }),
  )
const latest = async () => (await admin.call(listMail)).items[0]!
test('a mail is written in the language of its recipient and arrives with the text, the link and one Message-ID', async () => {
  await queue('/inbox')
  expect(await sendWaiting(app.kernel)).toMatchObject({ sent: 1, failed: 0, captured: 0, later: 0 })
  const [letter] = arrived.splice(0)
  const { head, body } = readArrived(letter!)
  const mail = await latest()
  expect([letter!.to, head.includes(`<${mail.id}@bylaw>`)]).toEqual(['li.wei@hengyuan.example', true])
  expect(body).toContain('李薇，您好')
  expect(body).toContain('/inbox')
  expect(head).not.toMatch(/^Bcc:/m)
  expect(mail).toMatchObject({ state: 'sent', attempts: 1, person_name: '李薇', error: null, can: [] })
  await app.owner
    .updateTable('kernel.account')
    .set({ language: 'en' })
    .where('id', '=', app.person('li.wei').account_id)
    .execute()
  await queue()
  expect((await latest()).subject).toBe('1 task is due within a day')
  await sendWaiting(app.kernel)
  arrived.length = 0
})

test('a busy mail server is tried again later and later, and after the last try the mail has failed with its words', async () => {
  peer.mood = 'later'
  await queue()
  expect(await sendWaiting(app.kernel)).toMatchObject({ later: 1 })
  expect(await sendWaiting(app.kernel)).toMatchObject({ later: 0, sent: 0 })
  for (const minutes of [1, 5, 30, 120]) {
    app.clock.advance(minutes * 60_000 - 1000)
    expect(await sendWaiting(app.kernel)).toMatchObject({ later: 0 })
    app.clock.advance(1000)
    expect(await sendWaiting(app.kernel)).toMatchObject({ later: 1 })
  }
  app.clock.advance(720 * 60_000)
  expect(await sendWaiting(app.kernel)).toMatchObject({ failed: 1 })
  const failed = await latest()
  expect(failed).toMatchObject({ state: 'failed', attempts: 6, can: ['send_again'] })
  expect(failed.error).toContain('mailbox says no')
  peer.mood = 'fine'
  const { id, version } = failed
  expect((await refusalOf(admin.call(sendMailAgain, { params: { id }, body: { version: 1 } }))).status).toBe(
    409,
  )
  expect(await admin.call(sendMailAgain, { params: { id }, body: { version } })).toMatchObject({
    state: 'waiting',
  })
  expect(await sendWaiting(app.kernel)).toMatchObject({ sent: 1 })
})

test('an address the mail server refuses for good has failed at once, and holds up nobody', async () => {
  peer.mood = 'never'
  await queue()
  expect(await sendWaiting(app.kernel)).toMatchObject({ failed: 1, later: 0 })
  peer.mood = 'fine'
  const sent = await latest()
  await queue()
  expect(await sendWaiting(app.kernel)).toMatchObject({ sent: 1 })
  const again = admin.call(sendMailAgain, { params: { id: (await latest()).id }, body: { version: 2 } })
  expect([(await refusalOf(again)).code, sent.attempts]).toEqual(['mail.errors.not_stopped', 1])
})

test('a password the mail server no longer takes holds mail up and loses none', async () => {
  await queue()
  const configuration = { ...app.kernel.configuration, SMTP_URL: `smtp://bylaw:old@127.0.0.1:${port}` }
  expect(await sendWaiting({ ...app.kernel, configuration })).toMatchObject({ failed: 0, later: 1 })
  expect((await latest()).error).toContain('no such user')
  app.clock.advance(60_000)
  expect(await sendWaiting(app.kernel)).toMatchObject({ sent: 1 })
})

test('while the mail server does not answer, one mail a round finds out and the others lose no try', async () => {
  const silent = await startSilent()
  for (let i = 0; i < 3; i++) await queue()
  const configuration = { ...app.kernel.configuration, SMTP_URL: silent.url }
  expect(await sendWaiting({ ...app.kernel, configuration })).toMatchObject({ later: 1, failed: 0 })
  const { items } = await admin.call(listMail, { query: { state: 'waiting' } })
  expect(items.map(({ attempts }) => attempts).toSorted()).toEqual([0, 0, 1])
  await silent.close()
  app.clock.advance(60_000)
  expect(await sendWaiting(app.kernel)).toMatchObject({ sent: 3 })
})

/** Takes connections and hangs up without a word. */
async function startSilent() {
  const server = createServer((socket) => socket.destroy())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port: at } = server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${at}`, close: () => new Promise((done) => server.close(done)) }
}

test('two servers never send one mail', async () => {
  arrived.length = 0
  for (let i = 0; i < 5; i++) await queue()
  const runs = await Promise.all([sendWaiting(app.kernel), sendWaiting(app.kernel), sendWaiting(app.kernel)])
  expect([runs.reduce((sum, { sent }) => sum + sent, 0), arrived.length]).toEqual([5, 5])
})

test('without a mail server mails are kept, not sent, and nothing is lost', async () => {
  const { SMTP_URL: _, ...configuration } = app.kernel.configuration
  await queue()
  const kept = await sendWaiting({ ...app.kernel, configuration: { ...configuration, SMTP_URL: undefined } })
  expect([kept.captured, (await latest()).state]).toEqual([1, 'captured'])
})

test('people hear once of tasks that are due within a day, and once when they are overdue', async () => {
  const about = {
    org_id: shanghai.id,
    subject_type: 'test',
    subject_id: shanghai.id,
    link: '/',
    kind: 'jobs.inbox.finished',
  }
  const due_at = new Date(app.clock.now.getTime() + 5 * 3_600_000)
  const person_id = app.person('wang.lei').id
  for (const title of ['盘点', '季度报告'])
    await app.system((ctx) => openTask(ctx, { ...about, person_id, title, due_at }))
  expect([await remindTasks(app.kernel), await remindTasks(app.kernel)]).toEqual([1, 0])
  const mail = await latest()
  expect([mail.subject, mail.recipient]).toEqual(['2 项待办将在一天内到期', 'wang.lei@hengyuan.example'])
  expect(mail.body).toContain('· 季度报告 – ')
  app.clock.advance(6 * 3_600_000)
  expect([await remindTasks(app.kernel), await remindTasks(app.kernel)]).toEqual([1, 0])
  expect((await latest()).subject).toBe('2 项待办已逾期')
})

test('however many tasks were reminded of and are still open, those that come later are reminded of as well', async () => {
  const about = { org_id: shanghai.id, subject_type: 'test', subject_id: shanghai.id, link: '/' }
  const person_id = app.person('zhou.ting').id
  const open = (title: string) =>
    app.system((ctx) =>
      openTask(ctx, { ...about, kind: 'jobs.inbox.finished', person_id, title, due_at: app.clock.now }),
    )
  for (const title of ['一', '二', '三', '四', '五']) await open(title)
  const remind = () => remindTasks(app.kernel, { batch: 2 })
  expect([await remind(), await remind()]).toEqual([3, 0])
  app.clock.advance(60_000)
  await open('六')
  expect(await remind()).toBe(1)
  expect((await latest()).body).toContain('· 六 – ')
})

test('somebody whose account is disabled gets none, and only administrators see the outbox', async () => {
  const { id, account_id } = app.person('zheng.kai')
  await app.owner
    .updateTable('kernel.account')
    .set({ disabled_at: app.clock.now })
    .where('id', '=', account_id)
    .execute()
  const before = (await admin.call(listMail)).total
  await app.system((ctx) =>
    queueMail(ctx, {
      org_id: shanghai.id,
      person_id: id,
      template: 'mail.templates.tasks_due',
      params: { count: 1, tasks: '' },
    }),
  )
  expect((await admin.call(listMail)).total).toBe(before)
  expect((await refusalOf(app.as('zhou.ting').call(listMail))).status).toBe(403)
  expect(
    (await admin.call(listMail, { query: { state: 'failed', q: 'li.wei' } })).items.length,
  ).toBeGreaterThan(0)
})

test('a link that opens an account goes to its holder alone: sealed until it is sent, and gone after', async () => {
  peer.mood = 'fine'
  arrived.length = 0
  const params = { id: app.person('gu.mingyuan').account_id }
  const answer = await admin.call(inviteAgain, { params, body: {} })
  expect(answer).toMatchObject({ delivery: 'mail', path: null })
  const kept = () =>
    app.owner
      .selectFrom('kernel.mail')
      .select(['body', 'sealed_link'])
      .where('template', '=', 'administration.mail.new_link')
      .executeTakeFirstOrThrow()
  const { body, sealed_link } = await kept()
  expect(body).not.toContain('/welcome/')
  expect(sealed_link).not.toContain('welcome')
  expect(JSON.stringify(await admin.call(listMail))).not.toMatch(/welcome|sealed/)
  await sendWaiting(app.kernel)
  const letter = arrived.splice(0).find(({ to }) => to === 'gu.mingyuan@hengyuan.example')
  const token = /\/welcome\/([\w-]+)/.exec(readArrived(letter!).body)![1]!
  expect(await kept()).toMatchObject({ sealed_link: null, body: expect.not.stringContaining('/welcome/') })
  expect(await app.anonymous.call(readInvitation, { params: { token } })).toMatchObject({ name: '顾明远' })
})

test('within a day is a working day: of what is due on Monday morning people hear on Friday, not on Sunday', async () => {
  const now = app.clock.now.toISOString()
  app.clock.set('2026-12-03T02:00:00Z') // Thursday 10:00 in Shanghai
  await remindTasks(app.kernel)
  const about = { org_id: shanghai.id, subject_type: 'test', subject_id: shanghai.id, link: '/' }
  const task = {
    ...about,
    kind: 'jobs.inbox.finished',
    person_id: app.person('he.chuan').id,
    title: '周一例会',
  }
  await app.system((ctx) => openTask(ctx, { ...task, due_at: '2026-12-07T01:30:00Z' }))
  expect(await remindTasks(app.kernel)).toBe(0)
  app.clock.set('2026-12-04T01:00:00Z')
  expect(await remindTasks(app.kernel)).toBe(0)
  app.clock.set('2026-12-04T02:00:00Z') // Friday 10:00: less than a working day is left
  expect([await remindTasks(app.kernel), await remindTasks(app.kernel)]).toEqual([1, 0])
  app.clock.set('2026-12-06T02:00:00Z')
  expect(await remindTasks(app.kernel)).toBe(0)
  app.clock.set(now)
})

test('whoever looks after the outbox reads no letter to somebody outside, nor finds one by a part of it', async () => {
  const recipient = 'guoqiang.shen@hexin.example'
  await app.system((ctx) =>
    queueOutsideMail(ctx, {
      ...{ org_id: shanghai.id, recipient, name: '沈国强', language: 'zh-CN' },
      ...{ template: 'complaints.mail.word', link: '/public/complaints/track' },
      params: { number: 'TS-2026-000001', subject: '发票一直没有开', text: '我们正在核实。' },
    }),
  )
  await app.owner
    .updateTable('kernel.mail')
    .set({ state: 'failed', error: `550 <${recipient}> unknown` })
    .where('recipient', '=', recipient)
    .execute()
  const found = async (q: string) => (await admin.call(listMail, { query: { q } })).items
  for (const part of ['guoqiang', 'hexin.example', '发票', '核实']) expect(await found(part)).toEqual([])
  const [mail] = await found('GuoQiang.Shen@hexin.example')
  expect(mail).toMatchObject({
    ...{ recipient: 'g***@hexin.example', subject: '（致外部人员的邮件）', person_name: null },
    error: '550 <g***@hexin.example> unknown',
  })
  const { id, version } = mail!
  const again = await admin.call(sendMailAgain, { params: { id }, body: { version } })
  const trail = await app.owner
    .selectFrom('kernel.trail_entry')
    .selectAll()
    .where('subject_id', '=', id)
    .execute()
  expect(trail).toHaveLength(1)
  for (const seen of [mail, again, trail])
    expect(JSON.stringify(seen)).not.toMatch(/guoqiang|发票|核实|沈国强/)
})
