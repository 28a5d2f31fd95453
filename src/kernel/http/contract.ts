import { z } from 'zod'

/** `public` needs no account; `signed_in` needs one; anything else is a permission key such as `establishment.application.submit`. */
export type Guard = 'public' | 'signed_in' | (string & {})

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export type Endpoint<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> = {
  /** `<chapter>.<thing>.<verb>`: the permission, the trail action and the search term carry the same name. */
  name: string
  method: Method
  path: `/api/${string}`
  guard: Guard
  /** One English sentence for the OpenAPI document. */
  summary: string
  params: P
  query: Q
  body: B
  returns: R
  /** `json` by default; `file` streams bytes, `upload` takes multipart/form-data, `events` stays open and tells of changes. */
  carries: 'json' | 'file' | 'upload' | 'events'
}

const none = z.object({})

type Declared<P, Q, B, R> = {
  name: string
  method: Method
  path: `/api/${string}`
  guard: Guard
  summary: string
  params?: P
  query?: Q
  body?: B
  returns?: R
  carries?: 'json' | 'file' | 'upload' | 'events'
}

/**
 * Declares one endpoint. The server mounts it (`handle` in `kernel/http/mount.ts`), the browser calls it
 * (`call` in `kernel/web/call.ts`), the OpenAPI document prints it: all from this one value.
 */
export function endpoint<
  P extends z.ZodObject = typeof none,
  Q extends z.ZodObject = typeof none,
  B extends z.ZodType = z.ZodUndefined,
  R extends z.ZodType = z.ZodUndefined,
>(declared: Declared<P, Q, B, R>): Endpoint<P, Q, B, R> {
  return {
    carries: 'json',
    ...declared,
    params: declared.params ?? (none as unknown as P),
    query: declared.query ?? (none as unknown as Q),
    body: declared.body ?? (z.undefined() as unknown as B),
    returns: declared.returns ?? (z.undefined() as unknown as R),
  }
}

export type InputOf<E> =
  E extends Endpoint<infer P, infer Q, infer B, z.ZodType>
    ? (keyof z.input<P> extends never ? { params?: undefined } : { params: z.input<P> }) &
        (object extends z.input<Q> ? { query?: z.input<Q> } : { query: z.input<Q> }) &
        (undefined extends z.input<B> ? { body?: z.input<B> } : { body: z.input<B> })
    : never

export type ReturnOf<E> =
  E extends Endpoint<z.ZodObject, z.ZodObject, z.ZodType, infer R> ? z.output<R> : never

/** A path with `:id`; every record addressed by URL uses it. */
export const byId = z.object({ id: z.uuid() })

/** What every update names: the row version it saw. A different one answers 409 `stale`. */
export const seen = z.object({ version: z.int().min(1) })

/** Query of a list paged by key: `after` is the `next` of the page before. */
export const paging = z.object({
  after: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** One page of a list. `total` stops counting at 10,000, or where a search has looked at enough; `total_capped` then says so. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    next: z.string().nullable(),
    total: z.int(),
    total_capped: z.boolean(),
  })
}

/** RFC 9457 problem document. `code` is a key of the message catalogue; `detail` is its sentence in the caller's language. */
export const problemShape = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  request_id: z.string().optional(),
})
export type ProblemDocument = z.infer<typeof problemShape>
