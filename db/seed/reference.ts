import { allPermissions, parts } from '../../src/app/parts.ts'
import { syncRoles } from '../../src/kernel/access/sync-roles.ts'
import { seedCalendar } from '../../src/kernel/calendar/seed.ts'
import { newId } from '../../src/kernel/db/new-id.ts'
import type { Tx } from '../../src/kernel/db/pool.ts'

/** What the program brings and every database must have before anyone comes. Run at every start; twice changes nothing. */
export async function seedReference(tx: Tx): Promise<void> {
  await syncRoles(tx, allPermissions())
  await seedCalendar(tx)
}

/** What the parts bring once there is a headquarters: the regulation, forms, flows. Run at every start. */
export async function seedParts(tx: Tx, now: Date): Promise<void> {
  for (const { seed } of parts) await seed?.(tx, now)
}

/** A headquarters with nothing under it, for a company that begins with an empty database. */
export async function seedHeadquarters(tx: Tx): Promise<void> {
  const root = await tx
    .selectFrom('kernel.organisation')
    .select('id')
    .where('parent_id', 'is', null)
    .executeTakeFirst()
  if (root) return
  const id = newId()
  const names = { name: '总部', name_en: 'Headquarters' }
  await tx
    .insertInto('kernel.organisation')
    .values({ id, kind: 'headquarters', code: 'HQ', ...names, path: [id], life: 'active' })
    .execute()
}
