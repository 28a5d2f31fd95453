import { beforeEach, describe, expect, test, vi } from 'vitest'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { startImapServer, written } from '../../../../test/support/imap-server.ts'
import { startSecond } from '../../../../test/support/second-server.ts'
import { fetchAgain, listArrivals, readMailbox, settleArrival } from './contract.ts'
import { fetchMail } from './fetch.ts'
import { parseMail } from './parse.ts'

vi.setConfig({ testTimeout: 60_000 })
const peer = await startImapServer()
const app = await startApp({ env: { IMAP_URL: peer.url, MAX_UPLOAD_MB: '1' } })
const desk = app.as('zhou.ting')
const fetched = () => fetchMail(app.kernel)
const latest = async () => (await desk.call(listArrivals)).items[0]!
const nothing = { taken: 0, automatic: 0, not_taken: 0, twice: 0 }

// What lies in it before the first look: one read, one not.
peer.deliver({ subject: '上个月的旧邮件' }, ['\\Seen'], new Date(Date.now() - 30 * 24 * 3_600_000))
peer.deliver({ subject: '还没读的邮件' })
await fetched()
// The mail server's clock is the machine's, the app's stands still: what arrives is of the moment.
beforeEach(() => app.clock.set(new Date().toISOString()))

describe('the mailbox', () => {
  test('at the first look only what is unread is taken; what comes later is taken, once', async () => {
    const { items } = await desk.call(listArrivals)
    expect(items.map(({ subject, state }) => [subject, state])).toEqual([['还没读的邮件', 'taken']])
    expect(peer.flags()).toEqual([['\\Seen'], ['\\Seen']])
    peer.deliver({ subject: '新来的' })
    // Somebody reads it in a mail program before we do.
    peer.deliver({ subject: '有人先看过的' }, ['\\Seen'])
    expect(await fetched()).toEqual({ ...nothing, taken: 2 })
    expect(await fetched()).toEqual(nothing)
  })

  test('two servers at once read it once', async () => {
    const second = await startSecond(app)
    for (let n = 0; n < 5; n++) peer.deliver({ subject: `同时 ${n}` })
    const both = await Promise.all([fetched(), fetchMail(second.kernel)])
    expect(both.map((one) => one?.taken ?? 0).reduce((a, b) => a + b)).toBe(5)
    const { items } = await desk.call(listArrivals, { query: { q: '同时' } })
    expect(items).toHaveLength(5)
  })

  test('numbered anew by its server, nothing is taken in twice and nothing new is missed', async () => {
    peer.renumber()
    peer.deliver({ subject: '换号之后' })
    expect(await fetched()).toMatchObject({ taken: 1, not_taken: 0 })
    expect((await latest()).subject).toBe('换号之后')
  })

  test('a mail deleted meanwhile is passed over', async () => {
    peer.deliver({ subject: '马上删掉' })
    peer.remove(peer.last())
    expect(await fetched()).toEqual(nothing)
  })

  test('a server that cannot be reached is said so to the desk, in no more words than it needs', async () => {
    const { configuration } = app.kernel
    const broken = {
      ...app.kernel,
      configuration: { ...configuration, IMAP_URL: peer.url.replace('secret', 'wrong') },
    }
    expect(await fetchMail(broken)).toEqual(nothing)
    expect(await desk.call(readMailbox)).toMatchObject({
      failing: true,
      address: 'complaints@hengyuan.example',
    })
    await fetched()
    expect(await desk.call(readMailbox)).toMatchObject({ failing: false })
    const none = { ...app.kernel, configuration: { ...configuration, IMAP_URL: undefined } }
    expect(await fetchMail(none)).toBeUndefined()
  })
})

test('the same Message-ID twice is one mail', async () => {
  peer.deliver({ id: '<once@hexin.example>', subject: '只有一件' })
  peer.deliver({ id: '<once@hexin.example>', subject: '只有一件' })
  expect(await fetched()).toEqual({ ...nothing, taken: 1, twice: 1 })
  // Without any the bytes themselves tell.
  const bare = Buffer.from('From: a@hexin.example\r\nSubject: bare\r\n\r\nhello\r\n')
  peer.deliver(bare)
  peer.deliver(bare)
  expect(await fetched()).toMatchObject({ taken: 1, twice: 1 })
})

