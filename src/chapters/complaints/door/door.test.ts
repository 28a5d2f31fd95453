import { beforeEach, describe, expect, test, vi } from 'vitest'
import { startApp } from '../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../test/support/complaint-story.ts'
import { listTasks } from '../../../kernel/tasks/contract.ts'
import { exportTrail, readTrail } from '../../../kernel/trail/contract.ts'
import * as contract from '../complaint/contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = complaintStoryOf(app)
beforeEach(() => app.clock.set('2026-03-02T01:00:00.000Z'))

const at = '/public/complaints/at/HD-SH'
const trackAt = '/public/complaints/track'
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

async function get(path: string, language = 'zh-CN') {
  const answer = await fetch(app.url + path, { headers: { 'accept-language': language } })
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}
async function post(
  path: string,
  fields: Record<string, string>,
  files: { name: string; bytes: Buffer }[] = [],
) {
  const form = new FormData()
  for (const [key, value] of Object.entries(fields)) form.append(key, value)
  for (const { name, bytes } of files) form.append('files', new Blob([new Uint8Array(bytes)]), name)
  const answer = await fetch(app.url + path, {
    method: 'POST',
    body: form,
    headers: { 'accept-language': 'zh-CN' },
  })
  return { status: answer.status, text: await answer.text() }
}

const filled = {
  ...{
    description: '材料交了一个月没有办。\n电话也打不通。',
    kind: 'delay',
    service_key: 'social_insurance',
  },
  ...{ service_on: '2026-03-01', name: '沈国强', phone: '13901860213', email: '' },
}
async function complained(fields = {}, files: { name: string; bytes: Buffer }[] = []) {
  const { text, status } = await post(at, { ...filled, ...fields }, files)
  const number = /TS-\d{4}-\d{6}/.exec(text)?.[0] ?? ''
  const code = /class="code">([A-Z0-9]{10})</.exec(text)?.[1] ?? ''
  return { number, code, status, text }
}
async function idOf(number: string) {
  const { items } = await app.as('zhou.ting').call(contract.listComplaints, { query: { q: number } })
  return items[0]!.id
}
/** Up to our answer, which waits for the customer. */
async function answered(id: string, text: string) {
  await story.assign(id, 'chen.hao')
  await story.say(id, contract.acknowledge)
  await story.step(id, contract.investigate)
  await story.say(id, contract.propose, 'chen.hao', text)
}
/** Who has a task because the customer wrote. */
async function toldOf(id: string) {
  const rows = await app.owner
    .selectFrom('kernel.task')
    .select('person_id')
    .where('subject_id', '=', id)
    .where('kind', '=', 'complaints.complaint.task.wrote')
    .where('closed_at', 'is', null)
    .execute()
  return rows.map(({ person_id }) => person_id)
}
const look = (seen: { number: string; code: string }, more = {}) => post(trackAt, { ...seen, ...more })

