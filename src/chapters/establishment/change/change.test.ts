import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { CastUser } from '../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { changeStoryOf } from '../../../../test/support/change-story.ts'
import { storyOf } from '../../../../test/support/establishment-story.ts'
import { readRequest, rejectRequest, returnRequest } from '../../../kernel/approvals/request/contract.ts'
import { mermaid } from '../../../kernel/lifecycle/mermaid.ts'
import { changeLife } from '../../../kernel/org/change-life.ts'
import { readOrganisation } from '../../../kernel/org/contract.ts'
import { createOrganisation } from '../../../kernel/org/create.ts'
import { creditCodeCheck } from '../../../kernel/org/credit-code/contract.ts'
import { readTrail } from '../../../kernel/trail/contract.ts'
import { submitApplication } from '../application/contract.ts'
import { listFilings } from '../registry/filings/contract.ts'
import { changeActions, changeStates, createChange, editChange, readChange } from './contract.ts'
import { changeLifecycle } from './life/lifecycle.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = changeStoryOf(app)
const applications = storyOf(app)
const restore = { kind: 'restore', proposal: {} } as const
const codeOf = (first: string) => `${first}${creditCodeCheck(first)}`
let made = 0
beforeEach(() => app.clock.set('2026-11-23T02:00:00.000Z'))

/** A branch under East China that was closed, with the code it was registered under. */
async function closed(parent = app.org('华东区').id) {
  const credit_code = codeOf(`91310115MA1K3${String(1000 + ++made)}`)
  const name = `测试分公司${made}`
  const { id } = await app.system((ctx) =>
    createOrganisation(ctx, { kind: 'branch', name, parent_id: parent, life: 'active', credit_code }),
  )
  await app.system((ctx) => changeLife(ctx, { id, to: 'closed' }))
  return { id, name, credit_code }
}
const lifeOf = async (id: string) =>
  (await app.as('zhou.ting').call(readOrganisation, { params: { id } })).life

test('the contract names the states and the buttons of the lifecycle, the README its diagram', () => {
  expect([...changeStates].sort()).toEqual([...changeLifecycle.states].sort())
  const byItself = ['approve', 'await_handover', 'release', 'decline', 'send_back', 'complete']
  const buttons = Object.keys(changeLifecycle.actions).filter((action) => !byItself.includes(action))
  expect([...changeActions].sort()).toEqual(buttons.sort())
  const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
  expect(readme).toContain(`\`\`\`mermaid\n${mermaid(changeLifecycle)}\`\`\``)
})

describe('a credit code of a closed organisation', () => {
  const refusedFor = async (by: CastUser, code: string, language = 'zh-CN') => {
    const id = await applications.draft({
      by,
      plan: { credit_code: code, proposed_head_id: app.person('wang.lei').id },
    })
    return refusalOf(app.as(by, language).call(submitApplication, await applications.act(id)))
  }

  test('is refused with the offer to restore it, for whoever may; others are told who can', async () => {
    const { id, name, credit_code } = await closed()
    const may = await refusedFor('chen.hao', credit_code)
    expect(may.params).toMatchObject({ organisation: name, restore: `/organisations/${id}/change/restore` })
    expect(may.fields).toEqual([
      {
        path: 'credit_code',
        message: expect.stringMatching(/应申请恢复（可由陈浩、(何川、周婷|周婷、何川)办理）/),
      },
    ])
    const mayNot = await refusedFor('li.wei', credit_code, 'en')
    expect(mayNot.params).not.toHaveProperty('restore')
    expect(mayNot.params).not.toHaveProperty('organisation_id')
    expect(mayNot.fields[0]?.message).toMatch(
      /Chen Hao, (He Chuan|Zhou Ting) and (He Chuan|Zhou Ting) can file/,
    )
    expect((await story.offered(id, 'chen.hao')).kinds).toEqual(['restore'])
  })

  test('is there again after the restoring, so the same code is then simply taken', async () => {
    const { id, credit_code } = await closed()
    await story.agreed({ by: 'chen.hao', org_id: id, what: restore }, ['zhou.ting', 'gu.mingyuan'])
    const again = await refusedFor('chen.hao', credit_code)
    expect(again.params).not.toHaveProperty('restore')
    expect(again.fields[0]?.message).toContain('使用')
    const page = await app.as('chen.hao').call(readOrganisation, { params: { id } })
    expect(page).toMatchObject({ life: 'active', closed_on: null, credit_code })
  })
})

