import { z } from 'zod'

/** The closed vocabularies of a complaint: table, contract and screens use these. */
export const complaintStates = [
  'received',
  'acknowledged',
  'investigating',
  'waiting_customer',
  'proposed',
  'resolved',
  'closed',
  'reopened',
  'transferred',
  'merged',
  'unfounded',
] as const
export type ComplaintState = (typeof complaintStates)[number]

/** Those in which something is still to be done. */
export const openStates = [
  'received',
  'acknowledged',
  'investigating',
  'waiting_customer',
  'proposed',
  'reopened',
] as const satisfies ComplaintState[]

export const channels = ['web', 'phone', 'counter', 'email', 'hotline', 'import'] as const
export type Channel = (typeof channels)[number]

/** Ways in which staff enter what a customer told them. */
export const enteredChannels = ['phone', 'counter', 'hotline'] as const satisfies Channel[]

export const clockKinds = ['response', 'update', 'resolution'] as const
export type ClockKind = (typeof clockKinds)[number]

/** What goes to approval about a complaint. */
export const matters = ['extension', 'compensation', 'unfounded'] as const
export type Matter = (typeof matters)[number]

/** How a customer told whoever handles it that they accept; `silence`: they said nothing in time. */
export const acceptances = ['phone', 'counter', 'letter', 'email', 'silence'] as const
export type Acceptance = (typeof acceptances)[number]

/** What somebody says: not nothing, and no book. */
export const words = z.string().trim().min(1).max(4000)
