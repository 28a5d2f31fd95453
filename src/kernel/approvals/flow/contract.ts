import { z } from 'zod'
import { byId, endpoint, seen } from '../../http/contract.ts'
import { titled } from '../../language/titles/contract.ts'
import { namedPerson } from '../../people/contract.ts'

/** What a field of a subject holds; conditions compare by it. Money and counts are numbers, days are 'YYYY-MM-DD'. */
export const fieldTypes = ['number', 'text', 'choice', 'boolean', 'day'] as const
export type FieldType = (typeof fieldTypes)[number]
export const fieldValue = z.union([z.number(), z.string(), z.boolean(), z.null()])
export type FieldValue = z.infer<typeof fieldValue>
/** The fields a flow may compare, as they were when the round began. */
export const fieldValues = z.record(z.string(), fieldValue)
export type FieldValues = z.infer<typeof fieldValues>

export const comparisons = [
  'equal',
  'not_equal',
  'less',
  'at_most',
  'more',
  'at_least',
  'one_of',
  'empty',
  'filled',
] as const
export const comparison = z.object({
  field: z.string().min(1),
  is: z.enum(comparisons),
  /** Left out for `empty` and `filled`; a list for `one_of`. */
  value: z
    .union([z.number(), z.string(), z.boolean(), z.array(z.union([z.number(), z.string()])).max(100)])
    .optional(),
})
export type Comparison = z.infer<typeof comparison>
/** Data, never code: all or any of a list of comparisons. */
export const condition = z.object({ match: z.enum(['all', 'any']), of: z.array(comparison).min(1).max(20) })
export type Condition = z.infer<typeof condition>

const places = ['organisation', 'ancestor', 'headquarters'] as const
const votes = {
  /** How much the vote counts in a weighted step. */
  weight: z.int().min(1).max(1000).optional(),
  /** Which group the vote belongs to in a step decided per group. */
  group: z.string().min(1).max(60).optional(),
}
export const approverRule = z.discriminatedUnion('by', [
  /** Holders of a role (empty: not chosen yet, as in a draft) at the organisation, at the nearest ancestor where someone holds it, or at headquarters. */
  z.object({ by: z.literal('role'), role: z.string(), at: z.enum(places), ...votes }),
  /** The head of the organisation (0) or of its parent n levels up. */
  z.object({ by: z.literal('head'), levels_up: z.int().min(0).max(10), ...votes }),
  z.object({ by: z.literal('person'), person_id: z.uuid(), ...votes }),
  /** Whom the applicant chose among the holders of a role. */
  z.object({ by: z.literal('applicant_choice'), role: z.string(), at: z.enum(places), ...votes }),
  /** Whom the approver whose yes passed the step before chose among the holders of a role. */
  z.object({ by: z.literal('previous_choice'), role: z.string(), at: z.enum(places), ...votes }),
  /** The members of an approver group who may decide there. */
  z.object({ by: z.literal('group'), group_id: z.uuid(), ...votes }),
])
export type ApproverRule = z.infer<typeof approverRule>

export const mode = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('any') }),
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('in_sequence') }),
  z.object({ kind: z.literal('share'), percent: z.int().min(1).max(100) }),
  z.object({ kind: z.literal('quorum'), approvals: z.int().min(1).max(100) }),
  z.object({ kind: z.literal('weighted'), percent: z.int().min(1).max(100) }),
  z.object({ kind: z.literal('per_group'), approvals: z.int().min(1).max(100) }),
])
export type Mode = z.infer<typeof mode>
export type ModeKind = Mode['kind']
export const modeKinds = ['any', 'all', 'in_sequence', 'share', 'quorum', 'weighted', 'per_group'] as const

const count = { needed: z.int(), yes: z.int(), no: z.int(), open: z.int(), total: z.int() }
/** The votes with their arithmetic; `approvals.modes.rule.<mode>` and `approvals.modes.count` put it into words. */
export const tally = z.object({
  mode: z.enum(modeKinds),
  result: z.enum(['passed', 'failed', 'open']),
  ...count,
  percent: z.int().optional(),
  groups: z.array(z.object({ group: z.string(), ...count })).optional(),
})

