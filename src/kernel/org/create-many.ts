import { sql } from 'kysely'
import { keepEvents } from '../events/keep.ts'
import type { Ctx } from '../http/context.ts'
import type { OrganisationKind, OrganisationLife } from './contract.ts'

export type ManyOrganisation = {
  /** Made by the caller, so that rows can hang under each other. */
  id: string
  kind: Exclude<OrganisationKind, 'headquarters'>
  /** Null: the next of its kind. */
  code: string | null
  name: string
  name_en: string | null
  parent_id: string
  life: OrganisationLife
  /** Null: the parent's. */
  time_zone: string | null
  credit_code: string | null
  started_on: string | null
  /** What else is known of it and belongs into its first trail entry. */
  facts?: Record<string, unknown>
}

const batch = 2000
const letters = { region: 'R', branch: 'B', department: 'D', partner_point: 'P' } as const

/**
 * Puts thousands of organisations into the tree with a few statements; parents come before their children. Names,
 * codes and credit codes were checked by the caller: what the tree's own constraints refuse is thrown. Each
 * organisation's trail begins with it.
 */
export async function createOrganisations(
  ctx: Ctx,
  {
    organisations,
    action = 'org.organisation.create',
    onBatch,
  }: {
    organisations: ManyOrganisation[]
    /** What the trail calls it. */
    action?: string
    onBatch?: (made: number) => Promise<void>
  },
): Promise<void> {
  if (organisations.length === 0) return
  const above = await readAbove(ctx, organisations)
  const nextCode = await codes(ctx, organisations)
  const rows = organisations.map(({ facts, ...one }) => {
    const parent = above.get(one.parent_id)
    if (!parent) throw new Error(`the parent ${one.parent_id} of ${one.name} is not there yet`)
    const row = {
      ...one,
      code: one.code ?? nextCode(one.kind),
      path: [...parent.path, one.id],
      time_zone: one.time_zone ?? parent.time_zone,
    }
    above.set(one.id, row)
    ctx.record({
      action,
      ...{ org_id: one.id, subject_type: 'organisation', subject_id: one.id },
      ...{ number: row.code, title: one.name },
      diff: {
        kind: [null, one.kind],
        parent: [null, parent.name],
        life: [null, one.life],
        ...Object.fromEntries(Object.entries(facts ?? {}).map(([field, value]) => [field, [null, value]])),
      },
    })
    return row
  })
  for (let at = 0; at < rows.length; at += batch) {
    const now = JSON.stringify(rows.slice(at, at + batch))
    await sql`
      insert into kernel.organisation
        (id, kind, code, name, name_en, parent_id, path, life, time_zone, credit_code, started_on, created_at)
      select id, kind, code, name, name_en, parent_id, path, life, time_zone, credit_code, started_on, ${ctx.now}
      from jsonb_to_recordset(${now}::jsonb) as r(id uuid, kind text, code text, name text, name_en text,
        parent_id uuid, path uuid[], life text, time_zone text, credit_code text, started_on date)`.execute(
      ctx.tx,
    )
    await keepEvents(
      ctx,
      rows.slice(at, at + batch).map(({ id, kind, life, parent_id }) => ({
        ...{ type: 'organisation.created', org_id: id, data: { kind, life, parent_id } },
      })),
    )
    await onBatch?.(Math.min(at + batch, rows.length))
  }
}

type Above = { name: string; path: string[]; time_zone: string }

async function readAbove({ tx }: Ctx, organisations: ManyOrganisation[]): Promise<Map<string, Above>> {
  const own = new Set(organisations.map(({ id }) => id))
  const ids = [...new Set(organisations.map(({ parent_id }) => parent_id))].filter((id) => !own.has(id))
  const { rows } = await sql<Above & { id: string }>`
    select id, name, path, time_zone from kernel.organisation where id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Codes are given under the same lock as in create.ts. */
async function codes({ tx }: Ctx, organisations: ManyOrganisation[]) {
  await sql`select pg_advisory_xact_lock(hashtext('kernel.organisation.code'))`.execute(tx)
  const given = new Set(organisations.map(({ code }) => code))
  const { rows } = await sql<{ letter: string; last: number }>`
    select substr(code, 1, 1) as letter, max(substr(code, 2)::bigint) as last from kernel.organisation
    where code ~ '^[RBDP][0-9]{4,9}$' group by 1`.execute(tx)
  const last = new Map(rows.map((row) => [row.letter, row.last]))
  return (kind: ManyOrganisation['kind']) => {
    const letter = letters[kind]
    for (;;) {
      const next = (last.get(letter) ?? 0) + 1
      last.set(letter, next)
      const code = `${letter}${String(next).padStart(4, '0')}`
      if (!given.has(code)) return code
    }
  }
}