describe('restoring', () => {
  test('goes from a draft through operations and management to an active organisation', async () => {
    const { id: org_id, name } = await closed()
    const id = await story.filed({ by: 'chen.hao', org_id, what: restore })
    expect(await story.page(id, 'chen.hao')).toMatchObject({
      number: expect.stringMatching(/^BG-2026-\d{4}$/),
      state: 'in_review',
      org: { name, life: 'closed' },
      lines: [
        { field: 'life', before: 'closed', after: 'active' },
        { field: 'closed_on', before: '2026-11-23', after: null },
      ],
      can: ['edit', 'withdraw'],
    })
    await story.answer(id, 'he.chuan')
    expect(await lifeOf(org_id)).toBe('closed')
    await story.answer(id, 'lin.lan')
    expect(await lifeOf(org_id)).toBe('active')
    expect(await story.page(id)).toMatchObject({
      state: 'completed',
      effective_on: '2026-11-23',
      lines: [{ before: 'closed', after: 'active' }, { before: '2026-11-23' }],
      can: [],
    })
    const trail = await app
      .as('chen.hao')
      .call(readTrail, { query: { org_id, subject_type: 'establishment.change', subject_id: id } })
    const verbs = trail.items.map(({ action }) => action.split('.').at(-1)).sort()
    expect(verbs).toEqual(['approve', 'approve', 'approve', 'complete', 'create', 'start', 'submit'])
    const { items } = await app.as('chen.hao').call(listFilings, { params: { id: org_id } })
    expect(items).toMatchObject([{ kind: 'restore', state: 'completed', change_id: id }])
  })

  test('of a day ahead waits for it and can be withdrawn until then', async () => {
    const { id: org_id } = await closed()
    const filing = { by: 'chen.hao', org_id, what: restore, effective_on: '2027-01-01' } as const
    const id = await story.agreed(filing, ['zhou.ting', 'gu.mingyuan'])
    expect(await story.page(id, 'chen.hao')).toMatchObject({
      state: 'approved',
      effective_on: '2027-01-01',
      can: ['withdraw'],
    })
    expect(await lifeOf(org_id)).toBe('closed')
    await story.withdraw(id, 'he.chuan')
    expect(await story.page(id)).toMatchObject({ state: 'withdrawn', ruling: '不再需要', can: [] })
  })

  test('a day that went by while it was looked at becomes the day of the approval', async () => {
    const { id: org_id } = await closed()
    const id = await story.filed({ by: 'he.chuan', org_id, what: restore, effective_on: '2026-11-24' })
    app.clock.set('2026-11-30T02:00:00.000Z')
    await story.answer(id, 'gu.mingyuan')
    expect(await story.page(id)).toMatchObject({ state: 'completed', effective_on: '2026-11-30' })
  })

  test('is refused for a day gone by, an organisation at work, a closed parent, a name taken meanwhile', async () => {
    const one = await closed()
    const past = { by: 'chen.hao', org_id: one.id, what: restore, effective_on: '2026-11-22' } as const
    expect((await refusalOf(story.draft(past))).fields).toMatchObject([{ path: 'effective_on' }])
    const atWork = await refusalOf(
      story.draft({ by: 'chen.hao', org_id: app.org('上海分公司').id, what: restore }),
    )
    expect(atWork.code).toBe('establishment.change.errors.not_during')
    const { id } = await story.draft({ by: 'chen.hao', org_id: one.id, what: restore })
    const { name } = one
    const parent_id = app.org('华东区').id
    await app.system((ctx) => createOrganisation(ctx, { kind: 'branch', name, parent_id, life: 'active' }))
    expect((await refusalOf(story.submit(id, 'chen.hao'))).code).toBe('org.errors.name_taken')
    const parent = await closed()
    const under = await app.system((ctx) =>
      createOrganisation(ctx, {
        ...{ kind: 'department', name: '下属部门', parent_id, life: 'active' },
      }),
    )
    await app.system((ctx) => changeLife(ctx, { id: under.id, to: 'closed' }))
    await app.owner
      .updateTable('kernel.organisation')
      .set({ parent_id: parent.id })
      .where('id', '=', under.id)
      .execute()
    const refused = await refusalOf(story.filed({ by: 'he.chuan', org_id: under.id, what: restore }))
    expect(refused).toMatchObject({ code: 'org.errors.parent_closed', params: { name: parent.name } })
  })

  test('what an approver sent back goes into its next round, what one rejects ends with the reason', async () => {
    const { id: org_id } = await closed()
    const id = await story.filed({ by: 'chen.hao', org_id, what: restore })
    await story.answer(id, 'zhou.ting', returnRequest, '请补充人员安排')
    const back = await story.page(id, 'chen.hao')
    expect(back).toMatchObject({
      state: 'more_wanted',
      ruling: '请补充人员安排',
      can: ['edit', 'submit', 'withdraw'],
    })
    const terms = { effective_on: null, reason: '业务恢复', plan: '原班人员五人到岗', what: restore }
    const { version } = await app
      .as('chen.hao')
      .call(editChange, { params: { id }, body: { version: back.version, ...terms } })
    await story.submit(id, 'chen.hao', version)
    expect(await story.page(id)).toMatchObject({ number: back.number, state: 'in_review', ruling: null })
    await story.answer(id, 'zhou.ting', rejectRequest, '暂无业务')
    expect(await story.page(id)).toMatchObject({ state: 'rejected', ruling: '暂无业务' })
    expect(await lifeOf(org_id)).toBe('closed')
  })
})

