import { isDeepStrictEqual } from 'node:util'
import { namesOf } from '../../../../kernel/approvals/request/names.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { getOrganisation } from '../../../../kernel/org/organisation.ts'
import { noteCounts } from '../../analysis/tally/note.ts'
import { limitClocks } from '../../clocks/keep.ts'
import { readTitlesInEach } from '../../terms/rows.ts'
import type { Facts } from '../contract.ts'
import { checkFacts } from '../facts.ts'
import { refuseConcerned } from '../life/concerned.ts'
import { checkAction, type Diff, recordOn } from '../life/move.ts'
import { type Complaint, lockComplaint } from '../life/row.ts'
import { indexComplaint } from '../receive.ts'
import { isUnworded, unwordedSubject } from '../unworded.ts'
import { watchRecurrence } from './watch-recurrence.ts'

/** Puts right what it is about. Naming its handler as the person concerned is refused: it is handed on first. */
export async function editComplaint(
  ctx: Ctx,
  { id, version, ...given }: Facts & { id: string; version: number },
): Promise<{ id: string; version: number }> {
  const before = await lockComplaint(ctx, { id, version })
  await checkAction(ctx, before, 'edit')
  const versions = await checkFacts(ctx, await getOrganisation(ctx, before.org_id), given, before)
  const { worded, subject } = await wordedAs(ctx, before, { ...given, ...versions })
  const facts = { ...given, subject }
  await refuseConcerned(ctx, { ...before, ...facts }, before.handler_id)
  const diff = differences(before, facts)
  if (Object.keys(diff).length === 0) {
    ctx.unchanged()
    return { id, version }
  }
  await ctx.tx
    .updateTable('complaints.complaint')
    .set({ ...facts, ...versions, worded, version: version + 1 })
    .where('org_id', '=', before.org_id)
    .where('id', '=', id)
    .execute()
  const complaint = await lockComplaint(ctx, { id })
  await noteCounts(ctx, before, complaint)
  if ('severity' in diff) await limitClocks(ctx, complaint)
  if ('subject' in diff) await indexComplaint(ctx, complaint)
  recordOn(ctx, complaint, 'edit', { diff: await withNames(ctx, diff, [before, complaint]) })
  if ('cause_key' in diff) await watchRecurrence(ctx, complaint)
  return { id, version: version + 1 }
}

/** What nobody worded follows its kind and service, until somebody gives it other words. */
async function wordedAs(ctx: Ctx, before: Complaint, after: Pick<Complaint, 'subject' | keyof Terms>) {
  const { subject } = after
  if (before.worded || !(subject === before.subject || (await isUnworded(ctx, before, subject))))
    return { worded: true, subject }
  return { worded: false, subject: await unwordedSubject(ctx, after) }
}
type Terms = Pick<Complaint, 'kind' | 'kind_version' | 'service_key' | 'service_version'>

/** People, kinds, causes and services by name: the trail is read by people. */
async function withNames(
  ctx: Ctx,
  { staff_id, cause_key, service_key, kind, ...rest }: Diff,
  rows: [Complaint, Complaint],
): Promise<Diff> {
  const title = await readTitlesInEach(ctx)
  const named = (say: (row: Complaint) => unknown): [unknown, unknown] => [say(rows[0]), say(rows[1])]
  const diff = {
    ...rest,
    ...(kind ? { kind: named((row) => title('kind', row.kind, row.kind_version)) } : {}),
    ...(cause_key
      ? { cause: named((row) => row.cause_key && title('cause', row.cause_key, row.cause_version)) }
      : {}),
    ...(service_key
      ? { service: named((row) => row.service_key && title('service', row.service_key, row.service_version)) }
      : {}),
  }
  if (!staff_id) return diff
  const ids = staff_id as [string | null, string | null]
  const nameOf = await namesOf(
    ctx,
    ids.filter((id) => id !== null),
  )
  const [before, after] = ids.map((id) => id && nameOf(id).name)
  return { ...diff, staff: [before ?? null, after ?? null] }
}

function differences(before: Record<string, unknown>, given: Record<string, unknown>): Diff {
  const changed = Object.entries(given).filter(([key, after]) => !isDeepStrictEqual(before[key], after))
  return Object.fromEntries(changed.map(([key, after]) => [key, [before[key] ?? null, after]]))
}