describe('auto-replies, bounces and mailing loops open nothing:', () => {
  test.each([
    ['an out-of-office note', ['Auto-Submitted: auto-replied'], {}],
    ['a generated mail', ['Auto-Submitted: auto-generated'], {}],
    ['bulk mail', ['Precedence: bulk'], {}],
    ['an old program’s reply', ['Precedence: auto_reply'], {}],
    ['another’s reply', ['X-Autoreply: yes'], {}],
    ['a mailing list', ['List-Id: <news.hexin.example>'], {}],
    ['an empty way back', ['Return-Path: <>'], {}],
    ['a mail server’s report', [], { from: 'MAILER-DAEMON@hexin.example' }],
    ['our own address', [], { from: 'complaints@hengyuan.example' }],
    ['our own sender', [], { from: '"章程" <bylaw@localhost>' }],
    ['a letter of ours come round', [], { id: '<01900000-0000-7000-8000-00000000dead@bylaw>' }],
  ])('%s', async (_what, head, more) => {
    peer.deliver({ head, ...more })
    expect(await fetched()).toEqual({ ...nothing, automatic: 1 })
    expect(await latest()).toMatchObject({
      state: 'automatic',
      reason: expect.stringMatching(/。$/),
      can: [],
    })
  })

  test('a delivery report, and “Auto-Submitted: no” is a person’s', async () => {
    peer.deliver(
      Buffer.from(
        'From: postal@hexin.example\r\nSubject: Undelivered\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\n\r\nnot delivered\r\n--x--\r\n',
      ),
    )
    peer.deliver({ head: ['Auto-Submitted: no'] })
    expect(await fetched()).toEqual({ ...nothing, automatic: 1, taken: 1 })
  })
})

describe('a hostile mail is handled with a clear record, and the next one is taken in:', () => {
  const next = '<p>'.repeat(10)
  const deep = (levels: number) => {
    const open = Array.from(
      { length: levels },
      (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n`,
    )
    return Buffer.from(
      `From: a@hexin.example\r\nSubject: deep\r\n${open.join('')}Content-Type: text/plain\r\n\r\nhi\r\n`,
    )
  }
  const many = Array.from({ length: 500 }, (_, n) => `somebody${n}@hexin.example`).join(',\r\n ')
  test.each([
    ['a huge one', written({ text: 'x'.repeat(3_000_000) }), '超过 2 MB'],
    ['deep MIME', deep(5000), '无法读取'],
    [
      'a subject without end',
      Buffer.from(`From: a@hexin.example\r\nSubject: ${'x'.repeat(1_500_000)}\r\n\r\nhi`),
      '无法读取',
    ],
    [
      'no From',
      Buffer.from('Subject: nobody\r\nMessage-ID: <nobody@hexin.example>\r\n\r\nhi\r\n'),
      '没有可用的发件人',
    ],
    ['a From that is no address', written({ from: '"老板" <boss>' }), '没有可用的发件人'],
    ['500 recipients', written({ to: many }), '群发给 500 个地址'],
    ['nothing in it', written({ subject: '', text: '' }), '没有主题、内容和附件'],
  ])('%s', async (_what, raw, reason) => {
    peer.deliver(raw)
    peer.deliver({ subject: `下一封 ${next.length}` })
    expect(await fetched()).toEqual({ ...nothing, not_taken: 1, taken: 1 })
    const { items } = await desk.call(listArrivals, { query: { state: 'not_taken' } })
    expect(items[0]).toMatchObject({ reason: expect.stringContaining(reason), can: ['again', 'settle'] })
  })

  test('one that is slow to read is given up, and its thread with it', async () => {
    const slow = Buffer.from(`From: a@hexin.example\r\nTo: ${'a@b.cn, '.repeat(100_000)}\r\n\r\nx`)
    const begun = performance.now()
    await expect(parseMail(slow, { timeout: 20 })).rejects.toThrow('took too long')
    expect(performance.now() - begun).toBeLessThan(5000)
    const next = Buffer.from('From: a@hexin.example\r\nSubject: next\r\n\r\nx')
    expect((await parseMail(next)).subject).toBe('next')
  })

  test('one at which reading broke off three times is passed over', async () => {
    peer.deliver({ subject: '读到一半就断' })
    const uid = peer.last()
    const trying = app.owner.updateTable('kernel.mailbox')
    await trying.set({ trying_uid: uid, tries: 3 }).execute()
    expect(await fetched()).toEqual({ ...nothing, not_taken: 1 })
    expect((await latest()).reason).toContain('多次读取都中断')
  })
})

describe('the desk', () => {
  test('has a mail fetched again, or says that somebody saw to it', async () => {
    peer.deliver({ subject: '断过的', id: '<broken@hexin.example>' })
    await app.owner.updateTable('kernel.mailbox').set({ trying_uid: peer.last(), tries: 3 }).execute()
    await fetched()
    const { id, version } = await latest()
    const again = await desk.call(fetchAgain, { params: { id }, body: { version } })
    expect(again).toMatchObject({ state: 'again', can: [] })
    expect(await fetched()).toMatchObject({ taken: 1 })
    expect(await latest()).toMatchObject({ id, state: 'taken', reason: null })
    peer.deliver({ subject: '', text: '' })
    await fetched()
    const empty = await latest()
    const seen = { params: { id: empty.id }, body: { version: empty.version } }
    expect(await desk.call(settleArrival, seen)).toMatchObject({ state: 'settled' })
    expect((await refusalOf(desk.call(settleArrival, seen))).status).toBe(409)
  })

  test('of headquarters alone: a branch sees no mail of the mailbox', async () => {
    expect((await refusalOf(app.as('li.wei').call(listArrivals))).status).toBe(403)
  })
})
