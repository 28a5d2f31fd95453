import { expect, test } from 'vitest'
import { refusalOf, startApp } from '../../../../../test/support/app.ts'
import { createFlow, type FlowDefinition, publishFlow, readFlow, saveFlowDraft } from '../contract.ts'
import {
  exportFlowVersion,
  type FlowFile,
  importFlow,
  importNewFlow,
  restoreFlowVersion,
} from './contract.ts'

const app = await startApp()
const admin = app.as('shen.jing')
const english = app.as('shen.jing', 'en')
const titles = { title: '测试流程', title_en: 'A flow' }
const definition = (role: string): FlowDefinition => ({
  ...{ applies_when: null, same_person: 'once' },
  steps: [
    {
      ...{ key: 'review', title: '审核', title_en: 'Review', when: null, mode: { kind: 'any' } },
      approvers: [{ by: 'role', role, at: 'headquarters' }],
      ...{ due_working_hours: 8, opinion: 'on_refusal', visible_fields: null, matter: 'ordinary' },
      editable_fields: ['approved_budget'],
    },
  ],
})
const body = (key: string, role = 'hq_ops') => ({
  ...{ key, ...titles, subject_type: 'establishment.application', position: 900 },
  definition: definition(role),
})
const published = async (key: string) => {
  const draft = await admin.call(createFlow, { body: body(key) })
  return admin.call(publishFlow, { params: { id: draft.id }, body: { version: draft.version } })
}
const fileOf = async (id: string): Promise<FlowFile> => {
  const answer = await admin.fetch(exportFlowVersion.path.replace(':id', id))
  expect(answer.headers.get('content-disposition')).toContain('.json')
  return (await answer.json()) as FlowFile
}
const take = (flow_id: string, text: string, version = 0) =>
  english.call(importFlow, { params: { id: flow_id }, body: { version, text } })

test('a version leaves as JSON and comes back as a draft that says the same; nothing is published by it', async () => {
  const version = await published('test.export')
  const file = await fileOf(version.id)
  expect(file).toMatchObject({ key: 'test.export', number: 1, definition: definition('hq_ops') })
  const draft = await take(version.flow_id, JSON.stringify(file))
  expect(draft).toMatchObject({ number: 2, published_at: null, definition: version.definition })
  const fresh = await admin.call(importNewFlow, {
    body: { text: JSON.stringify({ ...file, key: 'test.taken_in' }) },
  })
  expect(fresh).toMatchObject({ key: 'test.taken_in', number: 1, published_at: null })
  const twice = admin.call(importNewFlow, { body: { text: JSON.stringify(file) } })
  expect((await refusalOf(twice)).code).toBe('approvals.errors.key_taken')
})

test('a file that is no flow is refused with the path and what is wrong there, and nothing is half-saved', async () => {
  const version = await published('test.refused')
  const file = await fileOf(version.id)
  const [step] = file.definition.steps
  const broken = { ...file, definition: { ...file.definition, steps: [{ ...step, title: '' }] } }
  const unfit = await refusalOf(take(version.flow_id, JSON.stringify(broken)))
  expect(unfit).toMatchObject({ status: 400, fields: [{ path: 'definition.steps.0.title' }] })
  const more = { ...file, definition: { ...file.definition, steps: [{ ...step, script: 'x' }] } }
  const besides = await refusalOf(take(version.flow_id, JSON.stringify(more)))
  expect(besides.fields).toMatchObject([{ path: 'definition.steps.0.script' }])
  expect(besides.fields?.[0]?.message).toContain('nothing of this name')
  const other = await refusalOf(
    take(version.flow_id, JSON.stringify({ ...file, subject_type: 'other.kind' })),
  )
  expect(other.code).toBe('approvals.errors.import_other_kind')
  const { versions } = await admin.call(readFlow, { params: { id: version.flow_id } })
  expect(versions.map(({ number }) => number)).toEqual([1])
})

test('hostile and huge files are refused like any other', async () => {
  const { flow_id, id } = await published('test.hostile')
  const file = JSON.stringify(await fileOf(id))
  const codeOf = async (text: string) => (await refusalOf(take(flow_id, text))).status
  expect(await codeOf('{"format": ')).toBe(422)
  expect(await codeOf('['.repeat(300_000))).toBe(422)
  expect(await codeOf('[{"definition":{}}]')).toBe(400)
  expect(await codeOf(file.replace('{', '{"__proto__": {"polluted": true}, '))).toBe(400)
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  expect(await codeOf(`${file}${' '.repeat(400_000)}`)).toBe(400)
  const { versions } = await admin.call(readFlow, { params: { id: flow_id } })
  expect(versions).toHaveLength(1)
})

test('an old version is taken up again as the draft, over the draft its reader saw, and the trail says from where', async () => {
  const first = await published('test.restore')
  const params = { id: first.flow_id }
  const draft = await admin.call(saveFlowDraft, {
    params,
    body: { version: 0, definition: definition('hq_risk') },
  })
  const restore = (version: number) =>
    admin.call(restoreFlowVersion, { params: { id: first.id }, body: { version } })
  expect((await refusalOf(restore(0))).status).toBe(409)
  const restored = await restore(draft.version)
  expect(restored).toMatchObject({
    id: draft.id,
    number: 2,
    published_at: null,
    definition: first.definition,
  })
  const entry = await app.owner
    .selectFrom('kernel.trail_entry')
    .select('note')
    .where('action', '=', 'approvals.flow.restore')
    .executeTakeFirstOrThrow()
  expect(entry.note).toBe('v1')
})

test('only who edits flows brings one in; only who reads them takes one out', async () => {
  const { id, flow_id } = await published('test.guarded')
  const text = JSON.stringify(await fileOf(id))
  const risk = app.as('sun.yi')
  expect((await refusalOf(risk.call(importNewFlow, { body: { text } }))).status).toBe(403)
  const over = risk.call(importFlow, { params: { id: flow_id }, body: { version: 0, text } })
  expect((await refusalOf(over)).status).toBe(403)
  expect((await app.as('li.wei').fetch(exportFlowVersion.path.replace(':id', id))).status).toBe(403)
})
