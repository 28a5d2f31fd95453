import { sql } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '../http/context.ts'
import { readCompanySettings } from '../settings/company.ts'
import { providersOf } from './auth.ts'
import type { readSessionOptions } from './contract.ts'
import { namedIn } from './named-in.ts'
import { everyRole, type RoleKey } from './roles.ts'

/** The password of every demo account. Only a demo shows it, and only a demo has such accounts. */
export const demoPassword = 'bylaw-demo'

/** What the sign-in page offers before anyone is known. */
export async function showSessionOptions(ctx: Ctx): Promise<z.input<typeof readSessionOptions.returns>> {
  const company = await showCompany(ctx)
  const { configuration } = ctx.app
  const demo = configuration.demo ? { password: demoPassword, accounts: await listDemoAccounts(ctx) } : null
  return { company, demo, providers: providersOf(configuration) }
}

export async function showCompany({ tx, language }: Ctx) {
  const { name, name_en, short_name, short_name_en } = await readCompanySettings(tx)
  return language === 'en'
    ? { name: name_en ?? name, short_name: short_name_en ?? short_name }
    : { name, short_name }
}

type DemoAccount = {
  email: string
  name: string
  name_en: string | null
  role: RoleKey
  organisation_name: string
}

/** The cast: the accounts the demo's seed wrote down, each with its first role. */
async function listDemoAccounts({ tx, language }: Ctx): Promise<DemoAccount[]> {
  const { rows } = await sql<DemoAccount>`
    select distinct on (a.id) a.email, p.name, p.name_en, r.role_key as role,
      ${namedIn(language)} as organisation_name
    from kernel.setting s
    join kernel.account a on s.value ? a.email and a.disabled_at is null
    join kernel.person p on p.id = a.person_id
    join kernel.role_assignment r on r.person_id = p.id
    join kernel.organisation on kernel.organisation.id = r.organisation_id
    where s.key = 'demo_accounts'
    order by a.id, r.starts_on`.execute(tx)
  return rows
    .filter(({ role }) => everyRole.includes(role))
    .sort((a, b) => everyRole.indexOf(a.role) - everyRole.indexOf(b.role) || (a.email < b.email ? -1 : 1))
}
