import { newId } from '../db/new-id.ts'
import { notFound, refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { type SavedView, viewCap } from './contract.ts'

// Invariant: the table shows an account its own rows alone (row-level security); nothing here asks for more.

export async function listViews({ tx }: Ctx, { list }: { list: string }): Promise<SavedView[]> {
  const rows = await tx
    .selectFrom('kernel.saved_view')
    .select(['id', 'title', 'query'])
    .where('list', '=', list)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(show)
}

/** Keeps the filters under the name; the same name again replaces them. Throws `refused` beyond the cap. */
export async function saveView(
  { tx, actor, now }: Ctx,
  { list, title, filters }: Omit<SavedView, 'id'> & { list: string },
): Promise<SavedView> {
  const account_id = actor.account_id
  if (!account_id) throw new Error('this needs an account')
  const query = JSON.stringify(filters)
  const saved = await tx
    .insertInto('kernel.saved_view')
    .values({ account_id, id: newId(), list, title, query, created_at: now })
    .onConflict((same) => same.columns(['account_id', 'list', 'title']).doUpdateSet({ query }))
    .returning(['id', 'title', 'query'])
    .executeTakeFirstOrThrow()
  const { count } = await tx
    .selectFrom('kernel.saved_view')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('list', '=', list)
    .executeTakeFirstOrThrow()
  if (Number(count) > viewCap) throw refused('views.errors.too_many', { limit: viewCap })
  return show(saved)
}

export async function removeView({ tx }: Ctx, id: string): Promise<void> {
  const { numDeletedRows } = await tx
    .deleteFrom('kernel.saved_view')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) throw notFound()
}

function show({ id, title, query }: { id: string; title: string; query: string }): SavedView {
  return { id, title, filters: JSON.parse(query) as SavedView['filters'] }
}
