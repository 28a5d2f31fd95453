import { Rights } from '../../../src/kernel/access/grants.ts'
import { newId } from '../../../src/kernel/db/new-id.ts'
import type { Tx } from '../../../src/kernel/db/pool.ts'
import type { Ctx, Kernel } from '../../../src/kernel/http/context.ts'
import { asSystem, withContext } from '../../../src/kernel/http/open-context.ts'
import { type CastUser, castId, cast as members } from '../cast.ts'

/** Somebody of the cast, or whoever else was given an account. */
export type Doer = CastUser | { person_id: string }

/**
 * Somebody (or the system) does something on a day gone by, as they would have done it then: the real action, with
 * their roles, reach and trail.
 */
export type Stage = {
  as: <T>(doer: Doer, at: string, work: (ctx: Ctx) => Promise<T>) => Promise<T>
  /** Looks, and changes nothing. */
  read: <T>(doer: Doer, at: string, work: (ctx: Ctx) => Promise<T>) => Promise<T>
  system: <T>(at: string, work: (ctx: Ctx) => Promise<T>) => Promise<T>
  /** The server at that moment, for what it does by itself. */
  at: (moment: string) => Kernel
}

export function openStage(kernel: Kernel): Stage {
  const rights = new Rights()
  const at = (moment: string): Kernel => ({ ...kernel, clock: () => new Date(moment) })
  const act = async <T>(
    doer: Doer,
    moment: string,
    { readOnly, work }: { readOnly: boolean; work: (ctx: Ctx) => Promise<T> },
  ) => {
    const caller = await callerOf(kernel.db, doer)
    const held = await rights.of(kernel.db, caller)
    const opening = { language: 'zh-CN', request_id: newId(), readOnly } as const
    const reach = held.reachOf()
    return withContext(at(moment), { ...opening, caller, reach, held }, work)
  }
  return {
    as: (doer, moment, work) => act(doer, moment, { readOnly: false, work }),
    read: (doer, moment, work) => act(doer, moment, { readOnly: true, work }),
    system: (moment, work) => asSystem(at(moment), work),
    at,
  }
}

/** Who acts, as the trail names them. */
export function actorOf(user: CastUser) {
  const { name, at } = members.find((one) => one.user === user)!
  const account_id = castId(`${user} account`)
  return { kind: 'person' as const, account_id, person_id: castId(user), name, home_org_id: castId(at) }
}

/** The same of somebody beside the cast. */
async function findActor(db: Tx, person_id: string) {
  const { id: account_id, ...rest } = await db
    .selectFrom('kernel.account')
    .innerJoin('kernel.person', 'kernel.person.id', 'kernel.account.person_id')
    .select(['kernel.account.id', 'kernel.account.email', 'kernel.person.name', 'kernel.person.home_org_id'])
    .where('person_id', '=', person_id)
    .executeTakeFirstOrThrow()
  return { kind: 'person' as const, account_id, person_id, ...rest }
}

async function callerOf(db: Tx, doer: Doer) {
  const known =
    typeof doer === 'string'
      ? { ...actorOf(doer), email: `${doer}@hengyuan.example` }
      : await findActor(db, doer.person_id)
  const { email, ...actor } = known
  const { person_id } = actor
  const grants = await db
    .selectFrom('kernel.role_assignment')
    .select(['role_key', 'organisation_id', 'with_subtree'])
    .where('person_id', '=', person_id)
    .execute()
  const rows = await db.selectFrom('kernel.epoch').select(['name', 'value']).execute()
  const epoch = (wanted: string) => rows.find((row) => row.name === wanted)!.value
  return {
    actor,
    email,
    language: 'zh-CN',
    two_factor: false,
    grants,
    narrowed: null,
    epochs: { access: epoch('access'), organisations: epoch('organisations') },
  }
}
