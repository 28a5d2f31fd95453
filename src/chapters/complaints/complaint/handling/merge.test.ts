import { beforeEach, expect, test, vi } from 'vitest'
import type { CastUser } from '../../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../../test/support/complaint-story.ts'
import { listTasks } from '../../../../kernel/tasks/contract.ts'
import * as contract from '../contract.ts'
import { checkMerge } from '../similar/contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = complaintStoryOf(app)
const at = (time: string) => app.clock.set(`2026-03-02T${time}:00.000Z`)
beforeEach(() => at('01:00'))

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const customer = (phone: string | null, email: string | null = null) => ({
  ...{ name: '钱多多', phone, email, language: 'zh-CN' as const },
})
type Seen = { number: string; code: string }
/** As the customer does on their page. */
async function look({ number, code }: Seen, more: Record<string, string> = {}, file?: string) {
  const form = new FormData()
  for (const [key, value] of Object.entries({ number, code, ...more })) form.append(key, value)
  if (file) form.append('files', new Blob([new Uint8Array(png)]), file)
  const answer = await fetch(`${app.url}/public/complaints/track?lang=zh-CN`, { method: 'POST', body: form })
  const text = await answer.text()
  expect(answer.status, text).toBe(200)
  return text
}
async function merge(id: string, into_id: string) {
  const { version } = await story.page(id)
  return app.as('zhou.ting').call(contract.mergeComplaint, { params: { id }, body: { version, into_id } })
}
/** Of the survivor, with its code, and of one that was added to before it is merged. */
async function two(phone: string | null, email: string | null = null) {
  at('01:00')
  const into = await story.entered({
    ...{ complainant: customer('13900000001', 'Qian@hexin.example'), description: '甲的原话' },
    handler_id: app.person('chen.hao').id,
  })
  const other = await story.entered({ complainant: customer(phone, email), description: '乙的原话' })
  at('02:00')
  await look(other, { act: 'add', text: '乙的补充一' }, '回执.png')
  at('03:00')
  await look(other, { act: 'add', text: '乙的补充二' })
  at('04:00')
  return { into, other }
}
const says = async (id: string, user: CastUser = 'chen.hao') =>
  (await story.page(id, user)).messages.map(({ kind, text, merged }) => [kind, text, merged])

test('what another customer said is read by those who handle it, in order and with its number, and by nobody at the door', async () => {
  for (const contact of [null, '13900000002']) {
    const { into, other } = await two(contact, contact && 'other@hexin.example')
    await merge(other.id, into.id)
    at('05:00')
    expect(await look(other)).toContain('name="act" value="add"')
    const page = await look(other, { act: 'add', text: '合并之后乙的话' })
    expect(page).toContain('合并之后乙的话')
    await look(other, { act: 'add' }, '又一张.png')
    expect(await says(into.id)).toEqual([
      ['from_other', '乙的原话', other.number],
      ['from_other', '乙的补充一', other.number],
      ['from_other', '乙的补充二', other.number],
      ['from_other', '合并之后乙的话', other.number],
      ['from_other', '已补充附件。', other.number],
    ])
    const theirs = await look(into)
    expect(theirs).toContain('甲的原话')
    for (const word of ['乙的', '已补充附件', other.number]) expect(theirs).not.toContain(word)
    const letters = app.owner.selectFrom('kernel.mail').selectAll().where('subject_id', '=', into.id)
    expect(JSON.stringify(await letters.execute())).not.toContain('乙的')
  }
})

test('the same customer, by number or by address, reads all of it as their words', async () => {
  for (const [phone, email] of [
    ['13900000001', null],
    [null, 'qian@HEXIN.example'],
  ] as const) {
    const { into, other } = await two(phone, email)
    await merge(other.id, into.id)
    at('05:00')
    await look(other, { act: 'add', text: '合并之后' })
    expect((await says(into.id)).map(([kind, text]) => [kind, text])).toEqual(
      ['乙的原话', '乙的补充一', '乙的补充二', '合并之后'].map((text) => ['from_customer', text]),
    )
    expect(await look(into)).toMatch(
      /甲的原话[\s\S]*乙的原话[\s\S]*乙的补充一[\s\S]*乙的补充二[\s\S]*合并之后/,
    )
  }
})

