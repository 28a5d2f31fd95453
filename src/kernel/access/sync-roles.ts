import type { Tx } from '../db/pool.ts'
import { translate } from '../language/translate.ts'
import { everyRole, type PermissionTable } from './roles.ts'

/**
 * Brings the built-in roles and the role × permission table of the code into the database. Run at every start;
 * a second time changes nothing. Custom roles stay, less what no part declares any more.
 */
export async function syncRoles(tx: Tx, table: PermissionTable): Promise<void> {
  const titled = everyRole.map((key) => ({
    key,
    builtin: true,
    title: translate('zh-CN', `access.sign_in.role.${key}.name`),
    title_en: translate('en', `access.sign_in.role.${key}.name`),
  }))
  await tx
    .insertInto('kernel.role')
    .values(titled)
    .onConflict((clash) => clash.column('key').doNothing())
    .execute()
  const wanted = new Set(
    Object.entries(table).flatMap(([permission, roles]) => roles.map((role) => `${role} ${permission}`)),
  )
  const held = await tx
    .selectFrom('kernel.role_permission')
    .innerJoin('kernel.role', 'kernel.role.key', 'role_key')
    .select(['role_key', 'permission', 'builtin'])
    .execute()
  for (const { role_key, permission, builtin } of held) {
    const stays = builtin ? wanted.has(`${role_key} ${permission}`) : permission in table
    if (!stays)
      await tx
        .deleteFrom('kernel.role_permission')
        .where('role_key', '=', role_key)
        .where('permission', '=', permission)
        .execute()
  }
  const known = new Set(held.map(({ role_key, permission }) => `${role_key} ${permission}`))
  const missing = [...wanted]
    .filter((pair) => !known.has(pair))
    .map((pair) => ({ role_key: pair.split(' ')[0]!, permission: pair.split(' ')[1]! }))
  if (missing.length > 0) await tx.insertInto('kernel.role_permission').values(missing).execute()
}
