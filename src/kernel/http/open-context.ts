import { system } from '../access/actor.ts'
import { type Held, within } from '../access/grants.ts'
import type { Caller } from '../access/session.ts'
import { newId } from '../db/new-id.ts'
import { everything, inTransaction, nothing, type Reach } from '../db/transaction.ts'
import type { Language } from '../language/contract.ts'
import { writeTrail } from '../trail/write.ts'
import type { Ctx, Kernel, TrailEntry } from './context.ts'

type Opening = {
  language: Language
  request_id: string
  /** `null`: nobody signed in (public endpoints), or the system itself. */
  caller: Caller | null
  reach: Reach
  readOnly: boolean
  held: Held | null
  /** Why no trail entry is asked of this write; `undefined` asks for one. */
  untrailed?: string | undefined
}

/**
 * Opens a transaction within reach, runs `work`, writes its trail entries and commits; then what was put off until
 * after the commit. Invariant: a write that records nothing is a bug and is rolled back.
 */
export async function withContext<T>(
  app: Kernel,
  opening: Opening,
  work: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  const { caller, held, reach, readOnly } = opening
  const entries: TrailEntry[] = []
  const later: (() => void | Promise<void>)[] = []
  let unchanged = false
  const reachOf = (permission: string): Reach => {
    if (!caller || !held) return caller ? nothing : reach
    if (caller.narrowed && !caller.narrowed.has(permission)) return nothing
    return held.reachOf(permission)
  }
  const result = await inTransaction(
    app.db,
    { reach, account_id: caller?.actor.account_id ?? null, readOnly },
    async (tx) => {
      const ctx: Ctx = {
        app,
        tx,
        now: app.clock(),
        language: opening.language,
        actor: caller?.actor ?? system,
        reach,
        request_id: opening.request_id,
        reachOf,
        may: (permission, orgId) => within(reachOf(permission), orgId),
        holds: (permission) => {
          const where = reachOf(permission)
          return where.all || where.ids.length > 0
        },
        record: (entry) => void entries.push(entry),
        unchanged: () => {
          unchanged = true
        },
        permissions: () => {
          const all = caller && held ? [...held.permissions()] : []
          return all.filter((permission) => !caller?.narrowed || caller.narrowed.has(permission)).sort()
        },
        afterCommit: (put) => void later.push(put),
      }
      const answer = await work(ctx)
      if (!readOnly && entries.length === 0 && !unchanged && !opening.untrailed)
        throw new Error('a write left no trail entry')
      if (entries.length > 0) await writeTrail(ctx, entries)
      return answer
    },
  )
  for (const put of later)
    await Promise.resolve(put()).catch((error: unknown) => app.log.error(error, 'after commit'))
  return result
}

/** Runs a job's or a script's work as the system itself, over the whole network. */
export function asSystem<T>(
  app: Kernel,
  work: (ctx: Ctx) => Promise<T>,
  options: { readOnly?: boolean; language?: Language; untrailed?: string } = {},
): Promise<T> {
  return withContext(
    app,
    {
      language: options.language ?? 'zh-CN',
      request_id: newId(),
      caller: null,
      reach: everything,
      readOnly: options.readOnly ?? false,
      held: null,
      untrailed: options.untrailed,
    },
    work,
  )
}
