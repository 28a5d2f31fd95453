import type { CastUser, units } from '../../db/seed/cast.ts'
import {
  createFlow,
  type FieldValues,
  type FlowDefinition,
  type FlowStep,
  publishFlow,
} from '../../src/kernel/approvals/flow/contract.ts'
import { changeSubject } from '../../src/kernel/approvals/request/change-subject.ts'
import { startRequest } from '../../src/kernel/approvals/request/start.ts'
import { registerApprovalSubject, type SubjectField } from '../../src/kernel/approvals/subjects.ts'
import { newId } from '../../src/kernel/db/new-id.ts'
import { asRequester } from '../../src/kernel/jobs/as-requester.ts'
import type { TestApp } from './app.ts'

const type = 'test.matter'

/** A step that asks people by name: whom a test is about shouldn't hang on who holds which role. */
export const stepOf = (key: string, approvers: string[], more: Partial<FlowStep> = {}): FlowStep => ({
  key,
  title: key,
  title_en: null,
  when: null,
  approvers: approvers.map((person_id) => ({ by: 'person' as const, person_id })),
  mode: { kind: 'any' },
  due_working_hours: null,
  opinion: 'optional',
  visible_fields: null,
  matter: 'ordinary',
  ...more,
})

/**
 * Matters of no chapter, for tests of what may happen to any request: each is an organisation and a title, and what of it
 * flows may compare. Whoever may read applications for establishment there may read them.
 */
export function mattersOf(app: TestApp, compared: Record<string, SubjectField> = {}) {
  type Matter = {
    org_id: string
    title: string
    barred: Record<string, string>
    data: unknown
    fields: FieldValues
  }
  const matters = new Map<string, Matter>()
  const subjects = new Map<string, string>()
  const decided: string[] = []
  registerApprovalSubject({
    type,
    title: 'approvals.list.matter',
    read_permission: 'establishment.application.read',
    fields: compared,
    load: async (_ctx, id) => {
      const { org_id, title, barred, data, fields } = matters.get(id)!
      return {
        org_id,
        title,
        number: null,
        link: `/approvals?matter=${id}`,
        version: 1,
        data,
        fields,
        barred,
      }
    },
    decided: async (_ctx, { outcome }) => void decided.push(outcome),
  })

  async function flow(key: string, steps: FlowStep[], more: Partial<FlowDefinition> = {}) {
    const definition: FlowDefinition = { applies_when: null, same_person: 'each_time', steps, ...more }
    const admin = app.as('shen.jing')
    const draft = await admin.call(createFlow, {
      body: { key: `test.${key}`, title: key, title_en: key, subject_type: type, position: 0, definition },
    })
    await admin.call(publishFlow, { params: { id: draft.id }, body: { version: draft.version } })
    return draft.flow_id
  }

  /** Starts the approval of a new matter in somebody's name, or of another request's once `again`; gives the request's id. */
  async function start(
    by: CastUser,
    key: string,
    {
      at = '上海分公司',
      title = '采购办公设备',
      barred = {},
      data,
      fields = {},
      again,
    }: { at?: (typeof units)[number]['name']; again?: string } & Partial<Omit<Matter, 'org_id'>> = {},
  ): Promise<string> {
    const id = (again && subjects.get(again)) ?? newId()
    matters.set(id, { org_id: app.org(at).id, title, barred, data: data ?? id, fields })
    const job = { id: newId(), requested_by: app.person(by).account_id }
    const started = await asRequester(app.kernel, job, 'approvals.request.read', (ctx) =>
      startRequest(ctx, { subject_type: type, subject_id: id, flow: `test.${key}` }),
    )
    subjects.set(started.id, id)
    return started.id
  }

  /** Saves a matter under approval anew, as a chapter would. */
  async function edit(by: CastUser, requestId: string, data: unknown): Promise<void> {
    const id = subjects.get(requestId)!
    const matter = matters.get(id)!
    matter.data = data
    const job = { id: newId(), requested_by: app.person(by).account_id }
    const subject = { org_id: matter.org_id, subject_type: type, subject_id: id }
    await asRequester(app.kernel, job, 'approvals.request.read', (ctx) => changeSubject(ctx, subject), {
      untrailed: 'the matter itself is of no chapter',
    })
  }

  return { flow, start, edit, decided }
}