const names = {
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'http.errors.key_name'),
  title: z.string().min(1).max(60),
  /** In Traditional Chinese; left out: as `title`. */
  title_tw: z.string().max(60).nullish(),
  title_en: z.string().max(60).nullable(),
}
export const flowStep = z.object({
  ...names,
  /** Key of the path of a branching the step lies on; left out: on the trunk. */
  path: z.string().optional(),
  /** The step is left out unless this holds; null: always taken. */
  when: condition.nullable(),
  approvers: z.array(approverRule).min(1).max(20),
  mode,
  /** Working time from the opening of the step until an answer is due. */
  due_working_hours: z.number().positive().max(2000).nullable(),
  opinion: z.enum(['required', 'on_refusal', 'optional']),
  /** Names of the subject's fields shown at this step; null: all of them. */
  visible_fields: z.array(z.string()).nullable(),
  /** Names of the subject's fields that whoever decides at this step may fill in; left out: none. */
  editable_fields: z.array(z.string()).max(20).optional(),
  /** What the step is about, as its page and paper say. No step ever passes or fails by time-out, marked or not. */
  matter: z.enum(['ordinary', 'money', 'audit', 'licence']),
})
export type FlowStep = z.infer<typeof flowStep>

/** One way through a branching. The first whose condition holds is taken; the last has none: otherwise. */
export const flowPath = z.object({ ...names, when: condition.nullable() })
export type FlowPath = z.infer<typeof flowPath>
/** Where a flow parts: its steps stand together in the list, path by path. A path may be without steps: straight on. */
export const branching = z.object({ ...names, paths: z.array(flowPath).min(2).max(8) })
export type Branching = z.infer<typeof branching>

/** What a version of a flow says. Requests keep a copy of it. */
export const flowDefinition = z.object({
  /** Subjects the flow is meant for; null: all of its type. Read when a request chooses its flow. */
  applies_when: condition.nullable(),
  /** The same person at several steps: asked each time, once for all, or not again when the step just before was theirs. */
  same_person: z.enum(['each_time', 'once', 'consecutive']),
  steps: z.array(flowStep).min(1).max(30),
  /** Left out in versions from before there were any. */
  branchings: z.array(branching).max(10).optional(),
})
export type FlowDefinition = z.infer<typeof flowDefinition>

const titles = { title: z.string().trim().min(1).max(100), title_en: z.string().trim().max(100).nullable() }
export const flowVersion = z.object({
  id: z.uuid(),
  flow_id: z.uuid(),
  key: z.string(),
  ...titled,
  subject_type: z.string(),
  number: z.int(),
  definition: flowDefinition,
  published_at: z.iso.datetime().nullable(),
  version: z.int(),
})
/** A version as it is stored. */
export type FlowVersion = z.infer<typeof flowVersion>

export const flowVersionPage = flowVersion.extend({
  /** The persons its rules name. */
  people: z.array(z.object({ id: z.uuid(), name: z.string(), name_en: z.string().nullable() })),
  /** What keeps a draft from being published, in the reader's language; `path` leads into the definition. */
  faults: z.array(z.object({ path: z.string(), message: z.string() })),
  /** What a draft may be published with, but is likely to go wrong by today's people and flows. */
  warnings: z.array(z.object({ path: z.string(), message: z.string() })),
})
export type FlowVersionPage = z.infer<typeof flowVersionPage>

export const flowPage = z.object({
  id: z.uuid(),
  key: z.string(),
  ...titled,
  subject_type: z.string(),
  position: z.int(),
  archived_at: z.iso.datetime().nullable(),
  version: z.int(),
  versions: z.array(
    z.object({ id: z.uuid(), number: z.int(), published_at: z.iso.datetime().nullable(), requests: z.int() }),
  ),
  can: z.array(z.enum(['edit', 'publish', 'archive', 'import', 'restore', 'export'])),
})
export type FlowPage = z.infer<typeof flowPage>

/** A kind of matter a flow can be made for, with the fields its conditions may compare; titles in the reader's language. */
export const subjectType = z.object({
  type: z.string(),
  title: z.string(),
  fields: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      type: z.enum(fieldTypes),
      /** Of a choice; empty where any text may be. */
      options: z.array(z.object({ value: z.string(), word: z.string() })),
      /** An amount in minor units of the company's currency. */
      money: z.boolean(),
      /** A step may have it filled in. */
      fillable: z.boolean(),
    }),
  ),
})
export type SubjectType = z.infer<typeof subjectType>

