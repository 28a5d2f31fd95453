import { sql } from 'kysely'
import { type Measure, registerMeasure } from '../../../kernel/indicators/measures.ts'
import { reportedValues } from '../../../kernel/indicators/reported.ts'
import { founded } from '../complaint/founded.ts'
import { clockHappenings, type Happening, happenings } from './happened.ts'

/** Reported by the organisations: how many services they gave in a month. */
export const servicesReported = 'complaints.services'
export const measureKeys = {
  perThousand: 'complaints.per_thousand_services',
  acknowledged: 'complaints.share_acknowledged_on_time',
  resolved: 'complaints.share_resolved_on_time',
  satisfied: 'complaints.satisfaction',
} as const

/** Which indicator a clock feeds. */
export const fedBy: ReadonlyMap<string, string> = new Map(
  clockHappenings.map((what) => [happenings[what], measureKeys[what]]),
)

/** From how many stars on a customer counts as satisfied. */
export const satisfiedFrom = 4

/**
 * What complaints feed to the indicators, for the organisation of the day of the service. A clock counts in the period
 * in which it was kept or its time ran out. What is withdrawn, merged, found without ground, opened again or given more
 * time later counts its month otherwise: `note-fed.ts` says so, and it is counted anew.
 */
export function registerMeasures(): void {
  registerMeasure({
    key: measureKeys.perThousand,
    reads: servicesReported,
    sql: ({ start, end, ...asked }) => sql`
      select s.org_id, coalesce(n.received, 0) numerator, s.value denominator
      from (${reportedValues(servicesReported, asked)}) s
      left join (
        select c.org_id, count(*) received from complaints.complaint c
        where c.received_at >= ${start} and c.received_at < ${end} and ${founded('c')}
        group by c.org_id
      ) n on n.org_id = s.org_id
      where s.value > 0`,
    records: ({ org_id, from, to }) => list(org_id, { received_from: from, received_to: to }),
  })
  for (const what of clockHappenings) registerMeasure(clockMeasure(what))
  registerMeasure({
    key: measureKeys.satisfied,
    sql: ({ start, end }) => sql`
      select c.org_id, (r.stars >= ${satisfiedFrom})::int numerator, 1 denominator
      from complaints.rating r join complaints.complaint c on c.org_id = r.org_id and c.id = r.complaint_id
      where r.rated_at >= ${start} and r.rated_at < ${end} and ${founded('c')}`,
    records: ({ org_id, from, to }) => listOf('rated', org_id, { from, to }),
  })
}

const clockMeasure = (what: (typeof clockHappenings)[number]): Measure => ({
  key: measureKeys[what],
  sql: ({ start, end }) => sql`
    select c.org_id, (k.stopped_at is not null and k.elapsed_ms <= k.limit_ms)::int numerator, 1 denominator
    from complaints.clock k join complaints.complaint c on c.org_id = k.org_id and c.id = k.complaint_id
    where k.kind = ${happenings[what]} and k.ended_at >= ${start} and k.ended_at < ${end} and ${founded('c')}`,
  records: ({ org_id, from, to }) => listOf(what, org_id, { from, to }),
})

const listOf = (happened: Happening, org_id: string | null, { from, to }: { from: string; to: string }) =>
  list(org_id, { happened, happened_on_from: from, happened_on_to: to })

const list = (org_id: string | null, filters: Record<string, string>) =>
  `/complaints?${new URLSearchParams({ founded: 'yes', ...filters, ...(org_id ? { organisation_id: org_id } : {}) })}`
