import type { Tx } from '../../../kernel/db/pool.ts'
import causes from './causes.json' with { type: 'json' }
import services from './services.json' with { type: 'json' }

/** What a company begins with holds for every service it ever gave. */
const from_on = '2000-01-01'

/** The services and causes a company begins with. What is there already stays as its owners made it. */
export async function seedComplaints(tx: Tx): Promise<void> {
  await tx
    .insertInto('complaints.service')
    .values(services.map((service, at) => ({ ...service, version: 1, from_on, position: (at + 1) * 10 })))
    .onConflict((known) => known.columns(['key', 'version']).doNothing())
    .execute()
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