describe('the customer’s door', () => {
  test('finds the organisation by search, and is plain markup in three languages: beside it one script of our own, nothing else to load', async () => {
    const { text } = await get('/public/complaints?q=%E4%B8%8A%E6%B5%B7')
    expect(text).toContain('/public/complaints/at/HD-SH?lang=zh-CN')
    const suzhou = await get(`/public/complaints?lang=zh-TW&q=${encodeURIComponent('蘇州')}`)
    expect(suzhou.text).toContain('苏州合作网点')
    await app.owner
      .updateTable('kernel.organisation')
      .set({ name: '衡遠廣州(南沙)' })
      .where('code', '=', 'HN-GZ')
      .execute()
    for (const q of ['广州(', '廣州(南', '衡远'])
      expect((await get(`/public/complaints?q=${encodeURIComponent(q)}`)).text).toContain('衡遠廣州(南沙)')
    expect((await get(`/public/complaints?q=${encodeURIComponent('.*')}`)).text).toContain('没有找到')
    for (const [language, word] of [
      ['zh-CN', '发生了什么？'],
      ['zh-TW', '發生了什麼？'],
      ['en', 'What happened?'],
    ] as const) {
      const page = await get(`${at}?lang=${language}`)
      expect(page.text).toContain(word)
      expect(page.text).toContain(`<html lang="${language}">`)
      expect(page.text.match(/<script|<link|<img|\son\w+=/g)).toEqual(['<script'])
      expect(page.headers.get('content-security-policy')).toMatch(/default-src 'self';.*script-src 'self';/)
      // What was typed is there again for whoever goes back; where number and code stand nothing is kept.
      expect(page.headers.get('cache-control')).toBe('private, no-cache')
      expect(page.text.length).toBeLessThan(12_000)
    }
    const [, address] = /<script type="module" src="([^"]+)"><\/script>/.exec(text)!
    const script = await get(address!)
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(script.headers.get('cache-control')).toContain('immutable')
    expect(script.text.length).toBeLessThan(4_000)
  })

  test('takes a complaint without an account, with photos, and gives a number and a code', async () => {
    const { number, code } = await complained({}, [{ name: '回执.png', bytes: png }])
    expect(code).toHaveLength(10)
    const page = await story.page(await idOf(number))
    expect(page).toMatchObject({
      ...{ channel: 'web', state: 'received', subject: '客户投诉：办理不及时 · 社保公积金', kind: 'delay' },
      complainant: { name: '沈**', language: 'zh-CN' },
    })
    expect(page.files).toMatchObject([{ name: '回执.png', type: 'image/png' }])
    const kept = await app.owner.selectFrom('complaints.complaint').select('tracking_hash').execute()
    expect(JSON.stringify(kept)).not.toContain(code)
  })

  test('what is missing, too much or not what it says is refused with a sentence, and nothing is kept', async () => {
    const before = await app.owner.selectFrom('complaints.complaint').select('id').execute()
    const again = await post(at, { ...filled, name: '沈"国强', email: 'nobody' })
    expect(again.status).toBe(422)
    // First on the page and in focus as it opens; it leads to the field.
    expect(again.text).toMatch(
      /<h1>[^<]*<\/h1>\s*<div class="notice" id="refused" role="alert" tabindex="-1" autofocus><p>请检查以下各项。[^<]*<\/p><ul><li><a href="#email">邮箱<\/a><span>请填写完整的邮箱地址[^<]*<\/span><\/li><\/ul><\/div>/,
    )
    // Everything written stays, and still can't leave its place.
    for (const kept of [
      '电话也打不通。</textarea>',
      'value="沈&#34;国强"',
      'value="delay" selected',
      'value="2026-03-01"',
    ])
      expect(again.text).toContain(kept)
    // What is wrong is said where it is wrong, and nowhere else.
    expect(again.text.match(/aria-invalid="true"/g)).toHaveLength(1)
    expect(again.text).toMatch(
      /id="email" name="email" aria-invalid="true" aria-describedby="email-fault"[^>]*><\/label><p class="fault" id="email-fault">请填写完整的邮箱地址/,
    )
    // Nothing is chosen beforehand, and whoever passes over it is asked.
    const passedOver = await post(at, { ...filled, kind: '' })
    expect([passedOver.status, passedOver.text]).toEqual([422, expect.stringContaining('请选择其中一项。')])
    expect(passedOver.text).toMatch(/<select id="kind"[^>]* required><option value="">请选择<\/option>/)
    const fake = await complained({}, [{ name: 'a.png', bytes: Buffer.from('<script>alert(1)</script>') }])
    expect(fake.status).toBe(422)
    expect((await post(at, { ...filled, website: 'http://spam.example' })).status).toBe(422)
    expect(await get('/public/complaints/at/NOWHERE')).toMatchObject({
      status: 404,
      text: expect.stringContaining('没有找到这个机构'),
    })
    expect(await app.owner.selectFrom('complaints.complaint').select('id').execute()).toHaveLength(
      before.length,
    )
  })

  test('words are shown as words, whatever they are made of', async () => {
    const { number, code } = await complained({ description: '<b onclick="x()">好</b> & "quoted"' })
    const { text } = await look({ number, code })
    expect(text).not.toContain('<b onclick')
    expect(text).toContain('&#60;b onclick=&#34;x()&#34;&#62;')
  })
})

