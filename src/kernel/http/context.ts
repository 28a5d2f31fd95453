import type { Logger } from 'pino'
import type { Actor } from '../access/actor.ts'
import type { Tx } from '../db/pool.ts'
import type { Reach } from '../db/transaction.ts'
import type { Language } from '../language/contract.ts'
import type { Configuration } from '../settings/configuration.ts'

/** What every part of one server shares. The clock and the mailer are the only things tests replace. */
export type Kernel = {
  configuration: Configuration
  /** Pool of the app's role, behind row-level security. */
  db: Tx
  log: Logger
  clock: () => Date
  /** Folder that holds stored files. */
  filesDir: string
}

/** What a trail entry says; actor, time and request are added. `diff` is field → [before, after]. */
export type TrailEntry = {
  action: string
  org_id: string
  subject_type: string
  subject_id: string
  number?: string | null
  title?: string | null
  diff?: Record<string, [unknown, unknown]>
  note?: string | null
  for_person_id?: string
}

/** One request or job: who, when, in which language, within which reach, in which transaction. */
export type Ctx = {
  app: Kernel
  tx: Tx
  now: Date
  language: Language
  actor: Actor
  /** Organisations where the actor holds the permission this request was opened with; the same reach row-level security enforces. */
  reach: Reach
  request_id: string
  /** True when the actor holds `permission` at that organisation now. */
  may: (permission: string, orgId: string) => boolean
  /** True when the actor holds `permission` anywhere. */
  holds: (permission: string) => boolean
  /** Everything the actor may do somewhere. */
  permissions: () => string[]
  /** Every organisation where the actor holds `permission`. */
  reachOf: (permission: string) => Reach
  /** Adds a trail entry to this transaction. Invariant: a write without one is rolled back. */
  record: (entry: TrailEntry) => void
  /** Says that a write had nothing to change, so that none is recorded. */
  unchanged: () => void
  /** Runs after the commit, and not at all after a rollback. */
  afterCommit: (work: () => void | Promise<void>) => void
}
