import { expect, test, vi } from 'vitest'
import type { CastUser } from '../../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../../test/support/app.ts'
import { countStatements } from '../../../../../test/support/count-statements.ts'
import { answersOf, pdf, photo, storyOf, visitDay } from '../../../../../test/support/establishment-story.ts'
import { approveRequest } from '../../../../kernel/approvals/request/contract.ts'
import { hashOf } from '../../../../kernel/approvals/request/subject-data.ts'
import { getApprovalSubject } from '../../../../kernel/approvals/subjects.ts'
import { handOverTasks, listTasks } from '../../../../kernel/tasks/contract.ts'
import { readTrail } from '../../../../kernel/trail/contract.ts'
import { readApplication, resubmitApplication, submitApplication, withdrawApplication } from '../contract.ts'
import { sendOn } from '../decision/contract.ts'
import { subjectType } from '../life/row.ts'
import { askMore, attachDocument, detachDocument } from '../papers/contract.ts'
import { editApplication } from '../plan/contract.ts'
import { addPhoto, cancelVisit, completeVisit, editVisit, planVisit, removePhoto } from '../visit/contract.ts'
import { addEvidence, confirmScore, notRecommend, recommend, saveSheet, takeApplication } from './contract.ts'
import { saveSheet as writeSheet } from './sheet.ts'

// Each test tells a long story over HTTP; a busy machine gets the time.
vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = storyOf(app)
const branch = { by: 'chen.hao', kind: 'branch' } as const
const zhou = app.as('zhou.ting')
const he = app.as('he.chuan')
const team = [app.person('he.chuan').id, app.person('zhou.ting').id]

test('a review without scores, evidence, feasibility, need and visit names all of it at once', async () => {
  const id = await story.inReview(branch)
  const refused = await refusalOf(zhou.call(recommend, await story.act(id)))
  expect(refused).toMatchObject({ status: 422, code: 'establishment.application.errors.review_incomplete' })
  expect(refused.fields.map((one) => one.path)).toEqual([
    ...['positioning', 'people', 'premises', 'rules', 'funds'].flatMap((one) => [
      `conditions.${one}.score`,
      `conditions.${one}.evidence`,
    ]),
    'feasibility',
    'need',
    'visits',
  ])
  // The page says it before anybody asks.
  const told = (await story.page(id, 'zhou.ting')).review!.in_the_way
  expect(told.recommend).toEqual(refused.fields.map(({ path, message }) => ({ path, message })))
  expect(told.not_recommend).toEqual(told.recommend)
})

test('where the kind asks for a site visit the review can’t be concluded without one, either way', async () => {
  const id = await story.inReview(branch)
  await story.score(id)
  for (const endpoint of [recommend, notRecommend]) {
    const refused = await refusalOf(zhou.call(endpoint, await story.act(id)))
    expect(refused.fields).toMatchObject([{ path: 'visits', message: expect.stringContaining('现场考察') }])
  }
  await story.visit(id)
  await zhou.call(recommend, await story.act(id))
  expect((await story.page(id)).review).toMatchObject({ conditions_passed: 5 })
})

test('the team is two or more, entitled to visit, without the applicant and the proposed head', async () => {
  const id = await story.inReview(branch)
  const plan = async (visitors: string[], visited_on = visitDay) =>
    he.call(planVisit, {
      params: { id },
      body: { version: (await story.page(id)).version, visited_on, visitors },
    })
  const [heChuan, zhouTing] = team as [string, string]
  const fieldsOf = async (...input: Parameters<typeof plan>) =>
    (await refusalOf(plan(...input))).fields.map((one) => one.message)
  expect(await fieldsOf([heChuan, heChuan])).toEqual(['考察组至少两人。'])
  expect(await fieldsOf([heChuan, app.person('chen.hao').id])).toContain('申请人不能参加考察组。')
  expect(await fieldsOf([heChuan, app.person('wang.lei').id])).toEqual([expect.stringContaining('考察权限')])
  expect(await fieldsOf([heChuan, zhouTing], '2026-11-20')).toEqual([
    expect.stringContaining('不能早于提交申请'),
  ])
})

