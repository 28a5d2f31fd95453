import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { insertMany } from '../db/insert-many.ts'
import { newId } from '../db/new-id.ts'
import type { Tx } from '../db/pool.ts'
import { forbidden } from '../errors/problem.ts'
import type { Ctx, TrailEntry } from '../http/context.ts'
import { genesis, type HashedEntry, hashEntry } from './hash.ts'

/** Who did something when, with what the trail says of it. */
export type TrailAct = { at: Date; actor: Actor; request_id: string; entry: TrailEntry }

/** Appends what one request or job did. */
export function writeTrail(ctx: Ctx, entries: TrailEntry[]): Promise<void> {
  const { now: at, actor, request_id } = ctx
  return appendActs(
    ctx.tx,
    entries.map((entry) => ({ at, actor, request_id, entry })),
  )
}

/**
 * Appends the entries to their organisations' chains, in the order given. Heads are locked in the order of their ids, late in the
 * transaction, so that writers of one organisation queue for moments only and never in a ring.
 */
export async function appendActs(tx: Tx, acts: TrailAct[]): Promise<void> {
  const byOrg = Map.groupBy(acts, ({ entry }) => entry.org_id)
  const orgs = [...byOrg.keys()].sort()
  try {
    if (orgs.length > few) return await appendToMany(tx, orgs, byOrg)
    for (const org_id of orgs) await appendTo(tx, org_id, byOrg.get(org_id)!)
  } catch (error) {
    // What is shared (calendars, flows, forms, the regulation) is headquarters': who doesn't reach there changes none.
    throw isOutOfReach(error) ? forbidden() : error
  }
}

const isOutOfReach = (error: unknown) => {
  const { code, message = '' } = error as { code?: string; message?: string }
  return code === '42501' && message.includes('row-level security')
}

/** Up to so many chains are written one after the other. */
const few = 8
const batch = 1000

/** The same for an import of thousands of organisations: heads are locked in one statement, in the order of their ids. */
async function appendToMany(tx: Tx, orgs: string[], byOrg: Map<string, TrailAct[]>) {
  const { rows: heads } = await sql<{ org_id: string; seq: number; hash: Buffer }>`
    insert into kernel.trail_head (org_id, seq, hash)
    select id, 0, ${genesis}::bytea from unnest(${orgs}::uuid[]) with ordinality as o(id, n) order by n
    on conflict (org_id) do update set seq = kernel.trail_head.seq returning org_id, seq, hash`.execute(tx)
  const ends: { org_id: string; seq: number; hash: Buffer }[] = []
  const rows = heads.flatMap(({ org_id, seq, hash }) => {
    const chained = chain({ seq, hash }, byOrg.get(org_id)!)
    ends.push({ org_id, ...chained.end })
    return chained.rows
  })
  await sql`
    update kernel.trail_head h set seq = e.seq, hash = e.hash
    from unnest(${ends.map(({ org_id }) => org_id)}::uuid[], ${ends.map(({ seq }) => seq)}::bigint[],
      ${ends.map(({ hash }) => hash)}::bytea[]) as e(org_id, seq, hash)
    where h.org_id = e.org_id`.execute(tx)
  for (let at = 0; at < rows.length; at += batch)
    await insertMany(tx, 'kernel.trail_entry', rows.slice(at, at + batch).map(asJson))
}

/** As `insertMany` takes it: bytes as the database writes them, what is JSON already as it is. */
const asJson = ({ diff, previous_hash, hash, ...row }: ReturnType<typeof chain>['rows'][number]) => ({
  ...row,
  diff: diff === null ? null : (JSON.parse(diff) as unknown),
  previous_hash: `\\x${previous_hash.toString('hex')}`,
  hash: `\\x${hash.toString('hex')}`,
})

async function appendTo(tx: Tx, org_id: string, acts: TrailAct[]) {
  const { rows, end } = chain(await lockHead(tx, org_id), acts)
  await tx
    .with('head', (qb) => qb.updateTable('kernel.trail_head').set(end).where('org_id', '=', org_id))
    .insertInto('kernel.trail_entry')
    .values(rows)
    .execute()
}

/** The entries as rows that follow each other, and where the chain then ends. */
function chain(head: { seq: number; hash: Buffer }, acts: TrailAct[]) {
  let { seq, hash } = head
  const rows = acts.map((act) => {
    const previous_hash = hash
    const hashed = complete(act, ++seq)
    hash = hashEntry(previous_hash, hashed)
    return { ...hashed, diff: hashed.diff ? JSON.stringify(hashed.diff) : null, previous_hash, hash }
  })
  return { rows, end: { seq, hash } }
}

async function lockHead(tx: Tx, org_id: string) {
  const { rows } = await sql<{ seq: number; hash: Buffer }>`
    insert into kernel.trail_head (org_id, seq, hash) values (${org_id}, 0, ${genesis})
    on conflict (org_id) do update set seq = kernel.trail_head.seq returning seq, hash`.execute(tx)
  return rows[0]!
}

function complete({ at, actor, request_id, entry }: TrailAct, seq: number): HashedEntry {
  return asStored({
    org_id: entry.org_id,
    seq,
    id: newId(),
    at: at.toISOString(),
    action: entry.action,
    actor_kind: actor.kind,
    actor_person_id: actor.person_id,
    actor_name: actor.name,
    for_person_id: entry.for_person_id ?? null,
    subject_type: entry.subject_type,
    subject_id: entry.subject_id,
    subject_number: entry.number ?? null,
    subject_title: entry.title ?? null,
    diff: entry.diff && Object.keys(entry.diff).length > 0 ? entry.diff : null,
    note: entry.note ?? null,
    request_id,
  })
}

/**
 * As the database gives it back: a Date is its text, what is undefined is not there, and what no text can hold (half a
 * surrogate pair, U+0000; both only ever stand in JSON as an escape) is U+FFFD. What is hashed is what is kept.
 */
function asStored(entry: HashedEntry): HashedEntry {
  const text = JSON.stringify(entry).replace(/\\(u0000|ud[89a-f][0-9a-f]{2}|.)/g, (whole, what: string) =>
    what.length > 1 ? '\\ufffd' : whole,
  )
  return JSON.parse(text) as HashedEntry
}
