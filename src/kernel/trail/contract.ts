import { z } from 'zod'
import { endpoint, pageOf, paging } from '../http/contract.ts'
import { sheetOf } from '../sheet/contract.ts'

/** `outside`: somebody without an account, as a customer; the name says who that is and is nobody's. */
export const actorKinds = ['person', 'system', 'api_key', 'outside'] as const

const named = z.object({ id: z.uuid(), name: z.string(), name_en: z.string().nullable() })

export const trailEntry = z.object({
  id: z.uuid(),
  organisation: named.extend({ kind: z.string() }),
  /** Its place in the organisation's chain. */
  seq: z.int(),
  hash: z.string(),
  at: z.string(),
  /** `<part>.<thing>.<verb>`; its words are the message `<part>.trail.<thing>_<verb>`, of acts outside `<part>.trail_outside.…`. */
  action: z.string(),
  actor: z.object({
    kind: z.enum(actorKinds),
    person_id: z.uuid().nullable(),
    name: z.string(),
    name_en: z.string().nullable(),
  }),
  /** On whose behalf. */
  for_person: named.nullable(),
  subject: z.object({
    type: z.string(),
    id: z.uuid(),
    number: z.string().nullable(),
    title: z.string().nullable(),
    /** Path of its page, where it has one. */
    link: z.string().nullable(),
  }),
  /** Field → [before, after]. */
  diff: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])).nullable(),
  /** How people named in the difference are written in English, by the name that stands there. */
  names: z.record(z.string(), z.string()),
  /** Which fields of the difference are amounts in minor units, and of which currency. */
  money: z.object({ fields: z.array(z.string()), currency: z.string() }).nullable(),
  note: z.string().nullable(),
})
export type TrailEntryShown = z.infer<typeof trailEntry>

export const readTrail = endpoint({
  name: 'trail.entry.list',
  method: 'GET',
  path: '/api/trail',
  guard: 'trail.entry.read',
  summary: 'What happened to everything the caller may read, the latest first.',
  query: paging.extend({
    org_id: z.uuid().optional(),
    /** At this organisation or anywhere below it. */
    under: z.uuid().optional(),
    subject_type: z.string().max(100).optional(),
    subject_id: z.uuid().optional(),
    /** One action, or the beginning of several: `approvals.request`. */
    action: z.string().max(100).optional(),
    /** The same, left out: `access` hides who signed in. */
    without: z.string().max(100).optional(),
    actor: z.uuid().optional(),
    /** Days at headquarters, both included. */
    at_from: z.iso.date().optional(),
    at_to: z.iso.date().optional(),
    since: z.iso.datetime().optional(),
    /** Of each thing only the latest of these entries; the total is then counted up to 100. */
    latest: z.stringbool().default(false),
    /** In the number or the title. */
    q: z.string().max(100).optional(),
  }),
  returns: pageOf(trailEntry),
})
export const exportTrail = sheetOf(readTrail)

export const readChain = endpoint({
  name: 'trail.chain.read',
  method: 'GET',
  path: '/api/trail/chain',
  guard: 'trail.chain.read',
  summary: 'How long the chains are, when they were last signed, and with which key.',
  returns: z.object({
    organisations: z.int(),
    entries: z.int(),
    public_key: z.string(),
    checkpoint: z.object({ id: z.uuid(), made_at: z.string(), heads: z.int() }).nullable(),
  }),
})
