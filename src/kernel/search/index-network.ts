import { sql } from 'kysely'
import type { Tx } from '../db/pool.ts'
import { indexEntries } from './index-entry.ts'

type Where = { tx: Tx; now: Date }

/** Lets these organisations be found by name, code, English name and credit code. */
export async function indexOrganisations(ctx: Where, ids: string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += 1000) {
    const rows = await ctx.tx
      .selectFrom('kernel.organisation')
      .select(['id', 'code', 'name', 'name_en', 'credit_code'])
      .where('id', 'in', ids.slice(at, at + 1000))
      .execute()
    const entries = rows.map(({ id, code, name, name_en, credit_code }) => ({
      org_id: id,
      id,
      subject_type: 'organisation',
      title: name,
      number: code,
      link: `/organisations/${id}`,
      title_en: name_en,
      text: credit_code,
    }))
    await indexEntries(ctx, entries)
  }
}

/** Lets these people be found by name, where they are employed now. */
export async function indexPeople(ctx: Where, ids: string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += 1000) {
    const some = ids.slice(at, at + 1000)
    await sql`
      delete from kernel.search_entry e using kernel.person p
      where p.id = any(${some}::uuid[]) and e.id = p.id and e.subject_type = 'person' and e.org_id <> p.home_org_id
    `.execute(ctx.tx)
    const rows = await ctx.tx
      .selectFrom('kernel.person')
      .select(['id', 'name', 'name_en', 'home_org_id'])
      .where('id', 'in', some)
      .execute()
    const entries = rows.map(({ id, name, name_en, home_org_id }) => ({
      org_id: home_org_id,
      id,
      subject_type: 'person',
      title: name,
      link: `/people/${id}`,
      title_en: name_en,
    }))
    await indexEntries(ctx, entries)
  }
}

/** Organisations and people that are not found yet, or not as they are called now. Run at every start; twice changes nothing. */
export async function indexNetwork(tx: Tx, now: Date): Promise<void> {
  const { rows: organisations } = await sql<{ id: string }>`
    select o.id from kernel.organisation o left join kernel.search_entry e on e.org_id = o.id and e.id = o.id
    where e.id is null or e.title <> o.name or e.title_en is distinct from nullif(o.name_en, '')
      or e.number is distinct from o.code`.execute(tx)
  const { rows: people } = await sql<{ id: string }>`
    select p.id from kernel.person p left join kernel.search_entry e on e.org_id = p.home_org_id and e.id = p.id
    where e.id is null or e.title <> p.name or e.title_en is distinct from nullif(p.name_en, '')`.execute(tx)
  const { rows: moved } = await sql<{ id: string }>`
    select e.id from kernel.search_entry e join kernel.person p on p.id = e.id
    where e.subject_type = 'person' and e.org_id <> p.home_org_id`.execute(tx)
  await indexOrganisations(
    { tx, now },
    organisations.map(({ id }) => id),
  )
  await indexPeople({ tx, now }, [...new Set([...people, ...moved].map(({ id }) => id))])
}
