import { createHash, randomBytes } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { sql } from 'kysely'
import { newId } from '../db/new-id.ts'
import type { Tx } from '../db/pool.ts'
import { widenReach } from '../db/transaction.ts'
import { notFound } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'

const setting = 'setup_token'
const hours = 24

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** Links that were shown and still hold. */
type Shown = { sha256: string; until: string }

/** More starts in a day than anybody means: the oldest links are forgotten. */
const most = 5

/**
 * Makes a one-time link's token while nobody holds the administrator's role; `undefined` once somebody does. Each
 * start makes a new one, of several servers each its own, and the first that is used ends them all. Only hashes are kept.
 */
export async function openSetup(tx: Tx, now: Date): Promise<string | undefined> {
  if (await hasAdministrator(tx, now)) return undefined
  const token = randomBytes(24).toString('base64url')
  const until = new Date(now.getTime() + hours * 3_600_000).toISOString()
  const shown = [...(await readShown(tx)), { sha256: hashOf(token), until }].slice(-most)
  const value = JSON.stringify(shown)
  await tx
    .insertInto('kernel.setting')
    .values({ key: setting, value })
    .onConflict((clash) => clash.column('key').doUpdateSet({ value }))
    .execute()
  return token
}

/** Throws `not_found` for a link that is wrong, used or too old. */
export async function checkSetup({ tx, now }: Ctx, token: string): Promise<void> {
  const shown = (await readShown(tx)).find(({ sha256 }) => sha256 === hashOf(token))
  if (!shown || new Date(shown.until) <= now) throw notFound()
  if (await hasAdministrator(tx, now)) throw notFound()
}

async function readShown(tx: Tx): Promise<Shown[]> {
  const row = await tx
    .selectFrom('kernel.setting')
    .select('value')
    .where('key', '=', setting)
    .executeTakeFirst()
  return Array.isArray(row?.value) ? (row.value as Shown[]) : []
}

/** The first administrator: a person of headquarters with an account and the role over the whole network. */
export async function setUpFirst(
  ctx: Ctx,
  { token, ...given }: { token: string; name: string; email: string; password: string },
): Promise<void> {
  await checkSetup(ctx, token)
  const { tx, now } = ctx
  // Whoever deletes the row has the link; a second one who came at the same moment finds nothing.
  const used = await tx.deleteFrom('kernel.setting').where('key', '=', setting).executeTakeFirst()
  if (used.numDeletedRows === 0n) throw notFound()
  const { id: org_id } = await tx
    .selectFrom('kernel.organisation')
    .select('id')
    .where('parent_id', 'is', null)
    .executeTakeFirstOrThrow()
  const person_id = newId()
  await tx
    .insertInto('kernel.person')
    .values({ id: person_id, name: given.name, home_org_id: org_id })
    .execute()
  await insertAccount(tx, { ...given, person_id, language: ctx.language, now })
  await tx
    .insertInto('kernel.role_assignment')
    .values({
      id: newId(),
      person_id,
      role_key: 'admin',
      organisation_id: org_id,
      with_subtree: true,
      starts_on: new Date(now.getTime() - 86_400_000).toISOString().slice(0, 10),
    })
    .execute()
  await widenReach(tx)
  ctx.record({
    action: 'setup.create',
    org_id,
    subject_type: 'person',
    subject_id: person_id,
    title: given.name,
  })
}

type NewAccount = {
  name: string
  email: string
  password: string
  person_id: string
  language: string
  now: Date
}

/** An account that signs in by password. Returns its id. */
export async function insertAccount(tx: Tx, account: NewAccount): Promise<string> {
  const { name, person_id, language, now } = account
  const [id, email] = [newId(), account.email.toLowerCase()]
  const at = { created_at: now, updated_at: now }
  await tx
    .insertInto('kernel.account')
    .values({ id, name, email, email_verified: true, person_id, language, ...at })
    .execute()
  await tx
    .insertInto('kernel.account_credential')
    .values({
      id: newId(),
      account_id: id,
      provider_id: 'credential',
      user_id: id,
      password: await hashPassword(account.password),
      ...at,
    })
    .execute()
  return id
}

/** Somebody holds the role now and can sign in. */
async function hasAdministrator(tx: Tx, now: Date): Promise<boolean> {
  const { rows } = await sql`
    select from kernel.role_assignment h
    join kernel.organisation o on o.id = h.organisation_id
    join kernel.account a on a.person_id = h.person_id and a.disabled_at is null
    where h.role_key = 'admin' and h.starts_on <= (${now}::timestamptz at time zone o.time_zone)::date
      and (h.ends_on is null or h.ends_on > (${now}::timestamptz at time zone o.time_zone)::date)
    limit 1`.execute(tx)
  return rows.length > 0
}