test('a visit lies within the time of the review; one not made by then is made after the applicant submits again', async () => {
  const id = await story.inReview(branch)
  await story.score(id)
  const began = app.clock.now.toISOString()
  const { window } = (await story.page(id)).site_visit
  expect(window).toEqual({ from: '2026-11-23', due: '2026-12-14' })
  app.clock.set('2026-12-16T03:00:00Z')
  const late = await refusalOf(story.visit(id, [], { on: '2026-12-16' }))
  expect(late.fields).toMatchObject([
    { path: 'visited_on', message: expect.stringContaining('2026年11月23日 至 2026年12月14日') },
  ])
  const wanted = { ...(await story.act(id)).body, wanted: '请确认考察时间' }
  await zhou.call(askMore, { params: { id }, body: wanted })
  await app.as('chen.hao').call(resubmitApplication, await story.act(id))
  await story.visit(id, [], { on: '2026-12-16' })
  await zhou.call(recommend, await story.act(id))
  expect((await story.page(id)).visits).toMatchObject([{ visited_on: '2026-12-16' }])
  app.clock.set(began)
})

test('a visit made in time may be signed after the review is due', async () => {
  const id = await story.inReview(branch)
  await story.score(id)
  const began = app.clock.now.toISOString()
  app.clock.set('2026-12-16T03:00:00Z')
  await story.visit(id, [], { on: '2026-12-14' })
  await zhou.call(recommend, await story.act(id))
  expect((await story.page(id)).visits).toMatchObject([{ visited_on: '2026-12-14' }])
  app.clock.set(began)
})

test('a visit is signed by two who made it; whatever is changed takes the signature back', async () => {
  const id = await story.inReview({ ...branch, reviewer: 'zhou.ting' })
  const visitors = [app.person('he.chuan').id, app.person('sun.yi').id]
  const body = { version: (await story.page(id)).version, visited_on: visitDay, visitors }
  const planned = await he.call(planVisit, { params: { id }, body })
  const params = { id, visit_id: planned.id }
  const taken = {
    longitude: 121.601,
    latitude: 31.2,
    place_from: 'device' as const,
    taken_with: 'camera' as const,
  }
  const other = { params, body: { ...taken, taken_at: '2026-11-22T03:00:00Z' }, file: photo }
  const wrong = await he.upload(addPhoto, other)
  expect(wrong.meta).toMatchObject({ place_from: 'device', metres_away: 95 })
  const unseen = { version: planned.version, answers: answersOf(planned.form, []) }
  expect((await refusalOf(he.call(editVisit, { params, body: unseen }))).status).toBe(409)
  const { version } = await he.call(editVisit, {
    params,
    body: { ...unseen, version: (await story.page(id)).visits[0]!.version },
  })
  const sign = (who: typeof he, seen: number) => who.call(completeVisit, { params, body: { version: seen } })
  expect((await refusalOf(sign(he, version))).fields).toMatchObject([
    { path: 'photos', message: expect.stringContaining('考察当天') },
  ])
  await he.call(removePhoto, { params: { ...params, file_id: wrong.id } })
  await he.upload(addPhoto, { ...other, body: { ...taken, taken_at: '2026-11-23T03:00:00Z' } })
  const [shown] = (await story.page(id)).visits
  expect(shown!.photos).toHaveLength(1)
  expect(shown!.version, 'a photo less and a photo more').toBe(version + 2)
  expect((await refusalOf(sign(he, version))).status, 'nobody signs photos not seen').toBe(409)
  expect((await refusalOf(sign(zhou, shown!.version))).code).toBe(
    'establishment.visit.errors.only_visitors_sign',
  )
  const once = await sign(he, shown!.version)
  expect(once).toMatchObject({ completed_at: null, can: ['edit', 'cancel'] })
  expect((await refusalOf(sign(he, once.version))).code).toBe('establishment.visit.errors.signed_already')
  const waiting = async (user: 'he.chuan' | 'sun.yi') =>
    (await app.as(user).call(listTasks, { query: { limit: 200 } })).items.filter(
      (task) => task.subject_id === planned.id,
    )
  expect([(await waiting('he.chuan')).length, (await waiting('sun.yi')).length]).toEqual([0, 1])
  expect((await waiting('sun.yi'))[0]!.link).toBe(`/establishment/applications/${id}/visits/${planned.id}`)
  const edited = await app
    .as('sun.yi')
    .call(editVisit, { params, body: { version: once.version, note: '已核对' } })
  expect(edited.visitors.map((one) => one.signed_at)).toEqual([null, null])
  expect((await waiting('he.chuan')).length).toBe(1)
  const again = await sign(app.as('sun.yi'), edited.version)
  expect(await sign(he, again.version)).toMatchObject({ completed_at: expect.any(String), can: [] })
  expect([(await waiting('he.chuan')).length, (await waiting('sun.yi')).length]).toEqual([0, 0])
})

