import { sql } from 'kysely'
import { newId } from '../db/new-id.ts'
import { refused } from '../errors/problem.ts'
import { keepEvents } from '../events/keep.ts'
import type { Ctx } from '../http/context.ts'
import { indexOrganisations } from '../search/index-network.ts'
import { checkCreditCode } from './check-credit-code.ts'
import type { OrganisationKind, OrganisationLife } from './contract.ts'
import { shareTree } from './lock-tree.ts'
import { type Organisation, shareOrganisation, todayAt } from './organisation.ts'

export type NewOrganisation = {
  kind: Exclude<OrganisationKind, 'headquarters'>
  name: string
  name_en?: string | null
  parent_id: string
  /** Left out: the next of its kind, `B0042`. */
  code?: string | undefined
  life: OrganisationLife
  /** Left out: the parent's. */
  time_zone?: string | undefined
  credit_code?: string | null
  started_on?: string | null
}

/**
 * Puts an organisation into the tree. Its trail begins with it, so the caller must reach the whole network (approvals
 * of headquarters and the system do). Throws `refused` for a closed parent, a name its siblings have, a code or a
 * credit code in use.
 */
export async function createOrganisation(ctx: Ctx, given: NewOrganisation): Promise<Organisation> {
  await shareTree(ctx)
  const parent = await shareOrganisation(ctx, given.parent_id)
  if (parent.life === 'closed') throw refused('org.errors.parent_closed', { name: parent.name })
  const code = await takeCode(ctx, given)
  await checkName(ctx, { parent_id: parent.id, name: given.name })
  const credit_code = given.credit_code ? await checkCreditCode(ctx, given.credit_code) : null
  const id = newId()
  const time_zone = given.time_zone ?? parent.time_zone
  const made = await ctx.tx
    .insertInto('kernel.organisation')
    .values({
      id,
      kind: given.kind,
      code,
      name: given.name,
      name_en: given.name_en ?? null,
      parent_id: parent.id,
      path: [...parent.path, id],
      life: given.life,
      time_zone,
      credit_code,
      started_on: given.started_on ?? (given.life === 'active' ? todayAt(ctx, { time_zone }) : null),
      closed_on: given.life === 'closed' ? todayAt(ctx, { time_zone }) : null,
      created_at: ctx.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  ctx.record({
    action: 'org.organisation.create',
    org_id: id,
    subject_type: 'organisation',
    subject_id: id,
    number: made.code,
    title: made.name,
    diff: { kind: [null, made.kind], parent: [null, parent.name], life: [null, made.life] },
  })
  await keepEvents(ctx, [
    {
      type: 'organisation.created',
      org_id: id,
      data: { kind: made.kind, life: made.life, parent_id: parent.id },
    },
  ])
  await indexOrganisations(ctx, [id])
  return made as Organisation
}

/** Refuses a name that another open organisation under the same parent has; of two who take it at once, one waits. */
export async function checkName(
  { tx }: Ctx,
  { parent_id, name, except }: { parent_id: string; name: string; except?: string },
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`kernel.organisation.name:${parent_id}`}))`.execute(tx)
  let namesakes = tx
    .selectFrom('kernel.organisation')
    .select('code')
    .where('parent_id', '=', parent_id)
    .where('name', '=', name)
    .where('life', '<>', 'closed')
  if (except) namesakes = namesakes.where('id', '<>', except)
  const namesake = await namesakes.executeTakeFirst()
  if (namesake) throw refused('org.errors.name_taken', { name, code: namesake.code })
}

const letters = { region: 'R', branch: 'B', department: 'D', partner_point: 'P' } as const

/** Codes are given one at a time: whoever makes an organisation waits for the one before, and sees its name taken. */
async function takeCode({ tx }: Ctx, { code, kind }: NewOrganisation): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext('kernel.organisation.code'))`.execute(tx)
  if (code) {
    const holder = await tx
      .selectFrom('kernel.organisation')
      .select('name')
      .where('code', '=', code)
      .executeTakeFirst()
    if (holder) throw refused('org.errors.code_taken', { code, name: holder.name })
    return code
  }
  const letter = letters[kind]
  const { rows } = await sql<{ last: number | null }>`
    select max(substr(code, 2)::bigint) as last from kernel.organisation
    where code ~ ${`^${letter}[0-9]{4,9}$`}`.execute(tx)
  return `${letter}${String((rows[0]?.last ?? 0) + 1).padStart(4, '0')}`
}
