import { sql } from 'kysely'
import { lockForGrant } from '../../access/lock-for-grant.ts'
import { findHandedByActor, hasSay, readBeyond } from '../../access/powers.ts'
import { readRoles, titleOf } from '../../access/read-roles.ts'
import { refuseBarred } from '../../access/segregation.ts'
import { newId } from '../../db/new-id.ts'
import { invalid, refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { getOrganisation, inReach, type Organisation } from '../../org/organisation.ts'
import { getPerson } from '../../people/person.ts'
import { companyDay } from '../../regulation/company.ts'
import type { NewGrant } from './contract.ts'

/**
 * Gives a person a role at an organisation from today or a later day on. Refused: for oneself, for someone who left,
 * at a closed organisation, twice, beyond the giver's own reach and rights, and whatever a segregation rule keeps apart.
 */
export async function grantRole(ctx: Ctx, given: NewGrant): Promise<{ id: string }> {
  const { person_id, role_key, organisation_id, with_subtree, starts_on, note = null } = given
  const ends_on = given.ends_on ?? null
  const organisation = await getOrganisation(ctx, organisation_id)
  checkDays(await companyDay(ctx), { starts_on, ends_on })
  if (organisation.life === 'closed')
    throw refused('administration.errors.organisation_closed', { name: organisation.name })
  if (with_subtree) await checkSubtree(ctx, organisation)
  const person = await getPerson(ctx, person_id)
  if (!person.active) throw refused('administration.errors.person_left', { name: person.name })
  await lockForGrant(ctx, person_id)
  const role = await findRole(ctx, role_key)
  if (!role)
    throw invalid('errors.invalid', {}, [{ path: 'role_key', code: 'administration.errors.role_unknown' }])
  const span = { role_key, with_subtree, starts_on, ends_on }
  await refuseBarred(ctx, {
    person_id,
    act: 'administration.assignment.grant',
    subject: { org_id: organisation_id, grant: span },
  })
  await checkMayPassOn(ctx, { person, role_key, organisation_id, with_subtree })
  await checkNotHeld(ctx, { person_id, organisation_id, ...span })
  const id = newId()
  await ctx.tx
    .insertInto('kernel.role_assignment')
    .values({ id, person_id, organisation_id, ...span, created_at: ctx.now })
    .execute()
  ctx.record({
    action: 'administration.assignment.grant',
    org_id: organisation_id,
    subject_type: 'person',
    subject_id: person_id,
    title: person.name,
    diff: {
      role: [null, role.builtin ? role_key : titleOf('zh-CN', role)],
      with_subtree: [null, with_subtree],
      starts_on: [null, starts_on],
      ...(ends_on ? { ends_on: [null, ends_on] as [null, string] } : {}),
    },
    note,
  })
  return { id }
}

type Days = { starts_on: string; ends_on: string | null }

/** A role that would have begun in the past would change who was allowed what then. */
function checkDays(today: string, { starts_on, ends_on }: Days) {
  const fields = [
    ...(starts_on < today ? [{ path: 'starts_on', code: 'administration.errors.starts_in_past' }] : []),
    ...(ends_on !== null && ends_on <= starts_on
      ? [{ path: 'ends_on', code: 'administration.errors.ends_before_start' }]
      : []),
  ]
  if (fields.length > 0) throw invalid('errors.invalid', {}, fields)
}

async function checkSubtree({ tx, reach }: Ctx, { id, name }: Organisation) {
  const beyond = await tx
    .selectFrom('kernel.organisation')
    .select('id')
    .where(sql<boolean>`path @> array[${id}]::uuid[]`)
    .where(sql<boolean>`not ${inReach(reach)}`)
    .limit(1)
    .executeTakeFirst()
  if (beyond) throw refused('administration.errors.subtree_beyond', { name })
}

type Passing = {
  person: { id: string; name: string }
  role_key: string
  organisation_id: string
  with_subtree: boolean
}

/**
 * Nobody passes on more than they hold, save who administers there by the built-in role. And whoever was shown the link
 * to somebody's account gives them no say: else one administrator could decide under another name.
 */
async function checkMayPassOn(ctx: Ctx, { person, role_key, ...place }: Passing) {
  const gives = (await readRoles(ctx)).get(role_key)?.permissions ?? new Set<string>()
  const [beyond] = await readBeyond(ctx, place, gives)
  if (beyond !== undefined) throw refused('administration.errors.role_beyond', { permission: beyond })
  if ([...gives].some(hasSay) && (await findHandedByActor(ctx, [person.id])))
    throw refused('administration.errors.link_handed', { name: person.name })
}

const findRole = ({ tx }: Ctx, key: string) =>
  tx
    .selectFrom('kernel.role')
    .select(['key', 'builtin', 'title', 'title_en'])
    .where('key', '=', key)
    .forShare()
    .executeTakeFirst()

type Given = Days & { person_id: string; organisation_id: string; role_key: string }

async function checkNotHeld(
  { tx }: Ctx,
  { person_id, organisation_id, role_key, starts_on, ends_on }: Given,
) {
  let held = tx
    .selectFrom('kernel.role_assignment')
    .select('starts_on')
    .where('person_id', '=', person_id)
    .where('organisation_id', '=', organisation_id)
    .where('role_key', '=', role_key)
    .where((row) =>
      row.or([
        row('ends_on', 'is', null),
        row('ends_on', '>', sql<string>`greatest(starts_on, ${starts_on}::date)`),
      ]),
    )
  if (ends_on) held = held.where('starts_on', '<', ends_on)
  const found = await held.executeTakeFirst()
  if (found) throw refused('administration.errors.held_already', { on: found.starts_on })
}
