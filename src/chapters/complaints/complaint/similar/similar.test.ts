import { expect, test, vi } from 'vitest'
import type { CastUser } from '../../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../../test/support/complaint-story.ts'
import { mergeComplaint } from '../contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp({ now: '2026-03-02T01:00:00.000Z' })
const story = complaintStoryOf(app)
const guangzhou = app.org('广州分公司').id

const customer = (phone: string | null, email: string | null = null) => ({
  ...{ name: '钱多多', phone, email, language: 'zh-CN' as const },
})
const there = (phone: string | null, description: string, email: string | null = null) =>
  story.entered({ by: 'zheng.kai', org_id: guangzhou, complainant: customer(phone, email), description })
const related = async (id: string, user: CastUser = 'zhou.ting') =>
  (await story.page(id, user)).related.map(({ id, by, organisation }) => [id, by, organisation.name])

test('what the same customer said elsewhere, or what was said in the same words, is shown to whoever reaches it', async () => {
  const own = await story.assigned({
    complainant: customer('13900000001', 'Qian@hexin.example'),
    description: '上月二十号交了材料，到现在没有办上。',
  })
  const byPhone = await there('13900000001', '退休手续拖延')
  const byMail = await there(null, '工资条有误', 'qian@hexin.example')
  const byWords = await there('13900000002', '上月二十号 交了材料 到现在没有办上')
  await there('13900000003', '上月')
  expect((await related(own)).sort()).toEqual(
    [
      [byPhone.id, 'contact', '广州分公司'],
      [byMail.id, 'contact', '广州分公司'],
      [byWords.id, 'words', '广州分公司'],
    ].sort(),
  )
  expect(await related(own, 'chen.hao')).toEqual([])
  const { version } = await story.page(own)
  const merging = app
    .as('zhou.ting')
    .call(mergeComplaint, { params: { id: own }, body: { version, into_id: byPhone.id } })
  expect(await refusalOf(merging)).toMatchObject({
    status: 422,
    code: 'complaints.complaint.errors.not_mergeable',
  })
  // Handed over with all that was said, it is found there among the similar ones and known nowhere else.
  const far = await there('13900000001', '又是同一件事情，请尽快处理')
  app.clock.set('2026-04-10T01:00:00.000Z')
  const late = await story.entered({ complainant: customer('13900000001') })
  expect(await related(late.id)).toEqual([])
  expect((await related(far.id))[0]).toEqual([own, 'contact', '上海分公司'])
  app.clock.set('2026-03-02T01:00:00.000Z')
})

test('the same words at the same organisation are the same matter whoever said them, with a contact or without', async () => {
  const anonymous = { name: null, phone: null, email: null, language: 'zh-CN' as const }
  const similar = async (id: string) => (await story.page(id)).similar.map((one) => one.id)
  const said = '大厅等了三个小时也没有人叫号，太不像话。'
  const first = await story.entered({ complainant: anonymous, description: said, service_key: 'payroll' })
  const again = await story.entered({
    ...{ complainant: customer('13900000021'), description: '大厅等了三个小时 也没有人叫号 太不像话' },
    service_on: '2026-03-01',
  })
  const few = await story.entered({ complainant: anonymous, description: '没人理' })
  const fewAgain = await story.entered({ complainant: anonymous, description: '没人理' })
  expect(await similar(first.id)).toEqual([again.id])
  expect(await similar(again.id)).toContain(first.id)
  expect(await similar(few.id)).toEqual([fewAgain.id])
})

test('whom a complaint concerns learns from no other who complained', async () => {
  const about = await story.entered({
    by: 'zhou.ting',
    staff_id: app.person('wang.lei').id,
    complainant: customer('13900000009'),
    description: '柜台的人态度很差，叫了半天没有应。',
  })
  const other = await story.assigned(
    { complainant: customer('13900000009'), description: '打了三次电话都没有人接。' },
    'wang.lei',
  )
  const similar = async (id: string, user: CastUser) =>
    (await story.page(id, user)).similar.map((one) => one.id)
  expect(await similar(other, 'zhou.ting')).toContain(about.id)
  expect(await similar(other, 'wang.lei')).toEqual([])
  // Nor from its own page.
  expect(await similar(about.id, 'wang.lei')).toEqual([])
  expect(await similar(about.id, 'zhou.ting')).toContain(other)
})
