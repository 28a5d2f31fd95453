import { simpleParser } from 'mailparser'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { startApp } from '../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../test/support/complaint-story.ts'
import { type Mail, startImapServer } from '../../../../test/support/imap-server.ts'
import { readArrived, startMailServer } from '../../../../test/support/mail-server.ts'
import { listArrivals } from '../../../kernel/mail/in/contract.ts'
import { fetchMail } from '../../../kernel/mail/in/fetch.ts'
import { sendWaiting } from '../../../kernel/mail/send.ts'
import { listTasks } from '../../../kernel/tasks/contract.ts'
import * as contract from '../complaint/contract.ts'
import { forgetComplainants } from '../forget.ts'

vi.setConfig({ testTimeout: 60_000 })
const imap = await startImapServer()
const smtp = await startMailServer()
const app = await startApp({
  env: {
    ...{ IMAP_URL: imap.url, IMAP_TAGS: 'true', SMTP_URL: smtp.url },
    MAIL_FROM: '章程 <complaints@hengyuan.example>',
  },
})
const story = complaintStoryOf(app)
let person = 0
let address = ''
let customer = ''
beforeEach(() => {
  person += 1
  address = `guoqiang.shen${person}@hexin.example`
  customer = `"沈国强" <${address}>`
  app.clock.set(new Date().toISOString())
  smtp.arrived.length = 0
})

const shanghais = 'complaints+hd-sh@hengyuan.example'
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
let count = 0
const nextId = () => `<talk-${++count}@hexin.example>`

/** Puts a mail into the mailbox and has it read. */
async function write(mail: Mail | Buffer) {
  imap.deliver(mail)
  return fetchMail(app.kernel)
}
async function newest() {
  const { items } = await app.as('zhou.ting').call(contract.listComplaints, { query: { limit: 1 } })
  return story.page(items[0]!.id)
}
/** A complaint by mail, and the acknowledgement that went out. */
async function opened(mail: Mail = {}) {
  const id = nextId()
  await write({ from: customer, id, ...mail })
  await sendWaiting(app.kernel)
  const [letter] = smtp.arrived.splice(0).filter(({ to }) => (mail.from ?? customer).includes(to))
  const subject = letter && (await simpleParser(letter.raw)).subject
  return { page: await newest(), id, letter: letter && { ...readArrived(letter), to: letter.to, subject } }
}
const field = (head: string, name: string) =>
  new RegExp(`^${name}: (.*(?:\\r\\n[ \\t].*)*)`, 'im').exec(head)?.[1]?.replace(/\s+/g, ' ')
const total = async () => (await app.as('zhou.ting').call(contract.listComplaints)).total
const says = async (id: string) => (await story.page(id)).messages.map(({ kind, text }) => [kind, text])

