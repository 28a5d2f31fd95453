import { invalid } from '../errors/problem.ts'
import { removeFile } from '../files/remove.ts'
import type { Ctx } from '../http/context.ts'
import type { Register } from './contract.ts'

type File = { id: string; name: string; size: number; type: string }
type Owner = { id: string; org_id: string }

/** The fields that name a file. */
export const fileFieldsOf = ({ fields }: Register): string[] =>
  Object.entries(fields).flatMap(([key, { kind }]) => (kind === 'file' ? [key] : []))

/** Record → field → its file. */
export async function filesOf(
  register: Register,
  ctx: Ctx,
  rows: (Record<string, unknown> & { id: string })[],
): Promise<Map<string, Record<string, File>>> {
  const fields = fileFieldsOf(register)
  const ids = rows.flatMap((row) => fields.flatMap((key) => (row[key] as string | null) ?? []))
  if (ids.length === 0) return new Map()
  const files = await ctx.tx
    .selectFrom('kernel.file')
    .select(['id', 'name', 'size', 'type'])
    .where('id', 'in', ids)
    .where('removed_at', 'is', null)
    .execute()
  const known = new Map(files.map((file) => [file.id, file]))
  const ofRow = (row: Record<string, unknown>) =>
    fields.flatMap((key) => {
      const file = known.get(String(row[key]))
      return file ? [[key, file] as const] : []
    })
  return new Map(rows.map((row) => [row.id, Object.fromEntries(ofRow(row))]))
}

/**
 * Binds the files a record newly names to it and removes those it no longer names. Throws `invalid` for a file that was
 * not uploaded for this register at this organisation, or belongs to another record.
 */
export async function bindFiles(
  register: Register,
  ctx: Ctx,
  {
    record,
    before,
    after,
  }: { record: Owner; before: Record<string, unknown>; after: Record<string, unknown> },
): Promise<void> {
  for (const key of fileFieldsOf(register)) {
    const [was, is] = [before[key] as string | null, after[key] as string | null]
    if (was === is) continue
    if (is) await bind(register, ctx, { ...record, key, file_id: is })
    if (was) await removeFile(ctx, { id: was })
  }
}

async function bind(
  register: Register,
  ctx: Ctx,
  { org_id, id, key, file_id }: Owner & { key: string; file_id: string },
): Promise<void> {
  const bound = await ctx.tx
    .updateTable('kernel.file')
    .set({ subject_id: id })
    .where('org_id', '=', org_id)
    .where('id', '=', file_id)
    .where('subject_type', '=', register.name)
    .where('subject_id', 'is', null)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (bound.numUpdatedRows === 0n)
    throw invalid('errors.invalid', {}, [{ path: key, code: 'register.errors.file_unknown' }])
}

/** A difference with the files' names in the place of their ids, removed ones included. */
export async function nameFiles(
  register: Register,
  ctx: Ctx,
  diff: Record<string, [unknown, unknown]>,
): Promise<Record<string, [unknown, unknown]>> {
  const keys = fileFieldsOf(register).filter((key) => diff[key])
  const ids = keys.flatMap((key) => diff[key]!.filter((id) => id !== null)) as string[]
  if (ids.length === 0) return diff
  const files = await ctx.tx.selectFrom('kernel.file').select(['id', 'name']).where('id', 'in', ids).execute()
  const called = (id: unknown) => files.find((file) => file.id === id)?.name ?? id
  const named = keys.map((key) => [key, diff[key]!.map(called)] as const)
  return { ...diff, ...Object.fromEntries(named) } as Record<string, [unknown, unknown]>
}
