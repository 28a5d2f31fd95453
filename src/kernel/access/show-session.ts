import type { z } from 'zod'
import type { Ctx } from '../http/context.ts'
import { isLanguage } from '../language/contract.ts'
import { readCompanySettings } from '../settings/company.ts'
import type { readSession } from './contract.ts'
import { namedIn } from './named-in.ts'
import { holdsToday } from './role-day.ts'

/** Who is signed in, what they may do, where they work and in which company. */
export async function showSession(ctx: Ctx): Promise<z.input<typeof readSession.returns>> {
  const { actor, tx } = ctx
  const account = await tx
    .selectFrom('kernel.account')
    .leftJoin('kernel.person', 'kernel.person.id', 'person_id')
    .select(['kernel.account.email', 'language', 'two_factor_enabled', 'name_en'])
    .where('kernel.account.id', '=', actor.account_id)
    .executeTakeFirstOrThrow()
  const { name, name_en, short_name, short_name_en, currency, time_zone } = await readCompanySettings(tx)
  const english = ctx.language === 'en'
  return {
    account_id: actor.account_id ?? '',
    person_id: actor.person_id,
    name: actor.name,
    name_en: account.name_en,
    email: account.email,
    language: isLanguage(account.language) ? account.language : 'zh-CN',
    permissions: ctx.permissions(),
    organisation: await findHome(ctx),
    roles: await listRoles(ctx),
    company: {
      name: english ? (name_en ?? name) : name,
      short_name: english ? (short_name_en ?? short_name) : short_name,
      currency,
      time_zone,
    },
    two_factor: account.two_factor_enabled,
    base_url: ctx.app.configuration.BASE_URL ? ctx.app.configuration.base_url : null,
  }
}

async function findHome({ tx, actor, language }: Ctx) {
  if (!actor.home_org_id) return null
  const home = await tx
    .selectFrom('kernel.organisation')
    .select(['id', namedIn(language).as('name'), 'kind'])
    .where('id', '=', actor.home_org_id)
    .executeTakeFirst()
  return home ?? null
}

/** Those that hold today at headquarters, as its rights do. */
async function listRoles({ tx, actor, now, language }: Ctx) {
  if (!actor.person_id) return []
  return tx
    .selectFrom('kernel.role_assignment')
    .innerJoin('kernel.organisation', 'kernel.organisation.id', 'organisation_id')
    .innerJoin('kernel.role', 'kernel.role.key', 'role_key')
    .select([
      'role_key as role',
      'builtin',
      'title',
      'title_en',
      'organisation_id',
      namedIn(language).as('organisation_name'),
    ])
    .where('person_id', '=', actor.person_id)
    .where(holdsToday(now, 'kernel.role_assignment'))
    .orderBy('starts_on')
    .execute()
}
