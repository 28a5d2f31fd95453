import { z } from 'zod'
import { byId, endpoint, seen } from '../../../kernel/http/contract.ts'

/** The steps at which a letter to the customer begins from a template; `judge`: what they are told once it has no ground. */
export const templateKinds = ['acknowledge', 'ask', 'tell', 'propose', 'extend', 'judge'] as const
export type TemplateKind = (typeof templateKinds)[number]

/** What is put in for `{{name}}`, of the complaint that is answered. */
export const placeholders = [
  'number',
  'subject',
  'service',
  'received_on',
  'organisation',
  'handler',
] as const
export type Placeholder = (typeof placeholders)[number]

const title = z.string().trim().min(1).max(60)
const text = z.string().trim().min(1).max(4000)

/** In the three languages; Traditional Chinese left empty is derived from the Simplified. */
export const templateWords = z.object({
  title,
  title_tw: title.nullable(),
  title_en: title,
  text,
  text_tw: text.nullable(),
  text_en: text,
})
export type TemplateWords = z.infer<typeof templateWords>

export const template = templateWords.extend({
  id: z.uuid(),
  kind: z.enum(templateKinds),
  /** What is said in Traditional Chinese, written or derived. */
  said_tw: z.object({ title: z.string(), text: z.string() }),
  /** When it was withdrawn; null: in force. */
  withdrawn_at: z.iso.datetime().nullable(),
  version: z.int(),
  can: z.array(z.enum(['edit', 'withdraw', 'restore'])),
})
export type Template = z.infer<typeof template>

export const listTemplates = endpoint({
  name: 'complaints.template.list',
  method: 'GET',
  path: '/api/complaints/templates',
  guard: 'complaints.template.read',
  summary: 'The templates letters to customers begin from, also those withdrawn.',
  returns: z.object({
    items: z.array(template),
    /** Whose trail tells of them. */
    org_id: z.uuid(),
    can: z.array(z.enum(['create'])),
  }),
})
export const createTemplate = endpoint({
  name: 'complaints.template.create',
  method: 'POST',
  path: '/api/complaints/templates',
  guard: 'complaints.template.edit',
  summary: 'Makes a template for a step, offered to every desk from now on.',
  body: templateWords.extend({ kind: z.enum(templateKinds) }),
  returns: z.object({ id: z.uuid() }),
})
export const editTemplate = endpoint({
  name: 'complaints.template.edit',
  method: 'PATCH',
  path: '/api/complaints/templates/:id',
  guard: 'complaints.template.edit',
  summary: 'Words a template anew; letters that were sent stay as they are.',
  params: byId,
  body: seen.extend(templateWords.shape),
})
export const withdrawTemplate = endpoint({
  name: 'complaints.template.withdraw',
  method: 'POST',
  path: '/api/complaints/templates/:id/withdraw',
  guard: 'complaints.template.edit',
  summary: 'Offers a template no longer.',
  params: byId,
  body: seen,
})
export const restoreTemplate = endpoint({
  name: 'complaints.template.restore',
  method: 'POST',
  path: '/api/complaints/templates/:id/restore',
  guard: 'complaints.template.edit',
  summary: 'Offers a withdrawn template again.',
  params: byId,
  body: seen,
})
export const offerTemplates = endpoint({
  name: 'complaints.template.offer',
  method: 'GET',
  path: '/api/complaints/complaints/:id/templates',
  guard: 'complaints.complaint.handle',
  summary: 'The templates in force for a step, filled in from the complaint, in the customer’s language.',
  params: byId,
  query: z.object({ kind: z.enum(templateKinds) }),
  returns: z.object({
    items: z.array(z.object({ id: z.uuid(), title: z.string(), text: z.string() })),
  }),
})
