import { z } from 'zod'
import { endpoint, pageOf, paging } from '../http/contract.ts'

export type TaskOutcome = 'done' | 'cancelled'

export const task = z.object({
  id: z.uuid(),
  organisation: z.object({
    id: z.uuid(),
    name: z.string(),
    name_en: z.string().nullable(),
    kind: z.string(),
  }),
  /** In whose place the caller does it; null: in their own. */
  for_person: z.object({ id: z.uuid(), name: z.string(), name_en: z.string().nullable() }).nullable(),
  /** Message key of what is asked; `params` fill it. */
  kind: z.string(),
  params: z.record(z.string(), z.unknown()),
  subject_type: z.string(),
  subject_id: z.uuid(),
  /** Of what it is about, and what kind of thing that is, in the reader's language; null where it has none. */
  number: z.string().nullable(),
  subject_kind: z.string().nullable(),
  /** The step of an approval that is asked for. */
  step: z.string().nullable(),
  title: z.string(),
  /** How often the caller was told to hurry. */
  urged: z.int(),
  /** Path of the page where it is done. */
  link: z.string(),
  opened_at: z.string(),
  due_at: z.string().nullable(),
  /** Working minutes until then by the organisation's calendar, negative when past; null where it can't be said. */
  minutes_left: z.number().nullable(),
  /** Working minutes of an ordinary day there. */
  day_minutes: z.number(),
  closed_at: z.string().nullable(),
  /** What was cancelled is listed nowhere. */
  outcome: z.literal('done').nullable(),
})
export type Task = z.infer<typeof task>

export const listTasks = endpoint({
  name: 'tasks.task.list',
  method: 'GET',
  path: '/api/tasks',
  guard: 'signed_in',
  summary: 'What waits for the caller, the next due first; or what the caller has done, the latest first.',
  query: paging.extend({
    state: z.enum(['open', 'done']).default('open'),
    /** Only what is due by then. */
    due_by: z.iso.datetime().optional(),
    /** Only what is asked in this way. */
    kind: z.string().max(100).optional(),
  }),
  returns: pageOf(task),
})

export const countTasks = endpoint({
  name: 'tasks.task.count',
  method: 'GET',
  path: '/api/tasks/count',
  guard: 'signed_in',
  summary: 'How many tasks wait for the caller, and how many of them are overdue.',
  returns: z.object({ open: z.int(), overdue: z.int() }),
})

export const followTasks = endpoint({
  name: 'tasks.task.follow',
  method: 'GET',
  path: '/api/tasks/changes',
  guard: 'signed_in',
  summary:
    'Server-sent events: `ready` once, then `change` whenever the tasks of the caller should be read again. Nothing else is in them.',
  carries: 'events',
})

export const countTasksOf = endpoint({
  name: 'tasks.task.count_of',
  method: 'GET',
  path: '/api/tasks/of/:person_id',
  guard: 'tasks.task.hand_over',
  summary: 'How many tasks of a person wait at each organisation; what they are about stays with the person.',
  params: z.object({ person_id: z.uuid() }),
  returns: z.object({
    open: z.int(),
    organisations: z.array(z.object({ id: z.uuid(), name: z.string(), open: z.int() })),
  }),
})

export const handOverTasks = endpoint({
  name: 'tasks.task.hand_over',
  method: 'POST',
  path: '/api/tasks/hand-over',
  guard: 'tasks.task.hand_over',
  summary: 'Hands the open tasks of one person, at one organisation or everywhere in reach, to another.',
  body: z.object({
    from_person_id: z.uuid(),
    to_person_id: z.uuid(),
    org_id: z.uuid().optional(),
    note: z.string().trim().max(1000).nullable().default(null),
  }),
  returns: z.object({
    moved: z.int(),
    /** What the other person can't take over, and why. */
    stayed: z.array(
      z.object({ id: z.uuid(), title: z.string(), link: z.string(), code: z.string(), reason: z.string() }),
    ),
  }),
})