test('giving one visit up leaves the team of another its task', async () => {
  const id = await story.inReview(branch)
  const plan = async (visitors: string[]) =>
    he.call(planVisit, {
      params: { id },
      body: { version: (await story.page(id)).version, visited_on: visitDay, visitors },
    })
  const first = await plan([team[0]!, app.person('sun.yi').id])
  const second = await plan([team[1]!, app.person('sun.yi').id])
  const tasksOf = async (user: 'he.chuan' | 'sun.yi' | 'zhou.ting') =>
    (await app.as(user).call(listTasks, { query: { limit: 200 } })).items
      .filter(({ subject_id }) => [first.id, second.id].includes(subject_id))
      .map(({ subject_id }) => (subject_id === first.id ? 'first' : 'second'))
  const params = { id, visit_id: first.id }
  await he.call(cancelVisit, { params, body: { version: first.version } })
  expect(await tasksOf('he.chuan')).toEqual([])
  expect(await tasksOf('zhou.ting')).toEqual(['second'])
  expect(await tasksOf('sun.yi')).toEqual(['second'])
  await app.as('chen.hao').call(withdrawApplication, await story.act(id))
  expect(await tasksOf('sun.yi')).toEqual([])
})

test('after the premises changed, neither the visit nor the scores of before count', async () => {
  const id = await story.inReview(branch)
  await story.score(id)
  await story.visit(id)
  const chen = app.as('chen.hao')
  const wanted = { wanted: '房东不再续租，请另选场所', documents: [] }
  await zhou.call(askMore, { params: { id }, body: { ...(await story.act(id)).body, ...wanted } })
  const place = { address: '上海市徐汇区漕溪北路 2 号', longitude: 121.43, latitude: 31.19 }
  await chen.call(editApplication, { params: { id }, body: { ...(await story.act(id)).body, ...place } })
  const { documents } = await story.page(id)
  const gone = documents.find((one) => one.files.length > 0)!
  await chen.call(detachDocument, { params: { id, document_id: gone.files[0]!.id } })
  const body = { document_type: gone.document_type }
  await chen.upload(attachDocument, { params: { id }, body, file: pdf('新材料') })
  await chen.call(resubmitApplication, await story.act(id))
  const refused = await refusalOf(zhou.call(recommend, await story.act(id)))
  const faults = refused.fields.map(({ path, message }) => `${path} ${message}`)
  expect(faults).toContainEqual(expect.stringMatching(/^visits .*不是现在的办公场所/))
  expect(faults).toContainEqual(expect.stringMatching(/^conditions.premises.score .*修改了第 2.1.3 条/))
  expect(faults).toContainEqual(expect.stringMatching(/^conditions.rules.evidence .*已被移除/))
  expect(faults).not.toContainEqual(expect.stringContaining('conditions.rules.score'))
  const { review, visits } = await story.page(id)
  expect(visits).toMatchObject([{ elsewhere: true, address: '上海市浦东新区张江路 1 号' }])
  expect(review!.to_confirm).toEqual(['premises'])
  const confirming = { version: review!.version, condition: 'premises' as const }
  expect(await zhou.call(confirmScore, { params: { id }, body: confirming })).toMatchObject({
    to_confirm: [],
  })
  await story.score(id)
  await story.visit(id)
  await zhou.call(recommend, await story.act(id))
  expect((await story.page(id)).state).toBe('recommended')
})

test('a visit is complete with its whole checklist and a photo with place and time, on a day that has come', async () => {
  const id = await story.inReview(branch)
  const body = { version: (await story.page(id)).version, visited_on: '2026-11-25', visitors: team }
  const visit = await he.call(planVisit, { params: { id }, body })
  const params = { id, visit_id: visit.id }
  await he.upload(addPhoto, { params, file: photo })
  const { version } = (await story.page(id)).visits[0]!
  const refused = await refusalOf(he.call(completeVisit, { params, body: { version } }))
  expect(refused.code).toBe('establishment.visit.errors.incomplete')
  const paths = refused.fields.map((one) => one.path)
  expect(paths).toEqual(expect.arrayContaining(['visited_on', 'photos', 'answers.fire_exits_clear']))
  expect((await refusalOf(he.upload(addPhoto, { params, file: pdf('门头') }))).fields).toMatchObject([
    { path: 'file' },
  ])
  const sun = app.as('sun.yi').call(editVisit, { params, body: { version, note: '我也来过' } })
  expect((await refusalOf(sun)).code).toBe('establishment.visit.errors.not_of_team')
})

