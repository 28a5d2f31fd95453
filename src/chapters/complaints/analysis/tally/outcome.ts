import type { Complaint } from '../../complaint/life/row.ts'

/** What the analysis counts a complaint by. */
export type Counted = Pick<
  Complaint,
  'org_id' | 'state' | 'service_key' | 'cause_key' | 'channel' | 'reopenings' | 'objections'
> & { received_at: Date | string }

/** Null: it goes on elsewhere or had no ground, and counts nowhere. */
export function outcomeOf({
  state,
  reopenings,
  objections,
}: Pick<Counted, 'state' | 'reopenings' | 'objections'>): 'open' | 'first' | 'again' | null {
  if (state === 'transferred' || state === 'merged' || state === 'unfounded') return null
  if (state !== 'resolved' && state !== 'closed') return 'open'
  return reopenings === 0 && objections === 0 ? 'first' : 'again'
}
