import { namesOf } from '../../../../kernel/approvals/request/names.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { readTitles } from '../../terms/rows.ts'
import { repeatedWithin } from '../handling/watch-recurrence.ts'
import type { Complaint } from '../life/row.ts'
import type { RiskSignal } from './contract.ts'
import { counts, signalList } from './counted.ts'

/** The signals of a risk that count a complaint, the latest first: why, when, and who was told. */
export async function showSignals(ctx: Ctx, { org_id, id, cause_version }: Complaint): Promise<RiskSignal[]> {
  const rows = await ctx.tx
    .selectFrom('complaints.risk_signal as s')
    .innerJoin('complaints.complaint as c', 'c.org_id', 's.org_id')
    .leftJoin('kernel.issue as i', (join) =>
      join.onRef('i.org_id', '=', 's.org_id').onRef('i.id', '=', 's.issue_id'),
    )
    .select(['s.id', 's.cause_key', 's.times', 's.raised_at', 's.issue_id'])
    .select(['i.number', 'i.state', 'i.responsible_id', 'i.notified_at'])
    .where('s.org_id', '=', org_id)
    .where('c.id', '=', id)
    .where(counts('s', 'c'))
    .orderBy('s.raised_at', 'desc')
    .execute()
  if (rows.length === 0) return []
  const title = await readTitles(ctx)
  const person = await namesOf(
    ctx,
    rows.flatMap(({ responsible_id }) => responsible_id ?? []),
  )
  const mayRead = ctx.may('issues.issue.read', org_id)
  return rows.map(({ cause_key, issue_id, number, state, responsible_id, notified_at, ...row }) => ({
    ...row,
    cause: title('cause', cause_key, cause_version) ?? cause_key,
    days: repeatedWithin,
    list: signalList(row.id),
    issue:
      issue_id && number && mayRead
        ? {
            ...{ id: issue_id, number, state: state!, told_at: notified_at },
            told: responsible_id ? person(responsible_id) : null,
          }
        : null,
  }))
}