describe('editing what is in approval', () => {
  const edited = async (id: string, user: CastUser, terms: { reason: string; what?: typeof restore }) => {
    const { version } = await story.page(id)
    const body = { version, effective_on: null, plan: '按方案实施', what: restore, ...terms }
    return app.as(user).call(editChange, { params: { id }, body })
  }

  test('voids the votes already cast and says which fields changed', async () => {
    const { id: org_id } = await closed()
    const id = await story.filed({ by: 'chen.hao', org_id, what: restore })
    await story.answer(id, 'zhou.ting')
    await edited(id, 'chen.hao', { reason: '客户续签三年' })
    const { approval } = await story.page(id)
    const request = await app.as('chen.hao').call(readRequest, { params: { id: approval!.request_id } })
    expect(request).toMatchObject({ round: 2, state: 'running' })
    const voided = request.steps.flatMap(({ signers }) =>
      signers.filter(({ reason }) => reason === 'subject_changed').map(({ person }) => person.name),
    )
    expect(voided).toContain('周婷')
    expect(JSON.stringify(request)).toContain('客户续签三年')
    expect((await refusalOf(story.answer(id, 'gu.mingyuan'))).status).toBe(403)
    await story.answer(id, 'zhou.ting')
    await story.answer(id, 'gu.mingyuan')
    expect(await lifeOf(org_id)).toBe('active')
  })

  test('that changes nothing voids nothing; nobody but the applicant edits, and nothing that was decided', async () => {
    const { id: org_id } = await closed()
    const id = await story.filed({ by: 'chen.hao', org_id, what: restore })
    await story.answer(id, 'zhou.ting')
    await edited(id, 'chen.hao', { reason: '业务需要' })
    await story.answer(id, 'gu.mingyuan')
    expect(await lifeOf(org_id)).toBe('active')
    const late = await refusalOf(edited(id, 'chen.hao', { reason: '另一个原因' }))
    expect(late.code).toBe('lifecycle.errors.not_from_here')
    const { id: other } = await closed()
    const open = await story.filed({ by: 'chen.hao', org_id: other, what: restore })
    const foreign = await refusalOf(edited(open, 'he.chuan', { reason: '另一个原因' }))
    expect(foreign.status).toBe(422)
  })
})

