import { sql } from 'kysely'
import { keepEvents } from '../events/keep.ts'
import type { Ctx } from '../http/context.ts'
import { writeTrail } from '../trail/write.ts'
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
 * organisation's trail begins with it, written here: nobody else can wait for a chain that has only just begun.
 */
export async function createOrganisations(
  ctx: Ctx,
  {
    organisations,
    taken = new Set(),
    action = 'org.organisation.create',
  }: {
    organisations: ManyOrganisation[]
    /** Codes that none made here may get, besides those that are there and those given. */
    taken?: ReadonlySet<string>
    /** What the trail calls it. */
    action?: string
  },
): Promise<void> {
  if (organisations.length === 0) return
  const above = await readAbove(ctx, organisations)
  const nextCode = await codes(ctx, organisations, taken)
  for (let at = 0; at < organisations.length; at += batch) {
    const some = organisations.slice(at, at + batch)
    const rows = some.map(({ facts: _, ...one }) => {
      const parent = above.get(one.parent_id)
      if (!parent) throw new Error(`the parent ${one.parent_id} of ${one.name} is not there yet`)
      const row = {
        ...one,
        code: one.code ?? nextCode(one.kind),
        path: [...parent.path, one.id],
        time_zone: one.time_zone ?? parent.time_zone,
      }
      above.set(one.id, row)
      return row
    })
    await sql`
      insert into kernel.organisation
        (id, kind, code, name, name_en, parent_id, path, life, time_zone, credit_code, started_on, created_at)
      select id, kind, code, name, name_en, parent_id, path, life, time_zone, credit_code, started_on, ${ctx.now}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, kind text, code text, name text, name_en text,
        parent_id uuid, path uuid[], life text, time_zone text, credit_code text, started_on date)`.execute(
      ctx.tx,
    )
    await keepEvents(
      ctx,
      rows.map(({ id, kind, life, parent_id }) => ({
        ...{ type: 'organisation.created', org_id: id, data: { kind, life, parent_id } },
      })),
    )
    await writeTrail(
      ctx,
      rows.map(({ id, code, name, kind, life, parent_id }, n) => ({
        action,
        ...{ org_id: id, subject_type: 'organisation', subject_id: id, number: code, title: name },
        diff: {
          ...{ kind: [null, kind], parent: [null, above.get(parent_id)!.name], life: [null, life] },
          ...Object.fromEntries(
            Object.entries(some[n]!.facts ?? {}).map(([field, value]) => [field, [null, value]]),
          ),
        },
      })),
    )
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
async function codes({ tx }: Ctx, organisations: ManyOrganisation[], taken: ReadonlySet<string>) {
  await sql`select pg_advisory_xact_lock(hashtext('kernel.organisation.code'))`.execute(tx)
  const given = new Set(organisations.map(({ code }) => code))
  // Those there are looked through only where one is needed: of a large network that takes a while.
  if (!given.has(null)) return () => ''
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
      if (!given.has(code) && !taken.has(code)) return code
    }
  }
}
