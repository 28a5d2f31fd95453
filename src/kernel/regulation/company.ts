import type { Text } from '../../../regulation/load.ts'
import { dayIn } from '../calendar/working-days.ts'
import type { Tx } from '../db/pool.ts'
import { readCompanySettings } from '../settings/company.ts'

/** The company as the regulation names it, and the zone its days are counted in. */
export type Company = { id: string; name: Text; time_zone: string; started_on: string | null }

export async function readCompany(tx: Tx): Promise<Company> {
  const { id, name, name_en, time_zone, started_on } = await readCompanySettings(tx)
  return { id, name: { 'zh-CN': name, 'zh-TW': name, en: name_en ?? name }, time_zone, started_on }
}

/** Today, where the company is. */
export async function companyDay({ tx, now }: { tx: Tx; now: Date }): Promise<string> {
  return dayIn((await readCompany(tx)).time_zone, now)
}
