import { z } from 'zod'
import { byId, endpoint, pageOf, paging, seen } from '../../http/contract.ts'

export const proxyStates = ['now', 'later', 'past'] as const

const person = z.object({ id: z.uuid(), name: z.string(), name_en: z.string().nullable() })
const at = z.iso.datetime()

export const proxy = z.object({
  id: z.uuid(),
  /** In whose place. */
  owner: person,
  proxy: person,
  /** First instant of the half-open window, and the first after it. */
  from: at,
  to: at,
  /** The owner's: the window was given in it. */
  time_zone: z.string(),
  note: z.string().nullable(),
  state: z.enum(proxyStates),
  created_by: person,
  /** Ended before its time, by whom. */
  ended_at: at.nullable(),
  ended_by: person.nullable(),
  version: z.int(),
  can: z.array(z.enum(['end'])),
})
export type ProxyWindow = z.infer<typeof proxy>

export const listProxies = endpoint({
  name: 'approvals.proxy.list',
  method: 'GET',
  path: '/api/approvals/proxies',
  guard: 'approvals.request.read',
  summary: 'Lists who decides in whose place: the caller’s own, or everybody’s for whoever looks after them.',
  query: paging.extend({
    state: z.enum(proxyStates).optional(),
    /** mine: the caller is one of the two; all: of everybody employed where the caller looks after proxies. */
    of: z.enum(['mine', 'all']).default('mine'),
  }),
  returns: pageOf(proxy),
})

/** A day, or a day and a minute, on the owner's clock. */
const local = z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/)

export const giveProxy = endpoint({
  name: 'approvals.proxy.give',
  method: 'POST',
  path: '/api/approvals/proxies',
  guard: 'approvals.proxy.give',
  summary:
    'Lets somebody decide in one’s place from one instant up to another, in one’s own time zone. Nobody stands in for a proxy.',
  body: z.object({
    /** Whoever looks after proxies names another; left out: the caller. */
    owner_id: z.uuid().nullable().default(null),
    proxy_id: z.uuid(),
    from: local,
    /** The first moment at which it no longer holds. */
    to: local,
    note: z.string().trim().min(1).max(500).nullable().default(null),
  }),
  returns: proxy,
})

export const endProxy = endpoint({
  name: 'approvals.proxy.end',
  method: 'POST',
  path: '/api/approvals/proxies/:id/end',
  guard: 'approvals.proxy.give',
  summary: 'Ends a window at once, or takes back one that has not begun.',
  params: byId,
  body: seen,
  returns: proxy,
})
