import type { CastUser } from '../../db/seed/cast.ts'
import {
  createChange,
  listOffered,
  readChange,
  submitChange,
  withdrawChange,
} from '../../src/chapters/establishment/change/contract.ts'
import type { What } from '../../src/chapters/establishment/change/kinds/contract.ts'
import {
  approveRequest,
  readRequest,
  type rejectRequest,
  type returnRequest,
} from '../../src/kernel/approvals/request/contract.ts'
import type { TestApp } from './app.ts'

type Filing = { by: CastUser; org_id: string; what: What; effective_on?: string | null }
type Answer = typeof approveRequest | typeof rejectRequest | typeof returnRequest

/** Tells the life of filings of change over HTTP, up to the point a test is about. */
export function changeStoryOf(app: TestApp) {
  const page = (id: string, user: CastUser = 'fang.yi') => app.as(user).call(readChange, { params: { id } })
  const offered = (org_id: string, user: CastUser) =>
    app.as(user).call(listOffered, { params: { id: org_id } })

  async function draft({ by, org_id, what, effective_on = null }: Filing) {
    const body = { what, effective_on, reason: '业务需要', plan: '按方案实施' }
    return app.as(by).call(createChange, { params: { id: org_id }, body })
  }

  const submit = (id: string, by: CastUser, version = 1) =>
    app.as(by).call(submitChange, { params: { id }, body: { version } })

  async function filed(filing: Filing) {
    const { id, version } = await draft(filing)
    await submit(id, filing.by, version)
    return id
  }

  async function answer(id: string, user: CastUser, endpoint: Answer = approveRequest, opinion = '同意') {
    const params = { id: (await page(id)).approval!.request_id }
    const { round } = await app.as(user).call(readRequest, { params })
    return app.as(user).call(endpoint, { params, body: { round, opinion, to: null } as never })
  }

  /** Handed in and agreed to by these, one after another. */
  async function agreed(filing: Filing, deciders: CastUser[]) {
    const id = await filed(filing)
    for (const user of deciders) await answer(id, user)
    return id
  }

  async function withdraw(id: string, by: CastUser) {
    const { version } = await page(id, by)
    return app.as(by).call(withdrawChange, { params: { id }, body: { version, reason: '不再需要' } })
  }

  return { page, offered, draft, submit, filed, answer, agreed, withdraw }
}
