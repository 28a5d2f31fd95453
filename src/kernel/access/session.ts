import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../db/pool.ts'
import type { Actor } from './actor.ts'
import type { Grant } from './grants.ts'
import { roleDay } from './role-day.ts'

export type Caller = {
  actor: Actor
  email: string
  language: string
  two_factor: boolean
  grants: Grant[]
  /** An API key's own permissions; `null` means all of its account's. */
  narrowed: Set<string> | null
  epochs: { access: number; organisations: number }
}

/** What came with the request. */
export type Credentials = {
  cookies: Record<string, string | undefined>
  authorization: string | undefined
  secret: string
}

/** Name of the session cookie, plain and behind TLS. */
export const sessionCookies = ['bylaw.session_token', '__Secure-bylaw.session_token'] as const

type Row = {
  account_id: string
  name: string
  email: string
  language: string
  two_factor: boolean
  person_id: string | null
  home_org_id: string | null
  narrowed: string[] | null
  grants: Grant[]
  access: number
  organisations: number
}

/** The day roles are counted by; the company may move its clock at any time. */
const todayAt = (now: Date) => sql`cross join (select ${roleDay(now)} as day) today`

// One round trip tells who calls, what they hold today and whether what this process remembers still fits.
const facts = sql`
  a.id account_id, coalesce(p.name, a.name) as name, a.email, a.language, a.two_factor_enabled two_factor, p.id person_id, p.home_org_id,
  (select value from kernel.epoch where name = 'access') access,
  (select value from kernel.epoch where name = 'organisations') organisations,
  coalesce((
    select json_agg(json_build_object('role_key', r.role_key, 'organisation_id', r.organisation_id, 'with_subtree', r.with_subtree))
    from kernel.role_assignment r
    where r.person_id = p.id and r.starts_on <= today.day and (r.ends_on is null or r.ends_on > today.day)
  ), '[]') grants`

/** Who calls, by session cookie or API key. `undefined`: nobody we know. */
export async function findCaller(db: Tx, credentials: Credentials, now: Date): Promise<Caller | undefined> {
  const key = /^Bearer (byl_[A-Za-z0-9_-]{20,80})$/.exec(credentials.authorization ?? '')?.[1]
  if (key) return toCaller(await byApiKey(db, key, now), 'api_key')
  const token = sessionToken(credentials)
  return token ? toCaller(await bySession(db, token, now), 'person') : undefined
}

async function bySession(db: Tx, token: string, now: Date): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select ${facts}, null narrowed
    from kernel.account_session s join kernel.account a on a.id = s.user_id
    left join kernel.person p on p.id = a.person_id
    ${todayAt(now)}
    where s.token = ${token} and s.expires_at > ${now} and a.disabled_at is null`.execute(db)
  return rows[0]
}

/** Minutes after which a key's use is written down again. */
const usedEvery = 5

async function byApiKey(db: Tx, key: string, now: Date): Promise<Row | undefined> {
  const { rows } = await sql<Row & { key_id: string; used: boolean }>`
    select ${facts}, k.permissions narrowed, k.id key_id,
      coalesce(k.last_used_at > ${now}::timestamptz - make_interval(mins => ${usedEvery}), false) used
    from kernel.api_key k join kernel.account a on a.id = k.account_id
    left join kernel.person p on p.id = a.person_id
    ${todayAt(now)}
    where k.hash = ${hashKey(key)} and k.revoked_at is null and (k.expires_at is null or k.expires_at > ${now})
      and a.disabled_at is null`.execute(db)
  const row = rows[0]
  if (row && !row.used)
    await sql`update kernel.api_key set last_used_at = ${now} where id = ${row.key_id}`.execute(db)
  return row
}

/** The person of an account, as if they called now: for jobs that act for whoever asked for them. */
export async function callerOfAccount(db: Tx, account_id: string, now: Date): Promise<Caller | undefined> {
  const { rows } = await sql<Row>`
    select ${facts}, null narrowed
    from kernel.account a left join kernel.person p on p.id = a.person_id
    ${todayAt(now)}
    where a.id = ${account_id} and a.disabled_at is null`.execute(db)
  return toCaller(rows[0], 'person')
}

export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex')

function toCaller(row: Row | undefined, kind: 'person' | 'api_key'): Caller | undefined {
  if (!row) return undefined
  const { account_id, person_id, name, home_org_id } = row
  return {
    actor: { kind, account_id, person_id, name, home_org_id },
    email: row.email,
    language: row.language,
    two_factor: row.two_factor,
    grants: row.grants,
    narrowed: row.narrowed ? new Set(row.narrowed) : null,
    epochs: { access: row.access, organisations: row.organisations },
  }
}

/** The session token of a cookie `token.signature`, when the signature is ours (better-auth signs with HMAC-SHA256). */
function sessionToken({ cookies, secret }: Credentials): string | undefined {
  const cookie = sessionCookies.map((name) => cookies[name]).find(Boolean)
  const dot = cookie?.lastIndexOf('.') ?? -1
  if (!cookie || dot < 1) return undefined
  const token = cookie.slice(0, dot)
  const given = Buffer.from(cookie.slice(dot + 1), 'base64')
  const right = createHmac('sha256', secret).update(token).digest()
  return given.length === right.length && timingSafeEqual(given, right) ? token : undefined
}