describe('two filings', () => {
  test('on the same item of one organisation are refused, the first by name, until it ended', async () => {
    const { id: org_id } = await closed()
    const first = await story.filed({ by: 'chen.hao', org_id, what: restore })
    const { number } = await story.page(first)
    const second = await story.draft({ by: 'he.chuan', org_id, what: restore })
    const refused = await refusalOf(story.submit(second.id, 'he.chuan'))
    expect(refused).toMatchObject({
      code: 'establishment.change.errors.open_already',
      params: { number, change_id: first },
    })
    expect((await story.offered(org_id, 'he.chuan')).kinds).toEqual([])
    await story.withdraw(first, 'chen.hao')
    await story.submit(second.id, 'he.chuan')
    expect(await story.page(second.id)).toMatchObject({ state: 'in_review' })
  })

  test('handed in at once: one is taken, the other refused, twenty times over', async () => {
    for (let race = 0; race < 20; race++) {
      const { id: org_id } = await closed()
      const one = await story.draft({ by: 'chen.hao', org_id, what: restore })
      const other = await story.draft({ by: 'he.chuan', org_id, what: restore })
      const ends = await Promise.allSettled([
        story.submit(one.id, 'chen.hao'),
        story.submit(other.id, 'he.chuan'),
      ])
      expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'establishment.change.errors.open_already' },
      })
    }
  })
})

describe('who may', () => {
  test('direct the life of an organisation: those above it, never its own people or another region’s', async () => {
    const { id: org_id } = await closed()
    const body = { what: restore, effective_on: null, reason: '业务需要', plan: '按方案实施' }
    const tries = async (user: CastUser) =>
      app
        .as(user)
        .call(createChange, { params: { id: org_id }, body })
        .then(
          () => 201,
          (error: { status: number }) => error.status,
        )
    const found: Partial<Record<CastUser, number>> = {}
    const users = [
      'chen.hao',
      'he.chuan',
      'gu.mingyuan',
      'luo.ying',
      'li.wei',
      'wang.lei',
      'fang.yi',
      'shen.jing',
    ] as const
    for (const user of users) found[user] = await tries(user)
    expect(found).toEqual({
      ...{ 'chen.hao': 201, 'he.chuan': 201, 'gu.mingyuan': 403 },
      ...{ 'luo.ying': 404, 'li.wei': 404, 'wang.lei': 403, 'fang.yi': 403, 'shen.jing': 403 },
    })
    const own = await refusalOf(
      story.draft({ by: 'li.wei', org_id: app.org('上海分公司').id, what: restore }),
    )
    expect(own.status).toBe(403)
  })

  test('see a draft: its applicant alone; from its submission on, whoever answers for the organisation', async () => {
    const { id: org_id } = await closed()
    const { id } = await story.draft({ by: 'chen.hao', org_id, what: restore })
    const seen = async (user: CastUser) =>
      app
        .as(user)
        .call(readChange, { params: { id } })
        .then(
          () => 200,
          (error: { status: number }) => error.status,
        )
    expect(await Promise.all([seen('chen.hao'), seen('zhou.ting'), seen('luo.ying')])).toEqual([
      200, 404, 404,
    ])
    const ledger = async () =>
      (await app.as('chen.hao').call(listFilings, { params: { id: org_id } })).items.length
    expect(await ledger()).toBe(0)
    await story.submit(id, 'chen.hao')
    expect(await Promise.all([seen('chen.hao'), seen('zhou.ting'), seen('luo.ying')])).toEqual([
      200, 200, 404,
    ])
    expect(await ledger()).toBe(1)
  })

  test('the applicant never decides on what they filed', async () => {
    const { id: org_id } = await closed()
    const id = await story.filed({ by: 'he.chuan', org_id, what: restore })
    expect((await refusalOf(story.answer(id, 'he.chuan'))).code).toBe(
      'approvals.errors.applicant_never_decides',
    )
    await story.answer(id, 'lin.lan')
    expect(await lifeOf(org_id)).toBe('active')
  })
})
