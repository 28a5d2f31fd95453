import { headquartersOf } from '../../../kernel/calendar/headquarters.ts'
import { newId } from '../../../kernel/db/new-id.ts'
import { lockRow } from '../../../kernel/db/row.ts'
import { refused } from '../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import type { TemplateKind, TemplateWords } from './contract.ts'
import type { TemplateRow } from './list.ts'
import { checkPlaceholders } from './placeholders.ts'

export const templateType = 'complaints.template'
type Seen = { id: string; version: number }
type Diff = Record<string, [unknown, unknown]>

export async function createTemplate(
  ctx: Ctx,
  { kind, ...words }: TemplateWords & { kind: TemplateKind },
): Promise<{ id: string }> {
  checkPlaceholders(words)
  const id = newId()
  await ctx.tx
    .insertInto('complaints.template')
    .values({ id, kind, ...words })
    .execute()
  await record(ctx, { id, title: words.title }, 'create', {
    template_kind: [null, kind],
    text: [null, words.text],
  })
  return { id }
}

/** What was sent with the old words stays as it is. */
export async function editTemplate(ctx: Ctx, { id, version, ...words }: Seen & TemplateWords): Promise<void> {
  const before = await lockRow(ctx, 'complaints.template', { id, version })
  checkPlaceholders(words)
  const changed = Object.entries(words).filter(([name, said]) => before[name as keyof TemplateRow] !== said)
  if (changed.length === 0) return ctx.unchanged()
  await set(ctx, before, words)
  const diff = changed.map(([name, said]) => [name, [before[name as keyof TemplateRow], said]] as const)
  await record(ctx, { id, title: words.title }, 'edit', Object.fromEntries(diff) as Diff)
}

export async function withdrawTemplate(ctx: Ctx, seen: Seen): Promise<void> {
  const before = await lockRow(ctx, 'complaints.template', seen)
  if (before.withdrawn_at !== null) throw refused('complaints.template.errors.withdrawn_already')
  await set(ctx, before, { withdrawn_at: ctx.now.toISOString() })
  await record(ctx, before, 'withdraw')
}

export async function restoreTemplate(ctx: Ctx, seen: Seen): Promise<void> {
  const before = await lockRow(ctx, 'complaints.template', seen)
  if (before.withdrawn_at === null) throw refused('complaints.template.errors.in_force_already')
  await set(ctx, before, { withdrawn_at: null })
  await record(ctx, before, 'restore')
}

const set = (ctx: Ctx, { id, version }: Seen, change: Partial<TemplateRow>) =>
  ctx.tx
    .updateTable('complaints.template')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .execute()

/** Templates are the company's: their trail is headquarters'. */
async function record(
  ctx: Ctx,
  { id, title }: Pick<TemplateRow, 'id' | 'title'>,
  verb: 'create' | 'edit' | 'withdraw' | 'restore',
  diff: Diff = {},
): Promise<void> {
  ctx.record({
    ...{ action: `complaints.template.${verb}`, org_id: await headquartersOf(ctx) },
    ...{ subject_type: templateType, subject_id: id, title, diff },
  })
}
