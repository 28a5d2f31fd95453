import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { ParameterValues } from '../../../regulation/keys.gen.ts'
import { type Regulation, regulation } from '../../../regulation/load.ts'
import type { Tx } from '../db/pool.ts'
import type { Language } from '../language/contract.ts'
import type { Edition } from './contract.ts'
import { valuesOn } from './values.ts'

/** What an edition says: the whole regulation, and the numbers that hold with it. */
export type Snapshot = { regulation: Regulation; values: ParameterValues }

type Publishing = { tx: Tx; now: Date; published_by: string | null }

/** The edition in force on a day. None only before the program has published its first. */
export async function findEdition(tx: Tx, onDay: string): Promise<Edition | undefined> {
  return tx
    .selectFrom('kernel.regulation_version')
    .select(['number', 'effective_on', 'hash'])
    .where('effective_on', '<=', onDay)
    .orderBy('effective_on', 'desc')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The latest first. */
export async function listEditions({ tx, language }: { tx: Tx; language: Language }) {
  const rows = await tx
    .selectFrom('kernel.regulation_version as v')
    .leftJoin('kernel.person as who', 'who.id', 'v.published_by')
    .select(['v.number', 'v.effective_on', 'v.hash', 'v.published_at', 'who.name', 'who.name_en'])
    .orderBy('v.number', 'desc')
    .execute()
  const items = rows.map(({ name, name_en, ...row }) => ({
    ...row,
    published_by_name: (language === 'en' && name_en) || name,
  }))
  return { items }
}

/** Snapshots never change, so each is read from the database once. */
const read = new Map<string, Snapshot>()

export async function readSnapshot(tx: Tx, edition: Edition): Promise<Snapshot> {
  const known = read.get(edition.hash)
  if (known) return known
  const { snapshot } = await tx
    .selectFrom('kernel.regulation_version')
    .select('snapshot')
    .where('number', '=', edition.number)
    .executeTakeFirstOrThrow()
  // Invariant: only `publish` writes snapshots and no row is ever changed; what Regulation holds may grow, never change.
  const found = snapshot as Snapshot
  if (read.size >= 50) read.clear()
  read.set(edition.hash, found)
  return found
}

/**
 * Publishes what holds from a day on, and anew every later edition, since a value set for that day shines through
 * into them. Says nothing new: publishes nothing. The caller holds `lockRegulation`.
 */
export async function publishFrom(publishing: Publishing, day: string): Promise<Edition[]> {
  const later = await publishing.tx
    .selectFrom('kernel.regulation_version')
    .select('effective_on')
    .where('effective_on', '>', day)
    .groupBy('effective_on')
    .orderBy('effective_on')
    .execute()
  const published: Edition[] = []
  for (const effective_on of [day, ...later.map((row) => row.effective_on)]) {
    const edition = await publish(publishing, effective_on)
    if (edition) published.push(edition)
  }
  return published
}

async function publish(
  { tx, now, published_by }: Publishing,
  effective_on: string,
): Promise<Edition | undefined> {
  const snapshot: Snapshot = { regulation: regulation(), values: await valuesOn({ tx, now }, effective_on) }
  const hash = hashOf(snapshot)
  if ((await findEdition(tx, effective_on))?.hash === hash) return undefined
  const { last } = await tx
    .selectFrom('kernel.regulation_version')
    .select((row) => row.fn.max('number').as('last'))
    .executeTakeFirstOrThrow()
  const edition = { number: (last ?? 0) + 1, effective_on, hash }
  await tx
    .insertInto('kernel.regulation_version')
    .values({ ...edition, published_at: now, published_by, snapshot: JSON.stringify(snapshot) })
    .execute()
  return edition
}

/** One change of the regulation at a time, until the transaction ends. */
export async function lockRegulation(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('bylaw.regulation'))`.execute(tx)
}

/** SHA-256 of the content, whatever the order of its keys. */
export function hashOf(snapshot: Snapshot): string {
  return createHash('sha256')
    .update(JSON.stringify(ordered(z.json().parse(JSON.parse(JSON.stringify(snapshot))))))
    .digest('hex')
}

type Json = z.infer<ReturnType<typeof z.json>>

function ordered(value: Json): Json {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner)]),
  )
}
