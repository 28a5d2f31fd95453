import { within } from '../access/grants.ts'
import type { Ctx } from '../http/context.ts'
import type { OrganisationPage } from './contract.ts'
import { readCorrections } from './correct-past.ts'
import { readHeads } from './heads.ts'
import { readNames } from './list.ts'
import { getOrganisation, inReach, todayAt } from './organisation.ts'
import { readLineage, readPast } from './past.ts'

/**
 * An organisation within reach, with its head and the names above it: as it is, or as it was called, stood, lived and
 * was headed on a day gone by.
 */
export async function readOrganisationPage(
  ctx: Ctx,
  { id, on }: { id: string; on?: string | undefined },
): Promise<OrganisationPage> {
  const { parent_id: _parent, created_at, path, ...now } = await getOrganisation(ctx, id)
  const facts =
    on === undefined
      ? now
      : {
          ...now,
          ...(await readFactsOn(ctx, { id, on, started_on: now.started_on })),
          ...datedOn({ ...now, created_at }, on),
        }
  const above =
    on === undefined ? await readAbove(ctx, path.slice(0, -1)) : await readAboveOn(ctx, { id, on })
  const heads = await readHeads(ctx, [id], on)
  const { children } = await ctx.tx
    .selectFrom('kernel.organisation')
    .select((row) => row.fn.countAll<number>().as('children'))
    .where('parent_id', '=', id)
    .where('life', '<>', 'closed')
    .where(inReach(ctx.reach))
    .executeTakeFirstOrThrow()
  return {
    ...facts,
    on: on ?? null,
    today: todayAt(ctx, now),
    above: above.map((one) => ({ ...one, within_reach: within(ctx.reach, one.id) })),
    head: heads.get(id) ?? null,
    children,
    corrections: await readCorrections(ctx, { id, on: on ?? todayAt(ctx, now) }),
  }
}

type Dated = Pick<OrganisationPage, 'credit_code' | 'closed_on' | 'started_on' | 'time_zone'> & {
  created_at: string
}

/** Before it began an organisation had no code, and before it closed no day of closing. */
function datedOn({ credit_code, closed_on, started_on, time_zone, created_at }: Dated, on: string) {
  const began = started_on ?? todayAt({ now: new Date(created_at) }, { time_zone })
  return {
    credit_code: on < began ? null : credit_code,
    closed_on: closed_on !== null && closed_on <= on ? closed_on : null,
  }
}

type Asked = { id: string; on: string }

async function readFactsOn(ctx: Ctx, { id, on, started_on }: Asked & { started_on: string | null }) {
  const { name, name_en, life } = (await readPast(ctx, [id], on)).get(id)!
  // What was entered at work had begun by then, and not on any day before.
  const ahead = started_on !== null && on < started_on && (life === 'active' || life === 'suspended')
  return { name, name_en, life: ahead ? ('preparing' as const) : life }
}

async function readAbove(ctx: Ctx, lineage: string[]) {
  const names = await readNames(ctx, lineage)
  return lineage.flatMap((above) => names.get(above) ?? [])
}

async function readAboveOn(ctx: Ctx, { id, on }: Asked) {
  const { parent_id } = (await readPast(ctx, [id], on)).get(id)!
  const lineage = await readLineage(ctx, parent_id, on)
  const names = await readNames(
    ctx,
    lineage.map((above) => above.id),
  )
  return lineage.flatMap(({ id: above, name, name_en }) => {
    const named = names.get(above)
    return named ? [{ ...named, name, name_en }] : []
  })
}
