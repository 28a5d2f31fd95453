import { namesOf } from '../../../../kernel/approvals/request/names.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { readTitles } from '../../terms/rows.ts'
import { repeatedWithin } from '../handling/watch-recurrence.ts'
import type { Complaint } from '../life/row.ts'
import type { RiskSignal } from './contract.ts'
import { counts, signalList } from './counted.ts'

type Asked = Pick<Complaint, 'org_id' | 'id' | 'cause_key' | 'cause_version'>
type Titles = Awaited<ReturnType<typeof readTitles>>

/** The signals of a risk that count each of these complaints, the latest first: why, when, and who was told. */
export async function readSignals(
  ctx: Ctx,
  complaints: Asked[],
  title: Titles,
): Promise<(id: string) => RiskSignal[]> {
  // Without a cause nothing counts it: most lists of what is under way ask nothing.
  const caused = new Map(complaints.filter(({ cause_key }) => cause_key !== null).map((one) => [one.id, one]))
  if (caused.size === 0) return () => []
  const rows = await ctx.tx
    .selectFrom('complaints.risk_signal as s')
    .innerJoin('complaints.complaint as c', 'c.org_id', 's.org_id')
    .leftJoin('kernel.issue as i', (join) =>
      join.onRef('i.org_id', '=', 's.org_id').onRef('i.id', '=', 's.issue_id'),
    )
    .select([
      's.org_id',
      's.id',
      's.cause_key',
      's.times',
      's.raised_at',
      's.issue_id',
      'c.id as complaint_id',
    ])
    .select(['i.number', 'i.state', 'i.responsible_id', 'i.notified_at'])
    .where('c.org_id', 'in', [...new Set([...caused.values()].map(({ org_id }) => org_id))])
    .where('c.id', 'in', [...caused.keys()])
    .where(counts('s', 'c'))
    .orderBy('s.raised_at', 'desc')
    .execute()
  if (rows.length === 0) return () => []
  const person = await namesOf(
    ctx,
    rows.flatMap(({ responsible_id }) => responsible_id ?? []),
  )
  const shown = Map.groupBy(rows, ({ complaint_id }) => complaint_id)
  return (id) =>
    (shown.get(id) ?? []).map(({ org_id, cause_key, issue_id, number, state, responsible_id, ...row }) => ({
      ...{ id: row.id, times: row.times, raised_at: row.raised_at },
      cause: title('cause', cause_key, caused.get(id)!.cause_version) ?? cause_key,
      days: repeatedWithin,
      list: signalList(row.id),
      issue:
        issue_id && number && ctx.may('issues.issue.read', org_id)
          ? {
              ...{ id: issue_id, number, state: state!, told_at: row.notified_at },
              told: responsible_id ? person(responsible_id) : null,
            }
          : null,
    }))
}
