import { z } from 'zod'
import { type Endpoint, endpoint } from '../http/contract.ts'

export const sheetFormats = ['xlsx', 'csv'] as const
export type SheetFormat = (typeof sheetFormats)[number]

/** How many rows one sheet takes. Beyond it nothing is exported, and the refusal says so. */
export const sheetCap = 50_000

type ListQuery = Record<string, z.ZodType> & { after: z.ZodType; limit: z.ZodType }
type QueryOf<Q> =
  Q extends z.ZodObject<infer S>
    ? z.ZodObject<
        Omit<S, 'after' | 'limit'> & {
          format: z.ZodDefault<z.ZodEnum<{ xlsx: 'xlsx'; csv: 'csv' }>>
          columns: z.ZodOptional<z.ZodString>
        }
      >
    : never

/**
 * The sheet of a list: everything its filters find, under the list's own guard unless another is named. `columns`
 * are the keys of the columns wanted, with commas between, in their order; without it all of them.
 */
export function sheetOf<Q extends z.ZodObject>(
  list: Endpoint<z.ZodObject, Q>,
  { guard = list.guard }: { guard?: string } = {},
) {
  const { after, limit, ...filters } = list.query.shape as unknown as ListQuery
  return endpoint({
    name: list.name.replace(/\.\w+$/, '.export'),
    method: 'GET',
    path: `${list.path}/export`,
    guard,
    summary: `Everything the filters of ${list.name} find as XLSX or CSV, in the caller’s language.`,
    query: z.object({
      ...filters,
      format: z.enum(sheetFormats).default('xlsx'),
      columns: z.string().max(1000).optional(),
    }) as unknown as QueryOf<Q>,
    carries: 'file',
  })
}
