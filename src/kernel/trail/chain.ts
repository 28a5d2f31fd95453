import { sql } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '../http/context.ts'
import { findLastCheckpoint } from './checkpoint.ts'
import type { readChain as endpoint } from './contract.ts'
import { signingKey } from './key.ts'

/** How the trail stands within reach, and what to check a copy of it with. */
export async function readChain(ctx: Ctx): Promise<z.input<typeof endpoint.returns>> {
  const { rows } = await sql<{ organisations: number; entries: number }>`
    select count(*) organisations, coalesce(sum(seq), 0)::bigint entries from kernel.trail_head where seq > 0
  `.execute(ctx.tx)
  const last = await findLastCheckpoint(ctx.tx)
  return {
    ...(rows[0] ?? { organisations: 0, entries: 0 }),
    public_key: signingKey(ctx.app.configuration.secret).publicKey,
    checkpoint: last ? { id: last.id, made_at: last.made_at, heads: last.heads.length } : null,
  }
}
