import type { Ctx } from '../http/context.ts'
import type { UploadedFile } from '../http/upload.ts'
import type { Html } from './html.ts'

/** What a browser without an account sent: parts of the path, the query, and of a form its fields and files. */
export type Sent = {
  params: Record<string, string>
  query: Record<string, string>
  fields: Record<string, string>
  files: UploadedFile[]
  /** Of the sender, as far as the proxies in front are believed. */
  address: string
}

export type Shown = {
  title: string
  body: Html
  status?: number
  /** Seconds after which what was refused may be sent again. */
  retry_after?: number
  /** The same in another language, where a page that was sent can be asked for again: by its address, or by sending `fields`. */
  languages?: { address: string; fields?: Record<string, string> }
}

/**
 * A page for whoever has no account: plain markup and plain forms, so that it works with JavaScript slow, late or off.
 * Its work runs in one transaction that reaches nothing; it widens that itself for what it must find.
 */
export type PublicPage = {
  method: 'GET' | 'POST'
  path: `/public/${string}`
  work: (ctx: Ctx, sent: Sent) => Promise<Shown>
  /** What was sent and refused is asked for once more below the sentence that says why; undefined where "back" is better. */
  again?: (ctx: Ctx, sent: Sent) => Promise<Shown> | undefined
}