test('a failed critical item blocks the recommendation, sending on and every approval, until another visit', async () => {
  const id = await story.inReview(branch)
  await story.score(id)
  const visit = await story.visit(id, ['fire_exits_clear'])
  expect(visit.failed_critical).toEqual(['fire_exits_clear'])
  const refused = await refusalOf(zhou.call(recommend, await story.act(id)))
  expect(refused.fields).toMatchObject([{ path: 'visits', message: expect.stringContaining('关键项') }])
  expect((await story.page(id, 'zhou.ting')).review!.in_the_way).toMatchObject({
    recommend: [{ path: 'visits', message: refused.fields[0]!.message }],
    not_recommend: [],
  })

  const against = await story.inReview(branch)
  await story.score(against)
  await story.visit(against, ['fire_exits_clear'])
  await zhou.call(notRecommend, await story.act(against))
  const call = await story.act(against)
  const sent = app.as('gu.mingyuan').call(sendOn, { ...call, body: { ...call.body, reason: '急需' } })
  expect((await refusalOf(sent)).code).toBe('establishment.application.errors.critical_item_failed')

  await story.visit(id)
  await zhou.call(recommend, await story.act(id))
  expect((await story.page(id)).state).toBe('recommended')
})

test('an approval finds a critical item that failed, whatever way it came there', async () => {
  const id = await story.inReview(branch)
  await story.score(id)
  await story.visit(id)
  const fail = () =>
    app.owner
      .updateTable('kernel.form_response')
      .set({ failed_critical: ['tenure_proven'] })
      .where('id', 'in', (db) =>
        db.selectFrom('establishment.site_visit').select('response_id').where('application_id', '=', id),
      )
      .execute()
  // A review that was concluded before the rule was there: the request starts on the failed visit.
  await zhou.call(notRecommend, await story.act(id))
  const call = await story.act(id)
  await app.as('gu.mingyuan').call(sendOn, { ...call, body: { ...call.body, reason: '急需' } })
  await fail()
  const params = { id: await story.requestOf(id) }
  const subject = await app.system(async (ctx) => {
    ctx.unchanged()
    return getApprovalSubject(subjectType).load(ctx, id)
  })
  await app.owner
    .updateTable('kernel.approval_request')
    .set({ subject_hash: hashOf(subject) })
    .where('id', '=', params.id)
    .execute()
  const approve = (user: CastUser) =>
    app.as(user).call(approveRequest, { params, body: { round: 1, opinion: null } })
  expect((await refusalOf(approve('gu.mingyuan'))).code).toBe(
    'establishment.application.errors.critical_item_failed',
  )
  expect((await story.page(id)).state).toBe('not_recommended')
})

test('asking for more names what is wanted, and the reviewer goes on after it was handed in', async () => {
  const id = await story.inReview()
  const { version } = (await story.act(id)).body
  const body = { version, wanted: '请补充首年工作计划', documents: ['establishment_plan'] }
  await zhou.call(askMore, { params: { id }, body })
  const wanted = await app.as('li.wei').call(readApplication, { params: { id } })
  expect(wanted).toMatchObject({
    state: 'more_wanted',
    wanted: { text: '请补充首年工作计划', documents: ['establishment_plan'], by: { name: '周婷' } },
  })
  const li = app.as('li.wei')
  const early = await refusalOf(li.call(resubmitApplication, await story.act(id)))
  expect(early.fields).toMatchObject([
    { path: 'documents.establishment_plan', message: expect.stringContaining('设立方案') },
  ])
  const upload = { params: { id }, body: { document_type: 'establishment_plan' }, file: pdf('首年工作计划') }
  await li.upload(attachDocument, upload)
  await li.call(resubmitApplication, await story.act(id))
  expect(await story.page(id)).toMatchObject({ state: 'in_review', reviewer: { name: '周婷' }, wanted: null })
  const other = { ...body, ...(await story.act(id)).body, documents: ['partner_licence'] }
  const unknown = await refusalOf(zhou.call(askMore, { params: { id }, body: other }))
  expect(unknown.code).toBe('establishment.application.errors.document_unknown')
})

