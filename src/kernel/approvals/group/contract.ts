import { z } from 'zod'
import { byId, endpoint, seen } from '../../http/contract.ts'

const person = z.object({ id: z.uuid(), name: z.string(), name_en: z.string().nullable() })
const content = {
  title: z.string().trim().min(1).max(60),
  title_en: z.string().trim().max(60).nullable(),
}
const members = z.array(z.uuid()).min(1).max(50)

/** Persons a flow asks together under one name: a review board, a tender committee. */
export const approverGroup = z.object({
  id: z.uuid(),
  ...content,
  members: z.array(person),
  archived_at: z.iso.datetime().nullable(),
  version: z.int(),
})
export type ApproverGroup = z.infer<typeof approverGroup>

export const listGroups = endpoint({
  name: 'approvals.group.list',
  method: 'GET',
  path: '/api/approvals/groups',
  guard: 'approvals.flow.read',
  summary: 'Lists the approver groups with their members.',
  returns: z.object({ items: z.array(approverGroup), can: z.array(z.enum(['edit'])) }),
})
export const createGroup = endpoint({
  name: 'approvals.group.create',
  method: 'POST',
  path: '/api/approvals/groups',
  guard: 'approvals.flow.edit',
  summary: 'Creates an approver group.',
  body: z.object({ ...content, members }),
  returns: approverGroup,
})
export const editGroup = endpoint({
  name: 'approvals.group.edit',
  method: 'PUT',
  path: '/api/approvals/groups/:id',
  guard: 'approvals.flow.edit',
  summary: 'Changes the name or the members of an approver group, or takes it out of use.',
  params: byId,
  body: seen.extend({ ...content, members, archived: z.boolean() }),
  returns: approverGroup,
})