describe('the customer tracks with number and code', () => {
  test('sees how far it is and what was said, never a note or a name of ours', async () => {
    const seen = await complained({ email: 'guoqiang.shen@hexin.example' })
    const id = await idOf(seen.number)
    await story.assign(id, 'chen.hao')
    await story.say(id, contract.acknowledge, 'chen.hao', '已收到，正在核实。')
    const mails = await app.owner
      .selectFrom('kernel.mail')
      .selectAll()
      .where('recipient', 'like', 'guoqiang%')
      .execute()
    expect(mails).toMatchObject([{ subject: expect.stringContaining(seen.number), person_id: null }])
    expect(mails[0]!.body).toContain('已收到，正在核实。')
    expect(mails[0]!.body).not.toContain(seen.code)
    await app
      .as('chen.hao')
      .call(contract.noteComplaint, { params: { id }, body: { text: '内部：疑似交接问题' } })
    const { text } = await look(seen)
    expect(text).toContain('已收到，正在核实。')
    expect(text).toContain('已受理')
    expect(text).not.toContain('内部：')
    expect(text).not.toContain('陈浩')
    // The same in another language, without asking for the code again, which stands in no address.
    expect(text).toContain('formaction="/public/complaints/track?lang=en"')
    expect(text).not.toMatch(new RegExp(`(href|action)="[^"]*(${seen.code}|${seen.number})`))
    expect((await post(`${trackAt}?lang=en`, { number: seen.number, code: seen.code })).text).toContain(
      'What was said',
    )
  })

  test('is told by when the first answer, then the outcome is due, and that it is late', async () => {
    const seen = await complained()
    const id = await idOf(seen.number)
    // Received on Monday at 9:00; the first answer within eight working hours, the outcome within 15 days.
    expect((await look(seen)).text).toContain('<dd>2026年3月3日 10:30 前首次答复您</dd>')
    app.clock.set('2026-03-03T03:00:00.000Z')
    expect((await look(seen)).text).toContain('原定 2026年3月3日 10:30 前答复，已超时，将提请上级督办')
    await story.assign(id, 'chen.hao')
    await story.say(id, contract.acknowledge, 'chen.hao', '已收到，正在核实。')
    expect((await look(seen)).text).toContain('<dd>2026年3月17日 17:00 前告知处理结果</dd>')
    await story.step(id, contract.investigate)
    await story.say(id, contract.askCustomer, 'chen.hao', '请补充收据。')
    expect((await look(seen)).text).not.toContain('答复时限')
  })

  test('what was written stays on the page where an act is refused, and what is missing is a link away', async () => {
    const { number, code } = await complained()
    const seen = { number, code, looked: '1' }
    const { status, text } = await look(seen, { act: 'add', text: ' ', stars: '4' })
    expect([status, text]).toEqual([422, expect.stringContaining('请填写内容或选择文件。')])
    expect(text).toContain(
      '<li><a href="#text">您想补充的内容</a></li><li><a href="#files">照片或文件</a></li>',
    )
    expect(text).toContain('<textarea id="text" name="text" maxlength="4000" aria-invalid="true"')
    const program = [{ name: '程序.exe', bytes: Buffer.from('MZ\0\0') }]
    const again = await post(trackAt, { ...seen, act: 'add', text: '见附件' }, program)
    expect([again.status, again.text]).toEqual([422, expect.stringContaining('程序.exe')])
    expect(again.text).toContain('>见附件</textarea>')
    expect(again.text).toContain('<li><a href="#files">照片或文件</a></li>')
    expect((await story.page(await idOf(seen.number))).messages).toEqual([])
    // To whoever has another code nothing is shown again.
    const guess = await look({ ...seen, code: 'AAAAAAAAAA' }, { act: 'add', text: ' ' })
    expect([guess.status, guess.text.includes('往来内容')]).toEqual([422, false])
  })

  test('adds words and files; an answer ends the waiting and the clocks go on', async () => {
    const seen = await complained()
    const id = await idOf(seen.number)
    await story.assign(id, 'chen.hao')
    await story.say(id, contract.acknowledge)
    await story.step(id, contract.investigate)
    await story.say(id, contract.askCustomer, 'chen.hao', '请提供回执。')
    expect((await look(seen)).text).toContain('请您补充')
    const form = new FormData()
    for (const [key, value] of Object.entries({
      number: seen.number,
      code: seen.code,
      act: 'add',
      text: '回执在此',
    }))
      form.append(key, value)
    form.append('files', new Blob([new Uint8Array(png)]), '回执.png')
    expect((await fetch(app.url + trackAt, { method: 'POST', body: form })).status).toBe(200)
    const page = await story.page(id)
    expect(page).toMatchObject({ state: 'investigating', files: [{ name: '回执.png' }] })
    expect(page.messages.at(-1)).toMatchObject({ kind: 'from_customer', text: '回执在此', author: null })
    expect(page.clocks.find(({ kind }) => kind === 'resolution')?.standing).toBe('running')
  })

  test('whoever handles it hears of words, files, an objection and an acceptance, once until they write; the superiors where nobody does', async () => {
    // Ten complaints an hour may come from one address.
    app.clock.set('2026-03-02T03:00:00.000Z')
    const seen = await complained()
    const id = await idOf(seen.number)
    const told = async (user: 'chen.hao' | 'zhou.ting' | 'wang.lei') =>
      (await app.as(user).call(listTasks, { query: { limit: 200 } })).items.filter(
        ({ subject_id, kind }) => subject_id === id && kind.endsWith('.wrote'),
      ).length
    await look(seen)
    await look(seen, { act: 'add', text: '还没有人联系我。' })
    expect((await told('zhou.ting')) + (await told('wang.lei')) + (await told('chen.hao'))).toBeGreaterThan(0)
    await story.assign(id, 'chen.hao')
    await story.say(id, contract.acknowledge)
    expect(await told('chen.hao')).toBe(0)
    for (let n = 0; n < 2; n++)
      await post(trackAt, { number: seen.number, code: seen.code, act: 'add' }, [
        { name: '回执.png', bytes: png },
      ])
    expect(await told('chen.hao')).toBe(1)
    await story.step(id, contract.investigate)
    await story.say(id, contract.propose)
    expect(await told('chen.hao')).toBe(0)
    await look(seen, { act: 'object', text: '不够' })
    expect(await told('chen.hao')).toBe(1)
    await story.say(id, contract.propose)
    await look(seen, { act: 'accept' })
    expect(await told('chen.hao')).toBe(1)
    // Stars are no words.
    await story.close(id)
    await look(seen, { act: 'rate', stars: '5' })
    expect(await told('chen.hao')).toBe(0)
  })

  test('an acceptance withdraws what it overtakes, and whoever asked for it hears so', async () => {
    app.clock.set('2026-03-02T06:00:00.000Z')
    const seen = await complained()
    const id = await idOf(seen.number)
    await story.assign(id, 'chen.hao')
    await story.say(id, contract.acknowledge)
    await story.step(id, contract.investigate)
    const { version } = await story.page(id)
    const body = { version, reason: '录音与陈述不符', notice: '经核查，未发现所述情况。' }
    await app.as('chen.hao').call(contract.judgeUnfounded, { params: { id }, body })
    await story.say(id, contract.propose)
    await look(seen, { act: 'accept' })
    const { rulings } = await story.page(id)
    expect(rulings).toMatchObject([{ matter: 'unfounded', state: 'withdrawn' }])
    const { items } = await app.as('chen.hao').call(listTasks, { query: { limit: 200 } })
    const told = items.filter(({ subject_id }) => subject_id === rulings[0]!.id)
    expect(told.map(({ kind }) => kind)).toEqual(['approvals.inbox.ended_withdrawn'])
  })

  test('objects, accepts and rates', async () => {
    const seen = await complained()
    const id = await idOf(seen.number)
    await answered(id, '我们愿意赔礼道歉。')
    await look(seen, { act: 'object', text: '只道歉不够' })
    expect((await story.page(id)).state).toBe('investigating')
    await story.say(id, contract.propose, 'chen.hao', '费用由我们承担。')
    expect((await look(seen, { act: 'rate', stars: '5' })).status).toBe(422)
    expect((await look(seen, { act: 'accept' })).text).toContain('已记下：您认可答复。')
    expect(await toldOf(id)).toEqual([app.person('chen.hao').id])
    expect((await story.page(id)).state).toBe('resolved')
    const resolved = (await look(seen)).text
    expect(resolved).not.toMatch(/已记下|checked/)
    // Files come last: the star chosen has come when they are too much.
    expect(resolved.indexOf('name="stars"')).toBeGreaterThan(0)
    expect(resolved.indexOf('type="file"')).toBeGreaterThan(resolved.lastIndexOf('name="stars"'))
    expect((await look(seen, { act: 'rate', stars: '4' })).text).toContain('感谢您的评价。')
    app.clock.advance(3 * 3_600_000)
    const back = (await look(seen)).text
    expect(back).toContain('<strong>4 满意</strong> <small>2026年3月2日')
    // Another rating is there to be given, and not asked for.
    expect(back).not.toContain('您对处理满意吗？</h2>')
    expect(back).toMatch(
      /<details><summary>修改评价<\/summary>[\s\S]*value="4" required checked>[\s\S]*<\/details>/,
    )
    const ratings = await app.owner
      .selectFrom('complaints.rating')
      .select(['complaint_id', 'stars'])
      .where('complaint_id', '=', id)
      .execute()
    expect(ratings).toEqual([{ complaint_id: id, stars: 4 }])
    await look(seen, { act: 'rate', stars: '2' })
    const rated = await app.owner
      .selectFrom('kernel.trail_entry')
      .select('diff')
      .where('subject_id', '=', id)
      .where('action', '=', 'complaints.complaint.rate')
      .orderBy('seq')
      .execute()
    expect(rated.map(({ diff }) => diff)).toEqual([{ stars: [null, 4] }, { stars: [4, 2] }])
    // Opened again nobody rates it, and what was said is still to be read.
    await story.say(id, contract.reopenComplaint, 'zhou.ting')
    const reopened = (await look(seen)).text
    expect(reopened).toContain('<strong>2 不满意</strong>')
    expect(reopened).not.toMatch(/name="stars"|修改评价/)
  })

  test('says why they object: without a word it is refused on their page, and nothing moves', async () => {
    app.clock.set('2026-03-02T07:00:00.000Z')
    const seen = await complained()
    const id = await idOf(seen.number)
    await answered(id, '我们愿意赔礼道歉。')
    const bare = await look(seen, { act: 'object', text: ' ' })
    expect(bare.status).toBe(422)
    expect(bare.text).toContain('请写明为什么不认可。')
    expect(bare.text).toContain('<li><a href="#text">为什么不认可？</a></li>')
    expect(bare.text).toMatch(/<textarea id="text" name="text" required maxlength="4000" aria-invalid="true"/)
    expect(bare.text).toContain('我们愿意赔礼道歉。')
    expect(await story.page(id)).toMatchObject({ state: 'proposed', messages: { length: 2 } })
  })

  test('reads what the page said for them in the language they read in, and their own words as they wrote them', async () => {
    app.clock.set('2026-03-02T08:00:00.000Z')
    const seen = await complained({ description: '已补充附件' })
    const id = await idOf(seen.number)
    await answered(id, '费用由我们承担。')
    await look(seen, { act: 'accept' })
    expect((await look(seen)).text).toContain('已在查询页面认可答复。')
    const { number, code } = seen
    const english = (await post(`${trackAt}?lang=en`, { number, code })).text
    expect(english).toContain('Accepted the answer on the tracking page.')
    expect(english).not.toContain('已在查询页面')
    expect(english).toMatch(/已补充附件<[\s\S]*费用由我们承担。/)
  })

  test('is named in its history for what they did themselves, by no name; what staff record for them is theirs who recorded it', async () => {
    const seen = await complained()
    const id = await idOf(seen.number)
    await look(seen, { act: 'add', text: '又来电。' })
    await answered(id, '费用由我们承担。')
    await look(seen, { act: 'object', text: '不够。' })
    await story.say(id, contract.propose)
    await look(seen, { act: 'accept' })
    await look(seen, { act: 'rate', stars: '4' })
    const recorded = await idOf((await complained()).number)
    await answered(recorded, '费用由我们承担。')
    const { version } = await story.page(recorded)
    const body = { version, how: 'phone' as const, text: '同意' }
    await app.as('chen.hao').call(contract.acceptAnswer, { params: { id: recorded }, body })
    const query = { subject_type: 'complaints.complaint', subject_id: id }
    for (const [language, customer] of [
      ['zh-CN', '客户'],
      ['zh-TW', '客戶'],
      ['en', 'The customer'],
    ] as const) {
      const { items } = await app
        .as('zhou.ting', language)
        .call(readTrail, { query: { ...query, limit: 50 } })
      const outside = items.filter(({ actor }) => actor.kind === 'outside')
      expect(outside.map(({ action }) => action.split('.').at(-1))).toEqual(
        expect.arrayContaining(['create', 'add', 'object', 'accept', 'rate']),
      )
      expect(new Set(outside.map(({ actor }) => actor.name))).toEqual(new Set([customer]))
      expect(items.filter(({ actor }) => actor.kind === 'system')).toEqual([])
    }
    const of = { query: { ...query, subject_id: recorded, action: 'complaints.complaint.accept' } }
    expect((await app.as('zhou.ting').call(readTrail, of)).items).toMatchObject([
      { actor: { kind: 'person', name: '陈浩' } },
    ])
    const sheet = await app
      .as('zhou.ting')
      .fetch(`${exportTrail.path}?format=csv&${new URLSearchParams(query)}`)
    expect(await sheet.text()).toMatch(/客户,认可答复,/)
  })

  test('says that what was recorded for them is wrong: whoever handles it hears of it, and those above', async () => {
    const seen = await complained()
    const id = await idOf(seen.number)
    await answered(id, '费用由我们承担。')
    const { version } = await story.page(id)
    const body = { version, how: 'phone' as const, text: '同意' }
    await app.as('chen.hao').call(contract.acceptAnswer, { params: { id }, body })
    const { text } = await look(seen)
    expect(text).toContain('我们记下：您认可答复（电话告知：“同意”）')
    expect(text).toContain('name="act" value="add"')
    await look(seen, { act: 'add', text: '我没有同意。' })
    const people = await toldOf(id)
    expect(people).toContain(app.person('chen.hao').id)
    expect(people.length).toBeGreaterThan(1)
  })

  test('a duplicate goes on where it was merged: its state and the final answer are shown, no letter to another customer', async () => {
    app.clock.set('2026-03-02T05:00:00.000Z')
    const seen = await complained()
    const into = await story.investigated({ subject: '同一件事' })
    await story.say(into, contract.tellCustomer, 'chen.hao', '合并之前的话')
    app.clock.set('2026-03-02T06:00:00.000Z')
    const params = { id: await idOf(seen.number) }
    const { version } = await story.page(params.id)
    await app.as('zhou.ting').call(contract.mergeComplaint, { params, body: { version, into_id: into } })
    await story.say(into, contract.askCustomer, 'chen.hao', '请提供回执。')
    await story.say(into, contract.hearCustomer, 'chen.hao', '另一位客户的话')
    await story.say(into, contract.propose, 'chen.hao', '第一次答复')
    const { text } = await look(seen)
    expect(text).toContain('您的投诉已与同一事项合并处理，目前：已答复')
    expect(text).not.toMatch(/合并之前的话|请提供回执|另一位客户的话|第一次答复/)
    await story.say(into, contract.objectAnswer, 'chen.hao', '还不够')
    await story.say(into, contract.propose, 'chen.hao', '费用由我们承担。')
    await story.say(into, contract.acceptAnswer, 'chen.hao', '可以')
    const after = (await look(seen)).text
    expect(after).toContain('费用由我们承担。')
    expect(after).not.toMatch(/第一次答复|还不够|可以/)
  })

  test('a wrong code tells nothing and is limited in rate', async () => {
    const seen = await complained()
    const wrong = await look({ number: seen.number, code: 'AAAAAAAAAA' })
    const nobodys = await look({ number: 'TS-2026-999999', code: 'AAAAAAAAAA' })
    expect(wrong.status).toBe(422)
    expect(wrong.text.replaceAll(seen.number, 'TS-2026-999999')).toBe(nobodys.text)
    // The form stands below the sentence, with the number, and leads to the other languages; both fields are called wrong.
    expect(wrong.text.match(/aria-invalid="true" aria-describedby="refused"/g)).toHaveLength(2)
    expect(wrong.text).toContain('<li><a href="#number">编号</a></li><li><a href="#code">查询码</a></li>')
    expect(wrong.text).toContain(`name="number" value="${seen.number}"`)
    expect(wrong.text).toContain('formaction="/public/complaints/track?lang=en"')
    for (let n = 0; n < 4; n++) await look({ number: seen.number, code: `BBBBBBBBB${n}` })
    expect((await look({ number: seen.number, code: 'CCCCCCCCCC' })).status).toBe(429)
    expect((await look(seen)).status).toBe(429)
    app.clock.advance(16 * 60_000)
    expect((await look(seen)).status).toBe(200)
  })
})
