import { sql } from 'kysely'
import { Fault } from '../kernel/db/fault.ts'
import type { Tx } from '../kernel/db/pool.ts'

/**
 * The demo's accounts have a password everybody knows. Throws `Fault` while one of them can sign in to what is no demo.
 */
export async function refuseDemoAccounts(tx: Tx): Promise<void> {
  const { rows } = await sql`
    select from kernel.setting s join kernel.account a on s.value ? a.email and a.disabled_at is null
    where s.key = 'demo_accounts' limit 1`.execute(tx)
  if (rows.length > 0)
    throw new Fault(
      'This database holds the demo, whose password everybody knows. Set DEMO=true to go on with the demo, ' +
        'or set DATA_DIR or DATABASE_URL to an empty place to begin for real.',
    )
}