describe('a complaint arrives by e-mail', () => {
  test('with its words, its files and its sender, and counts from the moment the mail server had it', async () => {
    const { page } = await opened({
      ...{ subject: 'Re: 回复：发票一直没有开', text: '上月付了款，发票一直没有开。\n请尽快。' },
      files: [{ name: '付款回执.png', bytes: png }],
    })
    expect(page).toMatchObject({
      ...{ channel: 'email', state: 'received', subject: '客户投诉：其他', severity: 1 },
      ...{
        description: '上月付了款，发票一直没有开。\n请尽快。',
        organisation: { name: '衡远服务集团' },
      },
      ...{ complainant: { name: '沈**', email: 'g***@hexin.example', language: 'zh-CN' } },
      ...{ files: [{ name: '付款回执.png', type: 'image/png' }], mail: { left_out: [] } },
    })
    expect(page.clocks.find(({ kind }) => kind === 'response')?.standing).toBe('running')
    expect(Date.now() - Date.parse(page.received_at)).toBeLessThan(60_000)
    // Who complained is masked on the complaint: the list of arrivals doesn't say it either.
    const { items } = await app.as('zhou.ting').call(listArrivals)
    expect(items[0]).toMatchObject({ state: 'taken', sender: null, sender_name: null })
  })

  test('the acknowledgement carries number and code, answers the very mail, and the outbox does not keep the code', async () => {
    const { page, id, letter } = await opened()
    expect(letter!.to).toBe(address)
    expect(letter!.body).toContain(page.number)
    const code = /查询码 ([A-Z2-9]{10})。/.exec(letter!.body)?.[1]
    expect(code).toBeTruthy()
    expect(field(letter!.head, 'In-Reply-To')).toBe(id)
    expect(field(letter!.head, 'References')).toBe(id)
    expect(field(letter!.head, 'Auto-Submitted')).toBe('auto-generated')
    const kept = await app.owner.selectFrom('kernel.mail').selectAll().execute()
    expect(JSON.stringify(kept)).not.toContain(code)
    const form = new FormData()
    form.append('number', page.number)
    form.append('code', code!)
    const tracked = await fetch(`${app.url}/public/complaints/track`, { method: 'POST', body: form })
    expect(tracked.status).toBe(200)
  })

  test.each([
    [
      'in English',
      { subject: 'Nobody called back', text: 'I have waited for a month and nobody called back.' },
      'We have received',
      'en',
    ],
    [
      'in traditional Chinese',
      { subject: '電話打不通', text: '電話一直打不通，請盡快處理這個問題。' },
      '已收到您的投訴',
      'zh-TW',
    ],
    [
      'in simplified Chinese',
      { subject: '电话打不通', text: '电话一直打不通，请尽快处理这个问题。' },
      '已收到您的投诉',
      'zh-CN',
    ],
  ])('is acknowledged %s', async (_how, mail, words, language) => {
    const { letter, page } = await opened(mail)
    expect(letter!.subject).toContain(words)
    expect(page.complainant?.language).toBe(language)
  })

  test('goes to the organisation whose code stands behind the plus of the address', async () => {
    const { page } = await opened({ to: 'complaints+hd-sh@hengyuan.example' })
    expect(page.organisation.name).toBe('上海分公司')
    expect((await opened({ to: 'complaints+nowhere@hengyuan.example' })).page.organisation.name).toBe(
      '衡远服务集团',
    )
  })

  test('of old programs, in GBK and Big5, said or not', async () => {
    const gbk = (hex: string) => Buffer.from(hex, 'hex')
    // 投诉 in GB 18030, bare in the head, and a body that says gb2312 and is more.
    await write(
      Buffer.concat([
        Buffer.from('From: a@hexin.example\r\nMessage-ID: <gbk@x>\r\nSubject: '),
        gbk('cdb6cbdf'),
        Buffer.from('\r\nContent-Type: text/plain; charset=gb2312\r\n\r\n'),
        gbk('e946bb7d'),
      ]),
    )
    // A subject that says more than the text stands above it.
    expect((await newest()).description).toBe(`投诉\n\n${decode('gbk', 'e946bb7d')}`)
    await write(
      Buffer.concat([
        Buffer.from('From: a@hexin.example\r\nMessage-ID: <big5@x>\r\nSubject: =?big5?B?p+u2RA==?=\r\n'),
        Buffer.from('Content-Type: text/plain; charset=big5\r\n\r\n'),
        gbk('b56fb2bc'),
      ]),
    )
    expect(await newest()).toMatchObject({
      ...{ description: '投訴\n\n發票', complainant: { language: 'zh-TW' } },
    })
    await write(
      Buffer.from(
        'From: a@hexin.example\r\nMessage-ID: <k@x>\r\nSubject: =?klingon?B?5oqV6K+J?=\r\nContent-Type: text/plain; charset=klingon\r\n\r\n\u53d1\u7968',
      ),
    )
    expect((await newest()).description).toBe('投诉\n\n发票')
  })

  test('with HTML alone becomes plain words, and no script runs or stays', async () => {
    await write(
      Buffer.from(
        'From: a@hexin.example\r\nSubject: html\r\nMessage-ID: <html@x>\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><head><style>p{color:red}</style><script>alert(1)</script></head><body><p>Nobody came.</p><img src="http://tracker.example/x" onerror="alert(2)"></body></html>',
      ),
    )
    const { description } = await newest()
    expect(description).toContain('Nobody came.')
    expect(description).not.toMatch(/alert|color|</)
  })

  test('longer than a complaint may be, it is kept whole as a file', async () => {
    const { page } = await opened({ text: `开头${'很长的话'.repeat(2000)}结尾` })
    expect([...page.description]).toHaveLength(4000)
    expect(page.files).toMatchObject([{ name: 'mail.txt', type: 'text/plain' }])
  })

  test('attachments pass the same checks as uploads; what does not is named with the reason', async () => {
    const { page } = await opened({
      files: [
        { name: '回执.png', bytes: png },
        { name: 'photo.png', bytes: Buffer.from('<script>alert(1)</script>') },
        { name: '空.pdf', bytes: Buffer.alloc(0) },
      ],
    })
    expect(page.files.map(({ name }) => name)).toEqual(['回执.png'])
    expect(page.mail?.left_out.map(({ name }) => name)).toEqual(['photo.png', '空.pdf'])
    expect(page.mail?.left_out[0]?.reason).toMatch(/photo\.png.*。/)
    // What is kept for ever knows a file by its hash alone: its name is the customer's.
    const trail = await app.owner
      .selectFrom('kernel.trail_entry')
      .select('diff')
      .where('subject_id', '=', page.id)
      .where('action', '=', 'complaints.complaint.attach')
      .execute()
    expect(trail).toEqual([{ diff: { sha256: [null, page.files[0]!.sha256] } }])
  })
})

