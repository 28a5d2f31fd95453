import type { Ctx } from '../http/context.ts'
import type { UploadedFile } from '../http/upload.ts'
import type { Html } from './html.ts'
import type { FaultyField } from './summary.ts'

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
  /**
   * Where the same is found in another language: by its address, or by sending there what is typed in `form` so far, which
   * the page's `reworded` shows again.
   */
  languages?: { address: string; form?: TypedIn }
  /** What the sentence that says why something was refused leads to. */
  faulty?: FaultyField[]
}

/** A form of the page, by its id. */
export type TypedIn = {
  id: string
  /** A search is asked for by its address, whatever else by sending it. */
  method: 'get' | 'post'
  /** What the enter key does in one of its fields, where that isn't the form without a button. */
  enter?: { name: string; value: string }
}

/**
 * A page for whoever has no account: plain markup and plain forms, so that it works with JavaScript slow, late or off.
 * Its work runs in one transaction that reaches nothing; it widens that itself for what it must find.
 */
export type PublicPage = {
  method: 'GET' | 'POST'
  path: `/public/${string}`
  work: (ctx: Ctx, sent: Sent) => Promise<Shown>
  /**
   * What was typed so far, in another language: nothing is done, in a transaction that can't write. Files don't come along,
   * only their names (`fields.files`).
   */
  reworded?: (ctx: Ctx, sent: Sent) => Promise<Shown>
  /**
   * What was sent and refused is asked for once more below the sentence that says why, whose key it is given; undefined where
   * "back" is better. Of a form whose files were too much only what stood before them has come.
   */
  again?: (ctx: Ctx, sent: Sent, key: string) => Promise<Shown | undefined> | undefined
}
