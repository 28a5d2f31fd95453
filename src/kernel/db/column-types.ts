import type { ColumnType } from 'kysely'

/** An instant: read as an ISO string in UTC, written as a Date or such a string. */
export type Instant = ColumnType<string, Date | string, Date | string>

/** A bigint or numeric that fits a number exactly (see kernel/db/pool.ts). */
export type Whole = ColumnType<number, number, number>

/** jsonb: read as a parsed value to be checked or cast by its owner, written as JSON text (`JSON.stringify`). */
export type Stored = ColumnType<unknown, string, string>
