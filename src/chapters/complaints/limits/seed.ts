import type { Tx } from '../../../kernel/db/pool.ts'
import { valuesOn } from '../../../kernel/regulation/values.ts'
import { firstLimits, type SeverityLimit } from './limits-of.ts'

/** The limits a company begins with, said as numbers of today's regulation; they hold for every day there was. */
export async function seedLimits(tx: Tx, now: Date): Promise<void> {
  const known = await tx.selectFrom('complaints.limits').select('version').limit(1).executeTakeFirst()
  if (known) return
  const limits = firstLimits(await valuesOn({ tx, now }, now.toISOString().slice(0, 10)))
  await keepVersion(tx, { version: 1, from_on: '2000-01-01', reason: '', set_by: null, set_at: now }, limits)
}

type Version = { version: number; from_on: string; reason: string; set_by: string | null; set_at: Date }

export async function keepVersion(
  tx: Tx,
  version: Version,
  limits: Record<number, SeverityLimit>,
): Promise<void> {
  await tx.insertInto('complaints.limits').values(version).execute()
  await tx
    .insertInto('complaints.severity_limit')
    .values(
      Object.entries(limits).map(([severity, limit]) => ({
        ...{ version: version.version, severity: Number(severity), ...limit },
      })),
    )
    .execute()
}