export const listFlows = endpoint({
  name: 'approvals.flow.list',
  method: 'GET',
  path: '/api/approvals/flows',
  guard: 'approvals.flow.read',
  summary: 'Lists the approval flows and the kinds of matter they can be made for.',
  returns: z.object({
    items: z.array(
      flowPage
        .pick({
          id: true,
          key: true,
          title: true,
          title_tw: true,
          title_en: true,
          subject_type: true,
          position: true,
          archived_at: true,
        })
        .extend({ published_number: z.int().nullable(), has_draft: z.boolean(), running: z.int() }),
    ),
    subject_types: z.array(subjectType),
    can: z.array(z.enum(['create'])),
  }),
})
export const readFlow = endpoint({
  name: 'approvals.flow.read',
  method: 'GET',
  path: '/api/approvals/flows/:id',
  guard: 'approvals.flow.read',
  summary: 'Shows a flow with its versions.',
  params: byId,
  returns: flowPage,
})
export const readFlowVersion = endpoint({
  name: 'approvals.flow.read_version',
  method: 'GET',
  path: '/api/approvals/flow-versions/:id',
  guard: 'approvals.flow.read',
  summary: 'Gives one version of a flow.',
  params: byId,
  returns: flowVersionPage,
})
export const readFlowVocabulary = endpoint({
  name: 'approvals.flow.vocabulary',
  method: 'GET',
  path: '/api/approvals/flow-vocabulary',
  guard: 'approvals.flow.read',
  summary: 'Lists what flows are made of: kinds of matter with their fields, roles and approver groups.',
  returns: z.object({
    subject_types: z.array(subjectType),
    roles: z.array(
      z.object({
        ...{ key: z.string(), title: z.string(), title_en: z.string().nullable() },
        /** Its holders may decide on approvals: only such a role can be an approver. */
        may_decide: z.boolean(),
      }),
    ),
    groups: z.array(
      z.object({ id: z.uuid(), title: z.string(), title_en: z.string().nullable(), in_use: z.boolean() }),
    ),
  }),
})
export const listFlowPersons = endpoint({
  name: 'approvals.flow.persons',
  method: 'GET',
  path: '/api/approvals/flow-persons',
  guard: 'approvals.flow.read',
  summary: 'Lists whom a flow may name: who holds a role today that may decide, and has an account in use.',
  query: z.object({ q: z.string().trim().max(100).optional() }),
  returns: z.object({
    items: z.array(namedPerson.extend({ organisation: z.string(), organisation_en: z.string().nullable() })),
  }),
})
export const createFlow = endpoint({
  name: 'approvals.flow.create',
  method: 'POST',
  path: '/api/approvals/flows',
  guard: 'approvals.flow.edit',
  summary: 'Creates a flow with its first draft.',
  body: z.object({
    key: z.string().regex(/^[a-z_]+(\.[a-z_]+)+$/, 'http.errors.dotted_name'),
    ...titles,
    subject_type: z.string(),
    position: z.int().min(0).max(1000),
    definition: flowDefinition,
  }),
  returns: flowVersionPage,
})
export const editFlow = endpoint({
  name: 'approvals.flow.edit',
  method: 'PUT',
  path: '/api/approvals/flows/:id',
  guard: 'approvals.flow.edit',
  summary: 'Changes the name and order of a flow, or takes it out of use.',
  params: byId,
  body: seen.extend({ ...titles, position: z.int().min(0).max(1000), archived: z.boolean() }),
  returns: flowPage,
})
export const saveFlowDraft = endpoint({
  name: 'approvals.flow.save_draft',
  method: 'PUT',
  path: '/api/approvals/flows/:id/draft',
  guard: 'approvals.flow.edit',
  summary: 'Saves the draft of the next version, starting one where there is none.',
  params: byId,
  /** `version` is the draft's; 0 starts a draft. */
  body: z.object({ version: z.int().min(0), definition: flowDefinition }),
  returns: flowVersionPage,
})
export const publishFlow = endpoint({
  name: 'approvals.flow.publish',
  method: 'POST',
  path: '/api/approvals/flow-versions/:id/publish',
  guard: 'approvals.flow.edit',
  summary: 'Publishes a draft. Requests under way finish on the version they started with.',
  params: byId,
  body: seen,
  returns: flowVersionPage,
})
