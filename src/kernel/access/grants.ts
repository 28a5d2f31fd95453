import { sql } from 'kysely'
import type { Tx } from '../db/pool.ts'
import { everything, type Reach } from '../db/transaction.ts'

/** One role held at one organisation today. */
export type Grant = { role_key: string; organisation_id: string; with_subtree: boolean }

type Epochs = { access: number; organisations: number }

/** What fits one pair of epochs. It is never mended: newer epochs get a memory of their own. */
type Memory = Epochs & {
  permissions: Map<string, Set<string>>
  rootId: string | undefined
  subtrees: Map<string, string[]>
}

/** What some grants give, as of the moment the caller was read. */
export type Held = {
  permissions: () => Set<string>
  /** Organisations where they give `permission`; without one, where they give anything at all. */
  reachOf: (permission?: string) => Reach
}

/**
 * Rights of one server process. What it remembers is bound to the epochs that every change of the tree or of the
 * roles bumps in its own transaction; each request brings the epochs it read, and keeps the memory that fits them to
 * its end, whatever other requests bring meanwhile. So nothing here is ever stale.
 */
export class Rights {
  #latest: Memory | undefined

  /** What the grants give at these epochs. `tx` needs no reach: all of this is shared data. */
  async of(tx: Tx, { epochs, grants }: { epochs: Epochs; grants: Grant[] }): Promise<Held> {
    const memory = await this.#fitting(tx, epochs)
    const spans = new Map<Grant, string[]>()
    for (const grant of grants) spans.set(grant, isRoot(memory, grant) ? [] : await span(tx, memory, grant))
    return hold(memory, grants, spans)
  }

  async #fitting(tx: Tx, epochs: Epochs): Promise<Memory> {
    const known = this.#latest
    if (known && known.access === epochs.access && known.organisations === epochs.organisations) return known
    const memory = await readMemory(tx, epochs)
    this.#latest = memory
    return memory
  }
}

async function readMemory(tx: Tx, { access, organisations }: Epochs): Promise<Memory> {
  const rows = await tx.selectFrom('kernel.role_permission').selectAll().execute()
  const permissions = new Map<string, Set<string>>()
  for (const { role_key, permission } of rows)
    permissions.set(role_key, (permissions.get(role_key) ?? new Set()).add(permission))
  const root = await tx
    .selectFrom('kernel.organisation')
    .select('id')
    .where('parent_id', 'is', null)
    .executeTakeFirst()
  return { access, organisations, permissions, rootId: root?.id, subtrees: new Map() }
}

function hold(memory: Memory, grants: Grant[], spans: Map<Grant, string[]>): Held {
  const givenBy = (grant: Grant) => memory.permissions.get(grant.role_key) ?? new Set<string>()
  return {
    permissions: () => new Set(grants.flatMap((grant) => [...givenBy(grant)])),
    reachOf: (permission) => {
      const giving = permission ? grants.filter((grant) => givenBy(grant).has(permission)) : grants
      if (giving.some((grant) => isRoot(memory, grant))) return everything
      return { all: false, ids: [...new Set(giving.flatMap((grant) => spans.get(grant) ?? []))] }
    },
  }
}

const isRoot = ({ rootId }: Memory, grant: Grant) => grant.with_subtree && grant.organisation_id === rootId

async function span(tx: Tx, memory: Memory, { organisation_id, with_subtree }: Grant): Promise<string[]> {
  if (!with_subtree) return [organisation_id]
  const known = memory.subtrees.get(organisation_id)
  if (known) return known
  const rows = await tx
    .selectFrom('kernel.organisation')
    .select('id')
    .where(sql<boolean>`path @> array[${organisation_id}]::uuid[]`)
    .execute()
  const ids = rows.map((row) => row.id)
  memory.subtrees.set(organisation_id, ids)
  return ids
}

export const within = (reach: Reach, orgId: string): boolean => reach.all || reach.ids.includes(orgId)