test('the applicant’s side sees nothing of the review while it goes on: not on the page, by file or in the timeline', async () => {
  const id = await story.inReview(branch)
  const evidence = await zhou.upload(addEvidence, { params: { id }, file: pdf('现场核查') })
  await story.score(id)
  await story.visit(id)
  const chen = app.as('chen.hao')
  const seen = await chen.call(readApplication, { params: { id } })
  expect([seen.review, seen.visits]).toEqual([null, []])
  const [shown] = (await story.page(id)).visits
  const paths = [evidence.id, shown!.photos[0]!.id].flatMap((file) => [
    `/api/establishment/applications/${id}/files/${file}`,
    `/api/files/${file}`,
  ])
  const statuses = (who: typeof zhou) =>
    Promise.all(paths.map(async (path) => (await who.fetch(path)).status))
  const actions = async (who: typeof zhou) => {
    const { items } = await who.call(readTrail, { query: { subject_id: id, limit: 50 } })
    return items.map(({ action }) => action.replace('establishment.application.', ''))
  }
  const told = ['complete_visit', 'edit_visit', 'add_photo', 'plan_visit', 'score', 'add_evidence']
  expect(await statuses(chen)).toEqual([404, 404, 404, 404])
  expect(await actions(chen)).not.toEqual(expect.arrayContaining([expect.stringMatching(told.join('|'))]))
  expect(await statuses(zhou)).toEqual([200, 200, 200, 200])
  // 马骏 neither reviews nor reaches it; 顾明远 does not review, and answers for the company.
  expect(await actions(app.as('gu.mingyuan'))).toEqual(expect.arrayContaining(told))
  expect(await actions(app.as('ma.jun'))).toEqual([])

  await zhou.call(recommend, await story.act(id))
  expect(await actions(chen)).not.toContain('score')
  await story.agree(id, 'gu.mingyuan')
  expect(await statuses(chen)).toEqual([200, 200, 200, 200])
  expect(await actions(chen)).toEqual(expect.arrayContaining(told))
})

test('the evidence of a score is a file of the application', async () => {
  const id = await story.inReview()
  const other = await story.page(await story.submitted())
  const file = other.documents.find((one) => one.files.length > 0)!.files[0]!.file.id
  const conditions = { rules: { score: 5, evidence: [file], note: '' } }
  const call = zhou.call(saveSheet, { params: { id }, body: { version: 1, conditions } })
  expect((await refusalOf(call)).fields).toMatchObject([{ path: 'conditions.rules.evidence' }])
})

test('asks the database as often for many pieces of evidence as for one', async () => {
  const id = await story.inReview()
  const { id: person_id, name } = app.person('zhou.ting')
  const files = (await story.page(id)).documents.flatMap((one) => one.files.map(({ file }) => file.id))
  expect(files.length).toBeGreaterThan(3)
  const save = (version: number, evidence: string[]) =>
    app.system((ctx) =>
      countStatements({ ...ctx, actor: { ...ctx.actor, kind: 'person', person_id, name } }, (counted) =>
        writeSheet(counted, { id, version, conditions: { rules: { score: 5, evidence, note: '' } } }),
      ),
    )
  await save(1, [])
  const one = await save(2, files.slice(0, 1))
  const many = await save(3, files)
  expect(many.answer.conditions.rules?.evidence).toEqual(files)
  expect(many.count).toBe(one.count)
})

test('a region reviews departments, but branches and partner points are headquarters’ alone', async () => {
  const department = await story.submitted()
  await app.as('chen.hao').call(takeApplication, await story.act(department))
  const partner = await story.submitted({ by: 'li.wei', kind: 'partner_point' })
  const refused = await refusalOf(app.as('chen.hao').call(takeApplication, await story.act(partner)))
  expect(refused.status).toBe(403)
  expect((await app.as('chen.hao').call(readApplication, { params: { id: partner } })).can).toEqual([])
})

test('two who take a review at the same moment: one has it, the other is told', async () => {
  const id = await story.submitted()
  const call = await story.act(id)
  const both = await Promise.allSettled([zhou.call(takeApplication, call), he.call(takeApplication, call)])
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect((await refusalOf(zhou.call(submitApplication, call))).status).toBe(409)
})

test('a visit handed over has another visitor, entitled and of no side', async () => {
  const id = await story.inReview(branch)
  const body = { version: (await story.page(id)).version, visited_on: visitDay, visitors: team }
  const visit = await he.call(planVisit, { params: { id }, body })
  const handOver = (to: CastUser) =>
    app.as('shen.jing').call(handOverTasks, {
      body: {
        from_person_id: app.person('he.chuan').id,
        to_person_id: app.person(to).id,
        org_id: app.org('华东区').id,
      },
    })
  const { stayed } = await handOver('chen.hao')
  expect(stayed).toContainEqual(expect.objectContaining({ reason: '申请人不能参加考察组。' }))
  await handOver('sun.yi')
  const shown = (await story.page(id)).visits.find((one) => one.id === visit.id)
  expect(shown!.visitors.map(({ name }) => name).sort()).toEqual(['周婷', '孙怡'].sort())
})
