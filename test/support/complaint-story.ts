import type { CastUser } from '../../db/seed/cast.ts'
import * as contract from '../../src/chapters/complaints/complaint/contract.ts'
import { accepted, overtakenByAcceptance } from '../../src/chapters/complaints/complaint/handling/steps.ts'
import { getComplaint } from '../../src/chapters/complaints/complaint/life/row.ts'
import { lockOvertaking, withdrawOvertaken } from '../../src/chapters/complaints/ruling/running.ts'
import type { InputOf } from '../../src/kernel/http/contract.ts'
import type { TestApp } from './app.ts'

type Entering = Partial<InputOf<typeof contract.createComplaint>['body']> & { by?: CastUser }

/** Tells the life of complaints over HTTP, up to the point a test is about. Shanghai's, handled by Chen Hao, unless told. */
export function complaintStoryOf(app: TestApp) {
  const shanghai = app.org('上海分公司').id
  const page = (id: string, user: CastUser = 'zhou.ting') =>
    app.as(user).call(contract.readComplaint, { params: { id } })
  const seen = async (id: string) => ({ params: { id }, version: (await page(id)).version })

  async function entered({ by = 'wang.lei', ...given }: Entering = {}) {
    return app.as(by).call(contract.createComplaint, {
      body: {
        ...{ org_id: shanghai, channel: 'phone', kind: 'delay', severity: 1, subject: '社保增员没有办上' },
        ...{ description: '上月二十号交了材料，到现在没有办上。', service_key: 'social_insurance' },
        ...{ service_on: '2026-03-02', staff_id: null, claimed: null, handler_id: null },
        complainant: { name: '钱多多', phone: '13812345678', email: null, language: 'zh-CN' },
        ...given,
      },
    })
  }

  async function assigned(given: Entering = {}, handler: CastUser = 'chen.hao', by: CastUser = 'zhou.ting') {
    const { id } = await entered(given)
    await assign(id, handler, by)
    return id
  }
  async function assign(id: string, handler: CastUser, by: CastUser = 'zhou.ting') {
    const { params, version } = await seen(id)
    const body = { version, handler_id: app.person(handler).id }
    return app.as(by).call(contract.assignComplaint, { params, body })
  }

  type Spoken = typeof contract.acknowledge
  async function say(
    id: string,
    endpoint: Spoken | typeof contract.acceptAnswer,
    by: CastUser = 'chen.hao',
    text = '好的。',
  ) {
    if (endpoint === contract.acceptAnswer) return accept(id, text)
    const { params, version } = await seen(id)
    return app.as(by).call(endpoint as Spoken, { params, body: { version, text } })
  }
  /** As the customer does on their page. */
  const accept = (id: string, text: string) =>
    app.system(async (ctx) => {
      await withdrawOvertaken(ctx, await getComplaint(ctx, id), overtakenByAcceptance)
      const complaint = await lockOvertaking(ctx, { id }, overtakenByAcceptance)
      await accepted(ctx, complaint, { text, byCustomer: true })
    })
  async function step(
    id: string,
    endpoint: typeof contract.investigate | typeof contract.closeComplaint,
    by: CastUser = 'chen.hao',
  ) {
    const { params, version } = await seen(id)
    return app.as(by).call(endpoint, { params, body: { version } })
  }

  async function edit(id: string, change: Partial<contract.Facts>, by: CastUser = 'zhou.ting') {
    const { version, kind, severity, subject, service_key, service_on, staff, cause_key, claimed } =
      await page(id)
    const facts = { kind, severity, subject, service_key, service_on, cause_key, claimed }
    const body = { version, ...facts, staff_id: staff?.id ?? null, ...change }
    return app.as(by).call(contract.editComplaint, { params: { id }, body })
  }

  /** Looked into by its handler. */
  async function investigated(given: Entering = {}) {
    const id = await assigned(given)
    await say(id, contract.acknowledge)
    await step(id, contract.investigate)
    return id
  }

  /** Answered, and accepted by the customer. */
  async function resolved(given: Entering = {}) {
    const id = await investigated(given)
    await say(id, contract.propose)
    await say(id, contract.acceptAnswer)
    return id
  }

  const close = (id: string, by?: CastUser) => step(id, contract.closeComplaint, by)

  async function keepRemedy(id: string, owner: CastUser = 'wang.lei', due_on = '2026-03-02') {
    const { params, version } = await seen(id)
    const body = {
      ...{ version, method: 'five_why' as const, root_cause: '交接没有清单', action: '交接须有签字清单' },
      ...{ owner_id: app.person(owner).id, due_on },
    }
    return app.as('chen.hao').call(contract.keepRemedy, { params, body })
  }

  return { page, entered, assigned, assign, say, step, edit, investigated, resolved, close, keepRemedy }
}
