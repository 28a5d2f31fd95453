import { createHmac, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx } from '../http/context.ts'
import { claimPlace, keepAnswer, type Place } from '../http/kept-answer.ts'
import { deriveKey } from '../settings/configuration.ts'
import { seal, unseal } from '../settings/seal.ts'
import { type Html, html } from './html.ts'
import type { Sent, Shown } from './public-page.ts'
import { sumField } from './question.ts'

/** By it a form that is sent again – by a double click, a reload, a tab that comes back – is known to be the same. */
export const onceField = (): Html => html`<input type="hidden" name="once" value="${makeOnce()}">`

/** Of a form that is sent once for all: shown again, and on the page that was gone back to, it is the same one still. */
export const onceFieldOf = ({ once = '' }: Record<string, string>): Html =>
  html`<input type="hidden" name="once" value="${isOnce(once) ? once : makeOnce()}" data-stays>`

const makeOnce = () => randomBytes(18).toString('base64url')
const isOnce = (once: string) => /^[\w-]{20,60}$/.test(once)

/** How it was asked for, which differs where the same is sent again from an earlier page. */
const asking = new Set(['faulty', 'sum', sumField])

type Done<T> = { answer: T } | { refused: Shown }

/**
 * Does what a form asks for once, and gives the first answer to whoever sends the very same form again within a day: at
 * the same moment too, the second then waits for the first one's commit. What was refused, and what was changed before it
 * was sent again, is done. Only the sent form opens the kept answer, which may hold a code: the database alone doesn't.
 */
export async function doOnce<T>(
  ctx: Ctx,
  { params, fields: { once = '', ...fields }, files }: Sent,
  work: () => Promise<Done<T>>,
): Promise<Done<T>> {
  if (!isOnce(once)) return work()
  const mark = markOf(ctx, once)
  const who = { account_id: uuidOf(mark('who')) }
  const contents = Object.entries(fields).filter(([name]) => !asking.has(name))
  const sent = [params, contents.sort()]
  const brought = files.length > 0 && files.map(({ name, sha256 }) => [name, sha256])
  const fingerprint = hex(mark(JSON.stringify(brought)))
  const purpose = `public answer ${once}`
  const { secret } = ctx.app.configuration
  let place = { ...who, key: hex(mark(JSON.stringify(sent))) }
  let first = await claim(ctx, place, fingerprint)
  // A browser that sends a form again may do so without its files; others than before are meant.
  if (first && brought && first.fingerprint !== fingerprint) {
    place = { ...who, key: hex(mark(JSON.stringify([...sent, brought]))) }
    first = await claim(ctx, place, fingerprint)
  }
  if (first) {
    ctx.unchanged()
    const { sealed } = first.answer as { sealed: string }
    return { answer: JSON.parse(unseal(secret, purpose, sealed)) as T }
  }
  const done = await work()
  await asNobody(ctx, place, async () => {
    if ('refused' in done) {
      await ctx.tx
        .deleteFrom('kernel.idempotency')
        .where('account_id', '=', place.account_id)
        .where('key', '=', place.key)
        .execute()
      return
    }
    const answer = JSON.stringify({ sealed: seal(secret, purpose, JSON.stringify(done.answer ?? null)) })
    await keepAnswer(ctx, place, { status: 200, answer })
  })
  return done
}

const claim = (ctx: Ctx, place: Place, fingerprint: string) =>
  asNobody(ctx, place, () => claimPlace(ctx, place, fingerprint))

/** Answers are read by their own account alone: here one that nobody has, which follows from what the form brought. */
async function asNobody<T>({ tx }: Ctx, { account_id }: Place, work: () => Promise<T>): Promise<T> {
  await sql.raw(`set local bylaw.account = '${account_id}'`).execute(tx)
  const result = await work()
  await sql.raw("set local bylaw.account = ''").execute(tx)
  return result
}

const markOf =
  ({ app }: Ctx, once: string) =>
  (what: string) =>
    createHmac('sha256', deriveKey(app.configuration.secret, 'public once'))
      .update(`${once} ${what}`)
      .digest()

const hex = (bytes: Buffer) => bytes.toString('hex')
const uuidOf = (bytes: Buffer) => hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
