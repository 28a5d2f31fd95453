import { beforeEach, describe, expect, test, vi } from 'vitest'
import { refusalOf, startApp } from '../../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../../test/support/complaint-story.ts'
import { readArrived, startMailServer } from '../../../../../test/support/mail-server.ts'
import { sendWaiting } from '../../../../kernel/mail/send.ts'
import { readTrail } from '../../../../kernel/trail/contract.ts'
import * as contract from '../contract.ts'
import { renewCode } from './contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const smtp = await startMailServer()
const app = await startApp({ env: { SMTP_URL: smtp.url } })
const story = complaintStoryOf(app)
const shanghai = app.org('上海分公司').id
beforeEach(() => {
  app.clock.set('2026-03-02T01:00:00.000Z')
  smtp.arrived.length = 0
})

const customer = { name: '钱多多', phone: '13812345678', email: null, language: 'zh-CN' as const }
/** What the customer's page answers to number and code. */
async function follow(number: string, code: string) {
  const body = new FormData()
  body.append('number', number)
  body.append('code', code)
  return (await fetch(`${app.url}/public/complaints/track`, { method: 'POST', body })).status
}
const renew = async (id: string, by: Parameters<typeof app.as>[0] = 'zhou.ting') =>
  app.as(by).call(renewCode, { params: { id }, body: { version: (await story.page(id)).version } })
const refusedTo = async (id: string, by: Parameters<typeof app.as>[0]) => {
  const { status, code } = await refusalOf(renew(id, by))
  return [status, code]
}
const letters = async () => {
  await sendWaiting(app.kernel)
  return smtp.arrived.splice(0).filter(({ to }) => to.endsWith('@hexin.example'))
}

describe('a code that was lost', () => {
  test('is replaced by whoever handles complaints and may see who complained: the new one works, the old one no more', async () => {
    const { id, number, code } = await story.entered()
    expect(await follow(number, code)).toBe(200)
    expect((await story.page(id)).can).toContain('renew_code')
    const given = await renew(id)
    expect(given).toEqual({ number, code: expect.stringMatching(/^[A-HJKMNP-Z2-9]{10}$/), mailed: false })
    expect([await follow(number, given.code), await follow(number, code)]).toEqual([200, 422])
    expect(await letters()).toEqual([])
    const again = await renew(id, 'wang.lei')
    expect([await follow(number, again.code), await follow(number, given.code)]).toEqual([200, 422])
    // Whoever saw it before somebody else gave one looks again.
    const stale = app.as('zhou.ting').call(renewCode, { params: { id }, body: { version: 1 } })
    expect((await refusalOf(stale)).status).toBe(409)
    expect(await follow(number, again.code)).toBe(200)
  })

  test('leaves a line in the history, and itself nowhere', async () => {
    const { id } = await story.entered({ complainant: { ...customer, email: 'qian@hexin.example' } })
    const { code } = await renew(id)
    const query = { org_id: shanghai, subject_type: 'complaints.complaint', subject_id: id }
    const { items } = await app.as('fang.yi').call(readTrail, { query })
    expect(items.filter(({ action }) => action === 'complaints.complaint.renew_code')).toMatchObject([
      { actor: { name: '周婷' } },
    ])
    const tables = [
      'kernel.trail_entry',
      'kernel.mail',
      'kernel.idempotency',
      'complaints.complaint',
    ] as const
    for (const table of tables)
      expect(JSON.stringify(await app.owner.selectFrom(table).selectAll().execute())).not.toContain(code)
  })

  test('goes by mail to the address the customer gave, in their language', async () => {
    const email = 'duoduo@hexin.example'
    const {
      id,
      number,
      code: old,
    } = await story.entered({
      complainant: { ...customer, email, language: 'en' },
    })
    const { code, mailed } = await renew(id)
    const [letter, ...more] = (await letters()).filter(({ to }) => to === email)
    expect([mailed, letter?.to, more]).toEqual([true, email, []])
    const { body } = readArrived(letter!)
    expect(body).toContain(`Your complaint ${number} has a new code: ${code}.`)
    expect(body).not.toContain(old)
  })

  test('isn’t replaced by those it concerns, nor by who may not see who complained', async () => {
    const { id, number, code } = await story.entered({ staff_id: app.person('wang.lei').id })
    expect(await refusedTo(id, 'wang.lei')).toEqual([422, 'complaints.complaint.errors.code_concerned'])
    for (const other of ['fang.yi', 'li.wei', 'zheng.kai', 'shen.jing'] as const) {
      expect([other, (await refusedTo(id, other))[0]]).toEqual([other, 403])
    }
    for (const reader of ['wang.lei', 'fang.yi', 'li.wei'] as const)
      expect((await story.page(id, reader)).can).not.toContain('renew_code')
    expect(await follow(number, code)).toBe(200)
  })

  test('is replaced where the complaint went, also once it ended or was merged; without one there is none to replace', async () => {
    const moved = await story.entered()
    await app.as('zhou.ting').call(contract.transferComplaint, {
      params: { id: moved.id },
      body: {
        version: (await story.page(moved.id)).version,
        to_org_id: app.org('广州分公司').id,
        reason: '广州的事',
      },
    })
    expect(await refusedTo(moved.id, 'zhou.ting')).toEqual([
      422,
      'complaints.complaint.errors.code_elsewhere',
    ])
    expect((await story.page(moved.id)).can).not.toContain('renew_code')
    const there = (await story.page(moved.id)).went_to!
    const { code } = await renew(there.id)
    expect([await follow(moved.number, code), await follow(moved.number, moved.code)]).toEqual([200, 422])

    const [kept, twin] = [await story.entered(), await story.entered()]
    await app.as('zhou.ting').call(contract.mergeComplaint, {
      params: { id: twin.id },
      body: { version: (await story.page(twin.id)).version, into_id: kept.id },
    })
    expect(await follow(twin.number, (await renew(twin.id)).code)).toBe(200)

    // As its time is over, or as a file brings it.
    await app.owner
      .updateTable('complaints.complaint')
      .set({ tracking_hash: null })
      .where('id', '=', kept.id)
      .execute()
    expect(await refusedTo(kept.id, 'zhou.ting')).toEqual([422, 'complaints.complaint.errors.code_none'])
  })
})