test('who handles the one that goes on finds the merged one with its files, and hears of what comes later; the other’s handler does not', async () => {
  const { into, other } = await two(null)
  await story.assign(other.id, 'wang.lei')
  await merge(other.id, into.id)
  const third = await story.entered({ complainant: customer(null), description: '丙的原话' })
  await merge(into.id, third.id)
  expect((await story.page(into.id)).merged).toEqual([{ id: other.id, number: other.number }])
  expect((await story.page(third.id)).merged).toEqual([{ id: into.id, number: into.number }])
  expect((await story.page(other.id, 'chen.hao')).files).toMatchObject([{ name: '回执.png' }])
  // What it was merged with goes on under the number it came with.
  expect(await says(third.id, 'zhou.ting')).toEqual(
    [
      ['from_other', '甲的原话', into.number],
      ['from_other', '乙的原话', other.number],
      ['from_other', '乙的补充一', other.number],
      ['from_other', '乙的补充二', other.number],
    ].sort((one, two) => Number(two[2] === into.number) - Number(one[2] === into.number)),
  )
  await story.assign(third.id, 'chen.hao')
  await look(other, { act: 'add', text: '后来' })
  expect((await says(third.id)).at(-1)).toEqual(['from_other', '后来', other.number])
  const told = async (user: CastUser) =>
    (await app.as(user).call(listTasks, { query: { limit: 200 } })).items.filter(
      ({ subject_id, kind }) => kind.endsWith('.wrote') && [other.id, third.id].includes(subject_id ?? ''),
    )
  expect(await told('chen.hao')).toMatchObject([{ subject_id: third.id }])
  expect(await told('wang.lei')).toEqual([])
})

test('what is added to a merged one reaches the other where it was handed over to', async () => {
  const { into, other } = await two('13900000001')
  await merge(other.id, into.id)
  const { version } = await story.page(into.id)
  await app.as('zhou.ting').call(contract.transferComplaint, {
    params: { id: into.id },
    body: { version, to_org_id: app.org('广州分公司').id, reason: '广州的事' },
  })
  const there = (await story.page(into.id)).went_to!
  at('05:00')
  await look(other, { act: 'add', text: '移交之后' })
  expect((await says(there.id, 'zhou.ting')).at(-1)).toEqual(['from_customer', '移交之后', other.number])
})

test('whom it concerns learns neither which was merged nor what another customer said', async () => {
  const { into, other } = await two(null)
  await story.edit(into.id, { staff_id: app.person('wang.lei').id })
  await merge(other.id, into.id)
  const page = await story.page(into.id, 'wang.lei')
  expect([page.merged, page.messages]).toEqual([[], []])
  expect((await story.page(into.id)).messages).toHaveLength(3)
})

test('before a merging it is said whether both are of one customer, to nobody it concerns and not of another organisation', async () => {
  const asked = async (id: string, into_id: string, user: CastUser = 'zhou.ting') =>
    app.as(user).call(checkMerge, { params: { id }, query: { into_id } })
  const of = async (phone: string | null, more = {}) =>
    (await story.entered({ complainant: customer(phone), ...more })).id
  const [one, same, another, unknown] = [
    await of('13900000001'),
    await of('13900000001'),
    await of('13900000002'),
    await of(null),
  ]
  expect(await asked(one, same)).toEqual({ same_customer: true })
  expect(await asked(one, another)).toEqual({ same_customer: false })
  expect(await asked(one, unknown)).toEqual({ same_customer: false })
  expect(await asked(unknown, await of(null))).toEqual({ same_customer: false })
  const own = await of('13900000001')
  await app.owner
    .updateTable('complaints.complaint')
    .set({ staff_id: app.person('zhou.ting').id })
    .where('id', '=', own)
    .execute()
  expect(await asked(one, own)).toEqual({ same_customer: false })
  const org_id = app.org('广州分公司').id
  const far = await of('13900000001', { by: 'zheng.kai', org_id })
  expect((await refusalOf(asked(one, far))).code).toBe('complaints.complaint.errors.not_mergeable')
  expect((await refusalOf(asked(one, same, 'wang.lei'))).status).toBe(403)
})
