import { findHandedByActor, hasSay, readBeyond } from '../../access/powers.ts'
import { type Role, readRoles } from '../../access/read-roles.ts'
import { refuseBothSides, refuseClashOfHolders } from '../../access/segregation.ts'
import { newId } from '../../db/new-id.ts'
import { forbidden, invalid, notFound, refused, stale } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import type { RoleContent } from './contract.ts'
import { getHeadquarters, listPermissions } from './list.ts'
import { checkUnused } from './unused.ts'

const prefix = 'role_'

/** Makes a custom role. Refused: a title in use, a permission nobody knows, both sides of a segregation rule in one. */
export async function createRole(ctx: Ctx, content: RoleContent): Promise<{ key: string }> {
  checkNetworkWide(ctx)
  const id = newId()
  const key = `${prefix}${id}`
  const { title, title_en } = content
  const role = await checkContent(ctx, key, content)
  await checkOwn(ctx, role.permissions)
  await ctx.tx.insertInto('kernel.role').values({ key, title, title_en }).execute()
  await writePermissions(ctx, key, role.permissions)
  await recordRole(ctx, 'administration.role.create', key, title, {
    title: [null, title],
    title_en: [null, title_en],
    given: [null, [...role.permissions]],
  })
  return { key }
}

/**
 * Renames a custom role and sets what it gives, from the next request of its holders on. Refused besides: what a role
 * of one's own gives, and whatever would make one of its holders break a segregation rule.
 */
export async function updateRole(
  ctx: Ctx,
  { key, version, ...content }: RoleContent & { key: string; version: number },
): Promise<void> {
  const before = await lockCustomRole(ctx, { key, version })
  const role = await checkContent(ctx, key, content)
  const given = [...role.permissions].filter((permission) => !before.permissions.has(permission))
  const taken = [...before.permissions].filter((permission) => !role.permissions.has(permission))
  const { title, title_en } = content
  const same = title === before.title && title_en === before.title_en
  if (same && given.length === 0 && taken.length === 0) return ctx.unchanged()
  if (given.length + taken.length > 0) await checkNotOwn(ctx, key)
  await checkOwn(ctx, given)
  if (given.some(hasSay)) await checkNotHanded(ctx, key)
  await ctx.tx
    .updateTable('kernel.role')
    .set({ title, title_en, version: version + 1 })
    .where('key', '=', key)
    .execute()
  await ctx.tx.deleteFrom('kernel.role_permission').where('role_key', '=', key).execute()
  await writePermissions(ctx, key, role.permissions)
  if (given.length > 0) await refuseClashOfHolders(ctx, key)
  await recordRole(ctx, 'administration.role.update', key, title, {
    ...(title === before.title ? {} : { title: [before.title, title] }),
    ...(title_en === before.title_en ? {} : { title_en: [before.title_en, title_en] }),
    ...(given.length > 0 ? { given: [null, given] } : {}),
    ...(taken.length > 0 ? { taken: [taken, null] } : {}),
  })
}

/** Removes a custom role. Refused once anybody held it or a flow names it: history and flows go on naming it. */
export async function removeRole(ctx: Ctx, seen: { key: string; version: number }): Promise<void> {
  const { key, title, title_en } = await lockCustomRole(ctx, seen)
  await checkUnused(ctx, key)
  await ctx.tx.deleteFrom('kernel.role').where('key', '=', key).execute()
  await recordRole(ctx, 'administration.role.remove', key, title, {
    title: [title, null],
    title_en: [title_en, null],
  })
}

/** Roles hold everywhere: whoever looks after a part of the network only doesn't make them. */
function checkNetworkWide(ctx: Ctx) {
  if (!ctx.reach.all) throw forbidden()
}

async function lockCustomRole(ctx: Ctx, { key, version }: { key: string; version: number }): Promise<Role> {
  checkNetworkWide(ctx)
  await ctx.tx.selectFrom('kernel.role').select('key').where('key', '=', key).forUpdate().execute()
  const role = (await readRoles(ctx)).get(key)
  if (!role) throw notFound()
  if (role.builtin) throw refused('administration.errors.role_builtin')
  if (role.version !== version) throw stale()
  return role
}

async function checkContent(
  ctx: Ctx,
  key: string,
  { title, title_en, permissions }: RoleContent,
): Promise<Role> {
  const roles = await readRoles(ctx)
  const known = new Set(await listPermissions(ctx))
  const unknown = permissions.find((permission) => !known.has(permission))
  if (unknown !== undefined)
    throw invalid('errors.invalid', {}, [
      {
        path: 'permissions',
        code: 'administration.errors.permission_unknown',
        params: { permission: unknown },
      },
    ])
  const others = [...roles.values()].filter((role) => role.key !== key)
  const clash = (['title', 'title_en'] as const).find((field) =>
    others.some((role) => role[field].toLowerCase() === { title, title_en }[field].toLowerCase()),
  )
  if (clash) throw invalid('errors.invalid', {}, [{ path: clash, code: 'administration.errors.title_taken' }])
  const role: Role = { key, builtin: false, title, title_en, version: 1, permissions: new Set(permissions) }
  refuseBothSides(ctx, role, roles)
  return role
}

async function checkNotOwn({ tx, actor }: Ctx, key: string) {
  const own = await tx
    .selectFrom('kernel.role_assignment')
    .select('id')
    .where('role_key', '=', key)
    .where('person_id', '=', actor.person_id)
    .where((row) => row.or([row('ends_on', 'is', null), row('ends_on', '>', row.ref('starts_on'))]))
    .executeTakeFirst()
  if (own) throw refused('administration.errors.own_role')
}

/** A role gives what its maker holds everywhere, unless they are an administrator by the built-in role. */
async function checkOwn(ctx: Ctx, permissions: Iterable<string>) {
  const organisation_id = await getHeadquarters(ctx)
  const [beyond] = await readBeyond(ctx, { organisation_id, with_subtree: true }, permissions)
  if (beyond !== undefined) throw refused('administration.errors.role_beyond', { permission: beyond })
}

/** Whoever was shown the link to an account gives its holder no say this way either. */
async function checkNotHanded(ctx: Ctx, role_key: string) {
  const holders = await ctx.tx
    .selectFrom('kernel.role_assignment')
    .select('person_id')
    .where('role_key', '=', role_key)
    .execute()
  const name = await findHandedByActor(
    ctx,
    holders.map(({ person_id }) => person_id),
  )
  if (name !== undefined) throw refused('administration.errors.link_handed', { name })
}

async function writePermissions({ tx }: Ctx, role_key: string, permissions: Set<string>) {
  await tx
    .insertInto('kernel.role_permission')
    .values([...permissions].map((permission) => ({ role_key, permission })))
    .execute()
}

async function recordRole(
  ctx: Ctx,
  action: string,
  key: string,
  title: string,
  diff: Record<string, [unknown, unknown]>,
) {
  const org_id = await getHeadquarters(ctx)
  ctx.record({ action, org_id, subject_type: 'role', subject_id: key.slice(prefix.length), title, diff })
}
