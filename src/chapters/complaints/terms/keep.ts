import { sql } from 'kysely'
import { headquartersOf } from '../../../kernel/calendar/headquarters.ts'
import { invalid, notFound, type Params, refused, stale } from '../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { companyDay } from '../../../kernel/regulation/company.ts'
import { type TermSort, type TermWords, unsorted } from './contract.ts'
import { termType, trailIdOf } from './list.ts'
import { findVersion, type TermRow, tableOf } from './rows.ts'

type Which = { sort: TermSort; key: string }
type Making = Which & TermWords & { parent: string | null; from_on: string }

/** A new one. Of a cause the key is said within its group. */
export async function createTerm(
  ctx: Ctx,
  { sort, key: own, parent, from_on, ...words }: Making,
): Promise<{ key: string }> {
  checkStandard(sort, words)
  if (sort !== 'cause' && parent !== null) throw fault('parent', 'no_group')
  if (parent !== null) await checkGroup(ctx, { parent, from_on })
  const key = parent === null ? own : `${parent}.${own}`
  if ((await lockVersions(ctx, { sort, key })).length > 0) throw fault('key', 'key_taken')
  await insert(
    ctx,
    { sort, key },
    { parent, from_on, version: 1, position: await nextPosition(ctx, sort), words },
  )
  await record(ctx, { sort, key }, 'create', { title: words.title, diff: { from_on: [null, from_on] } })
  return { key }
}

type Revising = Which & TermWords & { version: number; from_on: string }

/** Other words from a day on. One that hasn't begun yet is put right in its place: no complaint can have it. */
export async function reviseTerm(
  ctx: Ctx,
  { sort, key, version, from_on, ...words }: Revising,
): Promise<void> {
  checkStandard(sort, words)
  const [last, before] = await lockVersions(ctx, { sort, key })
  if (!last) throw notFound()
  if (last.version !== version) throw stale()
  const today = await companyDay(ctx)
  if (from_on < today) throw fault('from_on', 'past', { today })
  if (last.parent) await checkGroup(ctx, { parent: last.parent, from_on })
  const replaces = last.from_on > today
  const kept = replaces ? before : last
  if (kept && from_on <= kept.from_on) throw fault('from_on', 'not_after', { day: kept.from_on })
  if (replaces)
    await sql`delete from ${tableOf(sort)} where key = ${key} and version = ${version}`.execute(ctx.tx)
  // What had been retired before that day stays so until then.
  if (kept && (replaces ? kept.until_on === last.from_on : kept.until_on === null || kept.until_on > from_on))
    await end(ctx, { sort, key, version: kept.version }, from_on)
  const { position, parent = null } = last
  await insert(ctx, { sort, key }, { parent, from_on, version: version + 1, position, words })
  const changed = Object.entries(words).filter(([name, word]) => (last[name as keyof TermRow] ?? '') !== word)
  await record(ctx, { sort, key }, 'revise', {
    title: words.title,
    diff: {
      ...Object.fromEntries(
        changed.map(([name, word]) => [name, [last[name as keyof TermRow] ?? null, word]]),
      ),
      from_on: [last.from_on, from_on],
    },
  })
}

/** Not chosen any more for services from that day on. */
export async function retireTerm(
  ctx: Ctx,
  { sort, key, version, until_on }: Which & { version: number; until_on: string },
): Promise<void> {
  const [last] = await lockVersions(ctx, { sort, key })
  if (!last) throw notFound()
  if (last.version !== version || last.until_on !== null) throw stale()
  const today = await companyDay(ctx)
  if (until_on < today) throw fault('until_on', 'past', { today })
  if (until_on <= last.from_on) throw fault('until_on', 'not_after', { day: last.from_on })
  if (sort === 'kind' && key === unsorted) throw refused('complaints.term.errors.needed')
  if (sort === 'cause' && (await holdsOthers(ctx, key, until_on)))
    throw refused('complaints.term.errors.group_in_use')
  await end(ctx, { sort, key, version }, until_on)
  await record(ctx, { sort, key }, 'retire', { title: last.title, diff: { until_on: [null, until_on] } })
}

const fault = (path: string, code: string, params: Params = {}) =>
  invalid('errors.invalid', {}, [{ path, code: `complaints.term.errors.${code}`, params }])

/** Only a service has a standard, and then in all three languages. */
function checkStandard(sort: TermSort, words: TermWords): void {
  for (const name of ['standard', 'standard_tw', 'standard_en'] as const)
    if ((sort === 'service') !== (words[name] !== ''))
      throw fault(name, sort === 'service' ? 'standard_missing' : 'no_standard')
}

async function checkGroup(ctx: Ctx, { parent, from_on }: { parent: string; from_on: string }): Promise<void> {
  const group = await findVersion(ctx, { sort: 'cause', key: parent, on: from_on })
  if (!group || group.parent !== null) throw fault('parent', 'group_unknown')
}

/** Its versions, the latest first, locked: two changes at once wait for each other. */
async function lockVersions({ tx }: Ctx, { sort, key }: Which): Promise<TermRow[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`complaints.${sort} ${key.split('.')[0]}`}, 0))`.execute(
    tx,
  )
  const { rows } = await sql<TermRow>`
    select * from ${tableOf(sort)} where key = ${key} order by version desc for update`.execute(tx)
  return rows
}

async function nextPosition({ tx }: Ctx, sort: TermSort): Promise<number> {
  const { rows } = await sql<{ position: number }>`
    select coalesce(max(position), 0) + 10 "position" from ${tableOf(sort)}`.execute(tx)
  return rows[0]!.position
}

async function holdsOthers({ tx }: Ctx, group: string, on: string): Promise<boolean> {
  const { rows } = await sql`
    select from complaints.cause where parent = ${group} and (until_on is null or until_on > ${on}::date) limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

type Version = { parent: string | null; from_on: string; version: number; position: number; words: TermWords }

async function insert({ tx }: Ctx, { sort, key }: Which, { words, parent, ...rest }: Version): Promise<void> {
  const { title, title_tw, title_en, ...standard } = words
  const row = { key, title, title_tw, title_en, ...rest }
  if (sort === 'service')
    await tx
      .insertInto('complaints.service')
      .values({ ...row, ...standard })
      .execute()
  if (sort === 'kind') await tx.insertInto('complaints.kind').values(row).execute()
  if (sort === 'cause')
    await tx
      .insertInto('complaints.cause')
      .values({ ...row, parent })
      .execute()
}

const end = ({ tx }: Ctx, { sort, key, version }: Which & { version: number }, until_on: string) =>
  sql`update ${tableOf(sort)} set until_on = ${until_on} where key = ${key} and version = ${version}`.execute(
    tx,
  )

/** Terms are the company's: their trail is headquarters'. */
async function record(
  ctx: Ctx,
  { sort, key }: Which,
  verb: 'create' | 'revise' | 'retire',
  { title, diff }: { title: string; diff: Record<string, [unknown, unknown]> },
): Promise<void> {
  ctx.record({
    ...{ action: `complaints.term.${verb}`, org_id: await headquartersOf(ctx) },
    ...{ subject_type: termType, subject_id: trailIdOf(sort, key), number: key, title, diff },
  })
}
