import { createHmac } from 'node:crypto'
import type pg from 'pg'

// Nothing comes back of an address that is locked: the row is left as it is.
const count = `
  insert into unknown_address as known (slot, address, failed_sign_ins) values ($1, $2, 1)
  on conflict (slot) do update set
    address = excluded.address,
    failed_sign_ins = case when known.address = excluded.address then (known.failed_sign_ins + 1) % $4 else 1 end,
    locked_until = case when known.address = excluded.address and known.failed_sign_ins + 1 >= $4
      then $3::timestamptz + make_interval(mins => $5) end
  where known.address <> excluded.address or coalesce(known.locked_until <= $3, true)
  returning slot`

type Attempt = { email: string; now: Date; secret: string; attempts: number; minutes: number }

/**
 * Counts a sign-in at an address without an account, so that it is locked when an account would be; whether it is
 * looked at. However many addresses are tried, the table has 65,536 rows at most, and none of them says an address.
 */
export async function countUnknown(
  pool: pg.Pool,
  { email, now, secret, attempts, minutes }: Attempt,
): Promise<boolean> {
  const mark = createHmac('sha256', secret).update(`sign-in at ${email}`).digest()
  const { rowCount } = await pool.query(count, [mark.readUInt16BE(0), mark, now, attempts, minutes])
  return rowCount === 1
}
