import type { Tx } from '../db/pool.ts'

export type CompanySettings = {
  /** Of headquarters: the company is its root organisation, and is called as it is. */
  id: string
  name: string
  name_en: string | null
  short_name: string
  short_name_en: string | null
  /** ISO 4217. */
  currency: string
  /** Of headquarters; the day a role begins or ends is counted there. */
  time_zone: string
  /** Layout and language of issued documents. */
  document_style: 'zh' | 'en'
  /** The day the company's records begin. */
  started_on: string | null
  /** Rises with every change of headquarters' row or of the settings. */
  version: number
}

/** What headquarters' own row has no place for, kept under the setting `company`. */
export type StoredSettings = Pick<
  CompanySettings,
  'short_name' | 'short_name_en' | 'currency' | 'document_style'
>

/**
 * The company's settings, the one source of what it is called and where its days are counted: headquarters' row, and
 * what was set beside it. Read anew each time, so that no server is ever behind.
 */
export async function readCompanySettings(tx: Tx): Promise<CompanySettings> {
  const { value, setting_version, ...root } = await tx
    .selectFrom('kernel.organisation as o')
    .leftJoin('kernel.setting as s', (join) => join.on('s.key', '=', 'company'))
    .select(['o.id', 'o.name', 'o.name_en', 'o.time_zone', 'o.started_on', 'o.version'])
    .select(['s.value', 's.version as setting_version'])
    .where('o.parent_id', 'is', null)
    .executeTakeFirstOrThrow()
  const stored = (value ?? {}) as Partial<StoredSettings>
  return {
    ...root,
    short_name: stored.short_name ?? root.name,
    short_name_en: stored.short_name_en ?? root.name_en,
    currency: stored.currency ?? 'CNY',
    document_style: stored.document_style ?? 'zh',
    version: root.version + (setting_version ?? 0),
  }
}