describe('e-mail threads keep together', () => {
  test('by the mail it answers, by the address it goes to, and by the number in the subject', async () => {
    const { page, letter } = await opened()
    const before = await total()
    const ours = field(letter!.head, 'Message-ID')!
    await write({ from: customer, subject: '一句话', text: '补充一', head: [`In-Reply-To: ${ours}`] })
    await write({
      from: customer,
      subject: '一句话',
      text: '补充二',
      head: [`References: <x@y> ${ours} <z@y>`],
    })
    const reply_to = field(letter!.head, 'Reply-To')!
    expect(reply_to).toMatch(/^complaints\+re-[0-9a-f]{32}@hengyuan\.example$/)
    await write({ from: customer, to: reply_to, subject: '换了主题', text: '补充三' })
    await write({ from: customer, subject: `关于 ${page.number.toLowerCase()}`, text: '补充四' })
    expect(await says(page.id)).toEqual(['一', '二', '三', '四'].map((n) => ['from_customer', `补充${n}`]))
    expect(await total()).toBe(before)
  })

  test('two mails of the customer before anybody answered', async () => {
    const { page, id } = await opened()
    await write({ from: customer, text: '忘了说日期', head: [`In-Reply-To: ${id}`] })
    expect(await says(page.id)).toEqual([['from_customer', '忘了说日期']])
  })

  test('what we write to the customer answers their last mail and names those before', async () => {
    const { page, id } = await opened({ to: shanghais })
    const second = nextId()
    await write({ from: customer, id: second, text: '补充', head: [`In-Reply-To: ${id}`] })
    await story.assign(page.id, 'chen.hao')
    await story.say(page.id, contract.acknowledge, 'chen.hao', '正在核实。')
    await sendWaiting(app.kernel)
    const letter = smtp.arrived.map(readArrived).find(({ body }) => body.includes('正在核实。'))!
    expect(field(letter.head, 'In-Reply-To')).toBe(second)
    expect(field(letter.head, 'References')).toMatch(new RegExp(`^${id} ${second} <[0-9a-f-]{36}@bylaw>$`))
    expect(letter.body).toContain('##- 回复请写在此行以上 -##')
    expect(letter.body).not.toContain('请勿回复')
  })

  test('an answer is without the letter it quotes', async () => {
    const { page, letter } = await opened()
    const quoted = letter!.body.split('\n').map((line) => `> ${line}`)
    const text = [
      '我的补充。',
      '',
      '在 2026年3月2日，章程 <complaints@hengyuan.example> 写道：',
      ...quoted,
    ].join('\n')
    await write({ from: customer, text, head: [`In-Reply-To: ${field(letter!.head, 'Message-ID')}`] })
    expect(await says(page.id)).toEqual([['from_customer', '我的补充。']])
  })

  test('an answer ends the waiting and the clocks go on; the handler hears of it once until they write', async () => {
    const { page, id } = await opened({ to: shanghais })
    await story.assign(page.id, 'chen.hao')
    await story.say(page.id, contract.acknowledge)
    await story.step(page.id, contract.investigate)
    await story.say(page.id, contract.askCustomer, 'chen.hao', '请提供回执。')
    for (const text of ['回执在此', '还有一张'])
      await write({ from: customer, text, head: [`References: ${id}`] })
    const now = await story.page(page.id)
    expect(now.state).toBe('investigating')
    expect(now.clocks.find(({ kind }) => kind === 'resolution')?.standing).toBe('running')
    const told = async () =>
      (await app.as('chen.hao').call(listTasks, { query: { limit: 200 } })).items.filter(
        ({ subject_id, kind }) => subject_id === page.id && kind.endsWith('.wrote'),
      )
    expect(await told()).toHaveLength(1)
    await story.say(page.id, contract.tellCustomer, 'chen.hao', '收到。')
    expect(await told()).toEqual([])
  })

  test('somebody else’s mail does not become the customer’s words: it is marked, moves nothing, and the customer never sees it', async () => {
    const { page, id, letter } = await opened({ to: shanghais })
    const code = /查询码 ([A-Z2-9]{10})。/.exec(letter!.body)![1]!
    await story.assign(page.id, 'chen.hao')
    await story.say(page.id, contract.acknowledge)
    await story.step(page.id, contract.investigate)
    await story.say(page.id, contract.askCustomer, 'chen.hao', '请提供回执。')
    await write({ from: '"别人" <other@hexin.example>', text: '我撤诉', head: [`In-Reply-To: ${id}`] })
    // The right address, which its domain disowns.
    const head = [`In-Reply-To: ${id}`, 'Authentication-Results: mx.hengyuan.example; spf=fail; dmarc=fail']
    await write({ from: customer, text: '我也撤诉', head })
    const now = await story.page(page.id)
    expect(now.state).toBe('waiting_customer')
    expect(now.messages.slice(-2)).toMatchObject([
      { kind: 'from_other', text: '我撤诉', author: null, mail: { sender: 'o***@hexin.example' } },
      { kind: 'from_other', text: '我也撤诉' },
    ])
    const form = new FormData()
    for (const [key, value] of Object.entries({ number: page.number, code })) form.append(key, value)
    const tracked = await fetch(`${app.url}/public/complaints/track`, { method: 'POST', body: form })
    expect(await tracked.text()).not.toContain('撤诉')
  })

  test('after a transfer and a merging it goes on where the complaint does', async () => {
    const { page, id } = await opened({ files: [{ name: 'bad.png', bytes: Buffer.from('<script>') }] })
    await app.as('zhou.ting').call(contract.transferComplaint, {
      params: { id: page.id },
      body: { version: page.version, to_org_id: app.org('上海分公司').id, reason: '上海的服务' },
    })
    const there = (await story.page(page.id)).went_to!
    await write({ from: customer, text: '转交之后', head: [`In-Reply-To: ${id}`] })
    expect(await says(there.id)).toEqual([
      ['note', '上海的服务'],
      ['from_customer', '转交之后'],
    ])
    expect((await story.page(there.id)).mail?.left_out).toHaveLength(1)
    const other = await story.assigned({ subject: '同一件事' })
    const { version } = await story.page(there.id)
    const into = { params: { id: there.id }, body: { version, into_id: other } }
    await app.as('zhou.ting').call(contract.mergeComplaint, into)
    await write({ from: customer, text: '合并之后', head: [`In-Reply-To: ${id}`] })
    // Nobody knows that both are of one customer.
    expect((await story.page(other)).messages.at(-1)).toMatchObject({
      ...{ kind: 'from_other', text: '合并之后', merged: there.number },
    })
    // Whom it concerns doesn't read it.
    await story.edit(other, { staff_id: app.person('wang.lei').id })
    expect((await story.page(other, 'wang.lei')).messages).not.toContainEqual(
      expect.objectContaining({ kind: 'from_other' }),
    )
    await app.owner
      .updateTable('complaints.complainant')
      .set({ phone: '13812345678' })
      .where('complaint_id', '=', there.id)
      .execute()
    await write({ from: customer, text: '又是我', head: [`In-Reply-To: ${id}`] })
    expect((await says(other)).at(-1)).toEqual(['from_customer', '又是我'])
  })
})

