import type { z } from 'zod'
import type { Endpoint } from '../http/contract.ts'

/** `z.object({})` reads as `Record<string, never>`: nothing to give. */
type Nothing<T> = string extends keyof T ? true : keyof T extends never ? true : false

/** What a call of an endpoint is given: params, query and body, each only where it has something to say. */
export type CallInput<E> =
  E extends Endpoint<infer P, infer Q, infer B, z.ZodType>
    ? (Nothing<z.input<P>> extends true ? { params?: undefined } : { params: z.input<P> }) &
        (Nothing<z.input<Q>> extends true
          ? { query?: undefined }
          : object extends z.input<Q>
            ? { query?: z.input<Q> }
            : { query: z.input<Q> }) &
        (undefined extends z.input<B> ? { body?: z.input<B> } : { body: z.input<B> })
    : never
