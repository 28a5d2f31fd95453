import { parse } from 'csv-parse/sync'
import { expect, test, vi } from 'vitest'
import type { CastUser } from '../../../../db/seed/cast.ts'
import { startApp } from '../../../../test/support/app.ts'
import { mattersOf, stepOf } from '../../../../test/support/matters.ts'
import { approveMany } from '../bulk/contract.ts'
import { publishFlow, saveFlowDraft } from '../flow/contract.ts'
import { listRequests, readRequest } from './contract.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const app = await startApp()
const { flow, start, decided } = mattersOf(app)
const idOf = (user: CastUser) => app.person(user).id
const flowId = await flow('growing', [
  stepOf('finance', [idOf('qian.li')]),
  stepOf('management', [idOf('gu.mingyuan'), idOf('lin.lan')]),
])

const approve = async (user: CastUser, ids: string[]) => {
  const body = { items: ids.map((id) => ({ id, round: 1 })), opinion: null }
  return (await app.as(user).call(approveMany, { body })).approved
}
const page = (id: string) => app.as('li.wei').call(readRequest, { params: { id } })
const versionsIn = async () => {
  const answer = await app
    .as('li.wei')
    .fetch('/api/approvals/requests/export?format=csv&columns=flow,flow_version,state')
  const [head, ...rows] = parse(Buffer.from(await answer.arrayBuffer()), { bom: true }) as string[][]
  expect(head).toEqual(['审批流程', '流程版本', '状态'])
  return Map.groupBy(rows, ([flow, number, state]) => `${flow} ${number} ${state}`)
}

async function publishTheNext() {
  const admin = app.as('shen.jing')
  const draft = await admin.call(saveFlowDraft, {
    params: { id: flowId },
    body: {
      version: 0,
      definition: {
        ...{ applies_when: null, same_person: 'each_time' },
        steps: [stepOf('quality', [idOf('sun.yi')], { title: '质量审核' })],
      },
    },
  })
  return admin.call(publishFlow, { params: { id: draft.id }, body: { version: draft.version } })
}

test('a new version is published while 120 requests run: they finish on theirs; the version is printed', async () => {
  const ids: string[] = []
  for (let n = 0; n < 120; n++) ids.push(await start('li.wei', 'growing', { title: `采购${n}` }))
  // A third stands at its second step, a third is decided while the version comes out, a third waits at its first.
  const [further, meanwhile, waiting] = [ids.slice(0, 40), ids.slice(40, 80), ids.slice(80)]
  expect(await approve('qian.li', further)).toBe(40)
  const [published, passed] = await Promise.all([publishTheNext(), approve('qian.li', meanwhile)])
  expect([published.number, passed]).toEqual([2, 40])

  const late = await page(waiting[0]!)
  expect([late.flow.number, late.upcoming.map(({ key }) => key)]).toEqual([1, ['management']])
  expect(await approve('sun.yi', waiting)).toBe(0)
  expect(await approve('qian.li', waiting)).toBe(40)
  decided.length = 0
  expect(await approve('gu.mingyuan', ids)).toBe(120)
  expect(decided).toHaveLength(120)
  const taken = await app.owner
    .selectFrom('kernel.approval_step')
    .select(({ fn }) => ['key', 'state', fn.countAll<string>().as('n')])
    .where('request_id', 'in', ids)
    .groupBy(['key', 'state'])
    .orderBy('key')
    .execute()
  expect(taken.map(({ key, state, n }) => `${key} ${state} ${n}`)).toEqual([
    ...['finance passed 120', 'management passed 120'],
  ])
  const { state, flow: ran } = await page(waiting[39]!)
  expect([state, ran.number]).toEqual(['approved', 1])

  const next = await page(await start('li.wei', 'growing'))
  expect([next.flow.number, next.steps.map(({ title }) => title)]).toEqual([2, ['质量审核']])
  const printed = await versionsIn()
  expect(printed.get('growing 1 已通过')).toHaveLength(120)
  expect(printed.get('growing 2 审批中')).toHaveLength(1)
  const { items } = await app.as('li.wei').call(listRequests, { query: { limit: 5 } })
  expect(items.map(({ flow }) => flow.number)).toEqual([2, 1, 1, 1, 1])
})
