import type { CastUser } from '../../db/seed/cast.ts'
import { approveRequest, readRequestsOf, rejectRequest } from '../../src/kernel/approvals/request/contract.ts'
import * as act from '../../src/kernel/issues/acts/contract.ts'
import type { TestApp } from './app.ts'

type Filed = Record<string, unknown>

/** What people do with issues, over HTTP; each step reads the version it then names. */
export function issueStory(app: TestApp) {
  const shanghai = app.org('上海分公司').id
  const page = (id: string, user: CastUser = 'zhou.ting') =>
    app.as(user).call(act.readIssue, { params: { id } })
  const seen = async (id: string) => ({ params: { id }, version: (await page(id)).version })
  const step =
    (endpoint: typeof act.startIssue | typeof act.notifyIssue | typeof act.closeIssue) =>
    async (id: string, user: CastUser) => {
      const { params, version } = await seen(id)
      await app.as(user).call(endpoint, { params, body: { version } })
    }
  const story = {
    page,
    find: (more: Filed = {}, user: CastUser = 'zhou.ting') =>
      app.as(user).call(act.createIssue, {
        body: {
          ...{ org_id: shanghai, source: 'inspection', title: '客户档案未上锁', severity: 'minor' },
          ...{ description: '现场检查发现三份客户档案放在公共区域。', clause: '7.1.3' },
          ...{ responsible_id: app.person('li.wei').id, verifier_id: app.person('chen.hao').id },
          ...more,
        } as never,
      }),
    notify: step(act.notifyIssue),
    start: step(act.startIssue),
    close: step(act.closeIssue),
    plan: async (id: string, user: CastUser = 'li.wei', more: Record<string, unknown> = {}) => {
      const { params, version } = await seen(id)
      const { due_on } = await page(id)
      const measures = [{ what: '加装带锁档案柜', person_id: app.person('wang.lei').id, due_on }]
      await app.as(user).call(act.planIssue, {
        params,
        body: { version, plan: '管理疏忽，补齐设施和制度。', measures, ...more },
      })
    },
    show: (id: string, user: CastUser = 'li.wei', name = '整改照片.txt') =>
      app.as(user).upload(act.addEvidenceFile, {
        params: { id },
        file: { name, bytes: Buffer.from(`整改后：档案柜已上锁。${name}`) },
      }),
    submit: async (id: string, user: CastUser = 'li.wei') => {
      const { params, version } = await seen(id)
      await app.as(user).call(act.submitIssue, { params, body: { version, summary: '档案柜已加锁。' } })
    },
    verify: async (id: string, user: CastUser = 'chen.hao') => {
      const { params, version } = await seen(id)
      await app.as(user).call(act.verifyIssue, { params, body: { version } })
    },
    sendBack: async (id: string, user: CastUser = 'chen.hao') => {
      const { params, version } = await seen(id)
      await app.as(user).call(act.returnIssue, { params, body: { version, reason: '缺少钥匙登记。' } })
    },
    reopen: async (id: string, user: CastUser = 'zhou.ting') => {
      const { params, version } = await seen(id)
      await app
        .as(user)
        .call(act.reopenIssue, { params, body: { version, reason: '回访发现档案柜未上锁。' } })
    },
    extend: async (id: string, until_on: string, user: CastUser = 'li.wei') => {
      const { params, version } = await seen(id)
      await app.as(user).call(act.extendIssue, { params, body: { version, until_on, reason: '供货延迟。' } })
    },
    /** Answers the later due day that is being decided on. */
    decide: async (id: string, user: CastUser, how: 'approve' | 'reject' = 'approve') => {
      const running = (await page(id)).extensions.find(({ state }) => state === 'in_review')!
      const { request } = await app.as(user).call(readRequestsOf, {
        params: { type: 'issues.extension', id: running.id },
      })
      const endpoint = how === 'approve' ? approveRequest : rejectRequest
      await app.as(user).call(endpoint, {
        params: { id: request!.id },
        body: { round: request!.round, opinion: '已核实。' },
      } as never)
    },
    /** Up to being put right. */
    running: async (more: Filed = {}) => {
      const { id } = await story.find(more)
      await story.notify(id, 'zhou.ting')
      await story.plan(id)
      await story.start(id, 'li.wei')
      return id
    },
    submitted: async (more: Filed = {}) => {
      const id = await story.running(more)
      await story.show(id)
      await story.submit(id)
      return id
    },
    closed: async (more: Filed = {}) => {
      const id = await story.submitted(more)
      await story.verify(id)
      await story.close(id, 'chen.hao')
      return id
    },
  }
  return story
}
