import { isDeepStrictEqual } from 'node:util'
import { namesOf } from '../../../../kernel/approvals/request/names.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { getOrganisation } from '../../../../kernel/org/organisation.ts'
import { limitClocks } from '../../clocks/keep.ts'
import type { Facts } from '../contract.ts'
import { checkFacts } from '../facts.ts'
import { refuseConcerned } from '../life/concerned.ts'
import { checkAction, type Diff, recordOn } from '../life/move.ts'
import { lockComplaint } from '../life/row.ts'
import { indexComplaint } from '../receive.ts'
import { watchRecurrence } from './watch-recurrence.ts'

/** Puts right what it is about. Naming its handler as the person concerned is refused: it is handed on first. */
export async function editComplaint(
  ctx: Ctx,
  { id, version, ...facts }: Facts & { id: string; version: number },
): Promise<{ id: string; version: number }> {
  const before = await lockComplaint(ctx, { id, version })
  await checkAction(ctx, before, 'edit')
  const { cause_version } = await checkFacts(ctx, await getOrganisation(ctx, before.org_id), facts)
  await refuseConcerned(ctx, { ...before, ...facts }, before.handler_id)
  const given = before.cause_key === facts.cause_key ? {} : { cause_version }
  const diff = differences(before, facts)
  if (Object.keys(diff).length === 0) {
    ctx.unchanged()
    return { id, version }
  }
  await ctx.tx
    .updateTable('complaints.complaint')
    .set({ ...facts, ...given, version: version + 1 })
    .where('org_id', '=', before.org_id)
    .where('id', '=', id)
    .execute()
  const complaint = await lockComplaint(ctx, { id })
  if ('severity' in diff) await limitClocks(ctx, complaint)
  if ('subject' in diff) await indexComplaint(ctx, complaint)
  recordOn(ctx, complaint, 'edit', { diff: await withNames(ctx, diff) })
  if ('cause_key' in diff) await watchRecurrence(ctx, complaint)
  return { id, version: version + 1 }
}

/** People, causes and services by name: the trail is read by people. */
async function withNames(ctx: Ctx, { staff_id, cause_key, service_key, ...rest }: Diff): Promise<Diff> {
  const named = async (keys: [unknown, unknown], find: typeof titleOfCause): Promise<[unknown, unknown]> => [
    await find(ctx, keys[0] as string | null),
    await find(ctx, keys[1] as string | null),
  ]
  const diff = {
    ...rest,
    ...(cause_key ? { cause: await named(cause_key, titleOfCause) } : {}),
    ...(service_key ? { service: await named(service_key, titleOfService) } : {}),
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

async function titleOfCause({ tx }: Ctx, key: string | null): Promise<string | null> {
  if (key === null) return null
  const row = await tx
    .selectFrom('complaints.cause')
    .select('title')
    .where('key', '=', key)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.title ?? key
}

async function titleOfService({ tx }: Ctx, key: string | null): Promise<string | null> {
  if (key === null) return null
  const row = await tx
    .selectFrom('complaints.service')
    .select('title')
    .where('key', '=', key)
    .executeTakeFirst()
  return row?.title ?? key
}

function differences(before: Record<string, unknown>, given: Record<string, unknown>): Diff {
  const changed = Object.entries(given).filter(([key, after]) => !isDeepStrictEqual(before[key], after))
  return Object.fromEntries(changed.map(([key, after]) => [key, [before[key] ?? null, after]]))
}
