import { type RawBuilder, sql } from 'kysely'
import type { Language } from '../language/contract.ts'

/** The name of `kernel.organisation` for a reader: its English one in English where it has one. */
export const namedIn = (language: Language): RawBuilder<string> =>
  language === 'en'
    ? sql<string>`coalesce(nullif(kernel.organisation.name_en, ''), kernel.organisation.name)`
    : sql<string>`kernel.organisation.name`
