import type pg from 'pg'
import { castId, seedCast, units } from '../../db/seed/cast.ts'
import { seedParts, seedReference } from '../../db/seed/reference.ts'
import { Fault } from '../../src/kernel/db/fault.ts'
import { makeDb, makePool } from '../../src/kernel/db/pool.ts'
import { everything, inTransaction } from '../../src/kernel/db/transaction.ts'
import { day, dayAt } from './days.ts'
import type { Unit } from './network/unit.ts'
import type { Standing } from './network/units.ts'

/**
 * What stands before anything is simulated: the company of the cast, on a database that holds no organisation yet, as old
 * as the simulated network. Throws `Fault` where there are organisations and nobody said that they may be added to.
 */
export async function prepare(url: string, { begin, add }: { begin: number; add: boolean }): Promise<void> {
  const pool = makePool({ url, max: 1, name: 'bylaw-simulate' })
  try {
    await inTransaction(makeDb(pool), { reach: everything }, async (tx) => {
      const rows = await tx.selectFrom('kernel.organisation').select('id').execute()
      // A run that was cut off left the cast behind, and nothing else.
      if (rows.some(({ id }) => !castOrganisations.has(id)) && !add)
        throw new Fault(
          `This database holds organisations already (${rows.length}). Name an empty one, or say --add to add a simulated network to it.`,
        )
      if (rows.length > 0) return
      const since = new Date(begin - 9 * 365 * day)
      await seedReference(tx)
      await seedCast(tx)
      const starts_on = dayAt(since.getTime())
      await tx.updateTable('kernel.person').set({ created_at: since }).execute()
      for (const table of ['kernel.account', 'kernel.account_credential'] as const)
        await tx.updateTable(table).set({ created_at: since, updated_at: since }).execute()
      await tx.updateTable('kernel.organisation').set({ started_on: starts_on, created_at: since }).execute()
      await tx.updateTable('kernel.assignment').set({ starts_on, created_at: since }).execute()
      await tx.updateTable('kernel.role_assignment').set({ starts_on, created_at: since }).execute()
      await seedParts(tx, since)
      await tx.insertInto('kernel.setting').values({ key: 'demo_complete', value: 'true' }).execute()
    })
  } finally {
    await pool.end()
  }
}

/** The root, and which names and codes are taken. */
export async function readStanding(client: pg.Client): Promise<{ standing: Standing; known: Unit[] }> {
  const { rows } = await client.query<Row>(
    `select id, kind, code, name, parent_id, path, started_on, life from kernel.organisation order by cardinality(path), code`,
  )
  const byId = new Map<string, Unit>()
  for (const { parent_id, started_on, life, ...row } of rows)
    byId.set(row.id, {
      ...{ ...row, parent: byId.get(parent_id ?? '') ?? null, city: row.name.replace(/分公司$/, '') },
      ...{
        started: Date.parse(started_on ?? '2020-01-01'),
        closed: life === 'closed' ? 0 : null,
        suspended: false,
      },
      ...{ weight: 1, head: null, heads: [], address: '', moves: [], staff: [], desk: [] },
    })
  const known = [...byId.values()]
  const byName = new Map(known.map((unit) => [`${unit.parent?.id} ${unit.name}`, unit]))
  return { standing: { root: known[0]!, byName, codes: new Set(known.map(({ code }) => code)) }, known }
}
type Row = Pick<Unit, 'id' | 'kind' | 'code' | 'name' | 'path'> & {
  parent_id: string | null
  started_on: string | null
  life: string
}

/** The organisations of the cast, whose people are not simulated. */
export const castOrganisations = new Set(units.map(({ code }) => castId(code)))
