import pg from 'pg'
import { poolOf } from '../db/pool.ts'
import type { Kernel } from './context.ts'

/** The name under which the listening connection is seen in `pg_stat_activity`. */
export const listenerName = 'bylaw-changes'

const longestPause = 30_000

/**
 * Hears in one connection of its own whose inbox changed, from whichever server process changed it. Connects with the
 * first who wants to know. Invariant: after a lost connection everybody is told, since what was said meanwhile is gone.
 */
export class Changes {
  readonly #app: Kernel
  readonly #heard = new Map<string, Set<() => void>>()
  #client: pg.Client | undefined
  #closed = false
  #began = false
  #failures = 0
  #retry: NodeJS.Timeout | undefined

  constructor(app: Kernel) {
    this.#app = app
  }

  /** How many listen for this person here. */
  count(personId: string): number {
    return this.#heard.get(personId)?.size ?? 0
  }

  /** Calls `tell` whenever something changed for that person. Gives what ends it. */
  listen(personId: string, tell: () => void): () => void {
    const all = this.#heard.get(personId) ?? new Set()
    this.#heard.set(personId, all.add(tell))
    if (!this.#began) {
      this.#began = true
      void this.#connect()
    }
    return () => {
      all.delete(tell)
      if (all.size === 0 && this.#heard.get(personId) === all) this.#heard.delete(personId)
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#retry)
    await this.#client?.end().catch(() => {})
  }

  async #connect(): Promise<void> {
    const { connectionString } = poolOf(this.#app.db).options
    const client = new pg.Client({ connectionString, application_name: listenerName, keepAlive: true })
    this.#client = client
    let lost = false
    const again = () => {
      if (lost || this.#closed) return
      lost = true
      void client.end().catch(() => {})
      const pause = Math.min(longestPause, 250 * 2 ** this.#failures++)
      this.#retry = setTimeout(() => void this.#connect(), pause).unref()
    }
    client.on('error', again)
    client.on('end', again)
    client.on('notification', ({ payload }) => {
      for (const tell of this.#heard.get(payload ?? '') ?? []) tell()
    })
    try {
      await client.connect()
      await client.query('listen bylaw_inbox')
      this.#failures = 0
      for (const all of this.#heard.values()) for (const tell of all) tell()
    } catch (error) {
      this.#app.log.warn(error, 'the connection that hears of changes')
      again()
    }
  }
}
