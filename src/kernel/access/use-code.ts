import { createHmac } from 'node:crypto'
import { APIError } from 'better-auth/api'
import type pg from 'pg'

/** The path by which a code of an authenticator opens a session. */
const byCode = '/two-factor/verify-totp'
/** Longer than any code is taken: its own half minute and the ones beside it. */
const kept = '5 minutes'

const claim = `
  insert into account_used_code as known (account_id, mark, used_at) values ($1, $2, $3)
  on conflict (account_id, mark) do update set used_at = excluded.used_at
    where known.used_at < excluded.used_at - interval '${kept}'
  returning 1`
const forget = `delete from account_used_code where account_id = $1 and used_at < $2::timestamptz - interval '${kept}'`

type Opening = { account_id: string; path?: string | undefined; code: unknown }

/**
 * Invariant: a one-time password opens one session, however many are asked for with it at once: whoever saw it typed, or
 * typed it a second time, waits for the next (RFC 6238, 5.2). Looked at when the code was found to be right.
 */
export function makeCodeClaim(pool: pg.Pool, { clock, secret }: { clock: () => Date; secret: string }) {
  return async ({ account_id, path, code }: Opening): Promise<void> => {
    if (path !== byCode) return
    const now = clock()
    const mark = createHmac('sha256', secret).update(`one-time password ${account_id} ${code}`).digest()
    await pool.query(forget, [account_id, now])
    const { rowCount } = await pool.query(claim, [account_id, mark, now])
    if (!rowCount) throw new APIError('UNAUTHORIZED', { code: 'CODE_USED' })
  }
}
