import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api'
import type pg from 'pg'
import type { RecordAct } from './account-trail.ts'
import { countUnknown } from './unknown-address.ts'
import { makeCodeClaim } from './use-code.ts'

/** Wrong passwords in a row before an account is locked, and for how many minutes. */
export const lockOut = { attempts: 5, minutes: 15 } as const

const signIn = '/sign-in/email'

/** What asks whoever is signed in for the password again: guessing it there counts as well. */
const asksAgain = new Set(['/change-password', '/two-factor/enable', '/two-factor/disable'])

const countAttempt = `
  update account set
    failed_sign_ins = (failed_sign_ins + 1) % $3,
    locked_until = case when failed_sign_ins + 1 >= $3 then $2::timestamptz + make_interval(mins => $4) end
  where email = $1 and coalesce(locked_until <= $2, true)
  returning id, locked_until is not null locks`

const clearAttempts = 'update account set failed_sign_ins = 0, locked_until = null where id = $1'

type Options = { clock: () => Date; secret: string; record: RecordAct }

/**
 * Locks an account after five wrong passwords in a row for a quarter of an hour. A locked account refuses the right
 * password too. An address nobody has is locked in the same way, so that a lock tells nothing.
 * Invariant: an attempt is counted before its password is looked at, and only the right password takes the count back.
 * However many are sent at once, five are looked at and none shortens a lock.
 */
export function makeLockOut(pool: pg.Pool, { clock, secret, record }: Options) {
  const counted = new WeakMap<Request, { id: string; locks: boolean }>()
  const before = createAuthMiddleware(async (request) => {
    const asks = asksAgain.has(request.path)
    if (!request.request || (request.path !== signIn && !asks)) return
    const email = asks ? (await getSessionFromCtx(request))?.user.email : emailOf(request.body)
    if (!email) return
    const now = clock()
    const { rows } = await pool.query<{ id: string; locks: boolean }>(countAttempt, [
      ...[email, now],
      ...[lockOut.attempts, lockOut.minutes],
    ])
    if (rows[0]) counted.set(request.request, rows[0])
    else if ((await isKnown(email)) || !(await countUnknown(pool, { email, now, secret, ...lockOut })))
      throw new APIError('TOO_MANY_REQUESTS', { code: 'ACCOUNT_TEMPORARILY_LOCKED' })
  })
  const isKnown = async (email: string) =>
    Boolean((await pool.query('select from account where email = $1', [email])).rowCount)
  const after = createAuthMiddleware(async (request) => {
    const attempt = request.request && counted.get(request.request)
    if (!attempt) return
    if (!(request.context.returned instanceof APIError)) await pool.query(clearAttempts, [attempt.id])
    else if (attempt.locks)
      await record({ account_id: attempt.id, action: 'access.account.lock', by: 'system' })
  })
  return { before, after }
}

function emailOf(body: unknown): string {
  const email = body && typeof body === 'object' && 'email' in body ? body.email : ''
  return typeof email === 'string' ? email.trim().toLowerCase() : ''
}

/** Keeps disabled accounts and used codes out by every way in, and notes when an account last signed in. */
export function watchSessions(pool: pg.Pool, { clock, secret }: Pick<Options, 'clock' | 'secret'>) {
  const claimCode = makeCodeClaim(pool, { clock, secret })
  return {
    before: async (session: { userId: string }, request: { path?: string; body?: unknown } | null) => {
      const { rows } = await pool.query<{ disabled: boolean }>(
        'select disabled_at is not null disabled from account where id = $1',
        [session.userId],
      )
      if (!rows[0] || rows[0].disabled) throw new APIError('FORBIDDEN', { code: 'INVALID_EMAIL_OR_PASSWORD' })
      const body = request?.body as { code?: unknown } | undefined
      await claimCode({ account_id: session.userId, path: request?.path, code: body?.code })
    },
    // The password alone opens a session that ends at once where a second step is still to come.
    after: async (session: { userId: string }, request: { path?: string } | null) => {
      await pool.query(
        'update account set last_sign_in_at = $2 where id = $1 and not (two_factor_enabled and $3)',
        [session.userId, clock(), request?.path === signIn],
      )
    },
  }
}