describe('an auto-reply never loops', () => {
  test('neither to the acknowledgement nor on a thread: nothing is opened, added or sent', async () => {
    const { page, letter } = await opened()
    const before = await total()
    const sent = async () => (await app.owner.selectFrom('kernel.mail').select('id').execute()).length
    const mails = await sent()
    const head = [
      `In-Reply-To: ${field(letter!.head, 'Message-ID')}`,
      'Auto-Submitted: auto-replied (vacation)',
    ]
    expect(await write({ from: customer, subject: '自动回复', head })).toMatchObject({
      automatic: 1,
      taken: 0,
    })
    expect([await total(), await sent(), await says(page.id)]).toEqual([before, mails, []])
  })

  test('a program without a sign of being one stops at twenty mails an hour, which the desk sees', async () => {
    const before = await total()
    for (let n = 0; n < 25; n++)
      imap.deliver({ from: 'robot@loop.example', subject: `第 ${n} 次`, id: `<loop-${n}@loop.example>` })
    expect(await fetchMail(app.kernel)).toMatchObject({ taken: 20, not_taken: 5 })
    expect(await total()).toBe((before ?? 0) + 20)
    const { items } = await app
      .as('zhou.ting')
      .call(listArrivals, { query: { state: 'not_taken', q: 'robot' } })
    expect(items).toHaveLength(5)
    expect(items[0]?.reason).toContain('20 封')
  })

  test('whoever writes in somebody else’s name doesn’t make us write to them', async () => {
    const head = ['Authentication-Results: mx.hengyuan.example; dmarc=fail']
    const { page, letter } = await opened({ from: 'victim@hexin.example', head })
    expect(page.channel).toBe('email')
    expect(letter).toBeUndefined()
  })
})

test('when its time to keep is over the mails are forgotten with who wrote them', async () => {
  const { page, id } = await opened()
  await app.owner
    .updateTable('complaints.complaint')
    .set({ state: 'closed', acknowledged_at: '2020-01-01T00:00:00Z', closed_at: '2020-01-01T00:00:00Z' })
    .where('id', '=', page.id)
    .execute()
  await forgetComplainants(app.kernel)
  const rows = app.owner.selectFrom('complaints.mail').select('id').where('complaint_id', '=', page.id)
  expect(await rows.execute()).toEqual([])
  // An answer still finds it; nobody is known as its customer any more.
  await write({ from: customer, text: '三年之后', head: [`In-Reply-To: ${id}`] })
  expect((await says(page.id)).at(-1)).toEqual(['from_other', '三年之后'])
})

function decode(charset: string, hex: string): string {
  return new TextDecoder(charset).decode(Buffer.from(hex, 'hex'))
}
