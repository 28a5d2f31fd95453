import { beforeEach, describe, expect, test, vi } from 'vitest'
import { startApp } from '../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../test/support/complaint-story.ts'
import * as contract from '../complaint/contract.ts'
import { forgetComplainants } from '../forget.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = complaintStoryOf(app)
beforeEach(() => app.clock.set('2026-03-02T01:00:00.000Z'))

async function sent(path: string, fields: Record<string, string>) {
  const form = new FormData()
  for (const [key, value] of Object.entries(fields)) form.append(key, value)
  return (await fetch(app.url + path, { method: 'POST', body: form })).text()
}

/** What somebody wrote in English on the customer's page, handled by Chen Hao. */
async function complained() {
  const text = await sent('/public/complaints/at/HD-SH?lang=en', {
    ...{ description: 'Nobody calls me back.', kind: 'delay', service_key: 'social_insurance' },
    ...{ service_on: '2026-03-01', name: 'Grace Lim', phone: '', email: 'grace.lim@hexin.example' },
  })
  const number = /TS-\d{4}-\d{6}/.exec(text)![0]
  const code = /class="code">([A-Z0-9]{10})</.exec(text)![1]!
  const { items } = await app.as('zhou.ting').call(contract.listComplaints, { query: { q: number } })
  const { id } = items[0]!
  await story.assign(id, 'chen.hao')
  return { id, number, code }
}
const readInEnglish = (id: string) =>
  app.as('zhou.ting', 'en').call(contract.readComplaint, { params: { id } })

describe('what nobody worded is called by its kind and service', () => {
  test('to the customer in their language, on their page, in letters and where a letter begins', async () => {
    const { id, number, code } = await complained()
    await story.say(id, contract.acknowledge)
    const letter = await app.owner
      .selectFrom('kernel.mail')
      .select('subject')
      .where('subject_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(letter.subject).toBe(`[${number}] About your complaint: Delay · Social insurance`)
    const seenIn = (lang: string) => sent(`/public/complaints/track?lang=${lang}`, { number, code })
    expect(await seenIn('en')).toContain(`<h1>${number} Delay · Social insurance</h1>`)
    expect(await seenIn('zh-TW')).toContain(`<h1>${number} 辦理不及時 · 社保公積金</h1>`)
    expect((await story.page(id)).subject_to_customer).toBe('Delay · Social insurance')
  })

  test('to whoever works here in theirs, and it follows what is put right, until somebody words it', async () => {
    const { id } = await complained()
    const listed = async (language: 'en' | 'zh-CN') => {
      const { items } = await app.as('zhou.ting', language).call(contract.listComplaints, { query: {} })
      return items.find((one) => one.id === id)!.subject
    }
    expect(await listed('en')).toBe('Complaint: Delay · Social insurance')
    await story.edit(id, { kind: 'charge' })
    expect((await story.page(id)).subject).toBe('客户投诉：收费 · 社保公积金')
    // So does what is stored, for tasks and the search.
    const found = app.owner
      .selectFrom('kernel.search_entry')
      .select(['title', 'title_en'])
      .where('id', '=', id)
    expect(await found.execute()).toEqual([
      { title: '客户投诉：收费 · 社保公积金', title_en: 'Complaint: Charges · Social insurance' },
    ])
    // What a reader of English leaves as it stands in the form is no wording.
    const { subject } = await readInEnglish(id)
    expect(subject).toBe('Complaint: Charges · Social insurance')
    await story.edit(id, { subject, service_key: null })
    expect([await listed('zh-CN'), await listed('en')]).toEqual(['客户投诉：收费', 'Complaint: Charges'])
    await story.edit(id, { subject: '没有回电' })
    await story.edit(id, { kind: 'delay' })
    expect([await listed('zh-CN'), await listed('en')]).toEqual(['没有回电', '没有回电'])
    expect((await story.page(id)).subject_to_customer).toBe('没有回电')
  })

  test('what a handler worded stays theirs after a transfer, also once who complained is forgotten', async () => {
    const { id } = await complained()
    await story.edit(id, { subject: '没有回电' })
    await story.say(id, contract.acknowledge)
    const { version } = await story.page(id)
    await app.as('zhou.ting').call(contract.transferComplaint, {
      params: { id },
      body: { version, to_org_id: app.org('苏州合作网点').id, reason: '服务由苏州提供' },
    })
    const there = (await story.page(id)).went_to!.id
    await story.assign(there, 'chen.hao')
    await story.step(there, contract.investigate)
    for (const say of [contract.propose, contract.acceptAnswer]) await story.say(there, say)
    await story.close(there)
    app.clock.set('2029-04-03T01:00:00.000Z')
    await forgetComplainants(app.kernel)
    expect(await story.page(there)).toMatchObject({ complainant: null, subject: '没有回电' })
  })
})
