import type { Tx } from '../../../kernel/db/pool.ts'
import causes from './causes.json' with { type: 'json' }
import services from './services.json' with { type: 'json' }

/** The services and causes a company begins with. What is there already stays as its owners made it. */
export async function seedComplaints(tx: Tx, now: Date): Promise<void> {
  await tx
    .insertInto('complaints.service')
    .values(services.map((service, at) => ({ ...service, position: (at + 1) * 10 })))
    .onConflict((known) => known.column('key').doNothing())
    .execute()
  const from_on = now.toISOString().slice(0, 10)
  await tx
    .insertInto('complaints.cause')
    .values(
      causes.map((cause, at) => ({
        ...{ ...cause, version: 1, position: (at + 1) * 10, from_on },
        parent: cause.key.includes('.') ? cause.key.slice(0, cause.key.indexOf('.')) : null,
      })),
    )
    .onConflict((known) => known.columns(['key', 'version']).doNothing())
    .execute()
}
