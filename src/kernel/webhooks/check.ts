import { sql } from 'kysely'
import { within } from '../access/grants.ts'
import { invalid, notFound, refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { checkOuter, InnerAddress } from './address.ts'

/**
 * Refuses an address at its field: plain http, and whatever leads inside, by number or by name, unless the installation
 * allows internal ones (`WEBHOOKS_INTERNAL`). Every message is checked again when it is sent.
 */
export async function checkAddress({ app }: Pick<Ctx, 'app'>, address: string): Promise<void> {
  if (app.configuration.WEBHOOKS_INTERNAL) return
  const url = new URL(address)
  if (url.protocol !== 'https:') throw at('webhooks.errors.not_https')
  try {
    await checkOuter(url)
  } catch (error) {
    throw at(error instanceof InnerAddress ? 'webhooks.errors.inner_address' : 'webhooks.errors.unknown_name')
  }
}

const at = (code: string) => invalid('errors.invalid', {}, [{ path: 'url', code }])

/**
 * A webhook hears of everything below its organisation, so whoever makes one must see all of that: otherwise it would
 * tell its maker more than they may know.
 */
export async function checkSeesAllBelow(ctx: Ctx, org_id: string): Promise<void> {
  if (!within(ctx.reach, org_id)) throw notFound()
  if (ctx.reach.all) return
  const { rows } = await sql<{ name: string }>`
    select name from kernel.organisation
    where path @> array[${org_id}]::uuid[] and id <> all(${ctx.reach.ids}::uuid[]) order by name limit 1`.execute(
    ctx.tx,
  )
  if (rows[0]) throw refused('webhooks.errors.beyond_reach', { name: rows[0].name })
}
