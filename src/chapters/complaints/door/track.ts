import { createHash, timingSafeEqual } from 'node:crypto'
import { refused } from '../../../kernel/errors/problem.ts'
import { listFiles } from '../../../kernel/files/read.ts'
import { storeFile } from '../../../kernel/files/store.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { translate } from '../../../kernel/language/translate.ts'
import { isOfFiles } from '../../../kernel/pages/file-field.ts'
import { html } from '../../../kernel/pages/html.ts'
import { checkPublicLimit, limitPublic } from '../../../kernel/pages/limit.ts'
import { doOnce } from '../../../kernel/pages/once.ts'
import type { Sent, Shown } from '../../../kernel/pages/public-page.ts'
import { hashOfCode } from '../../../kernel/pages/secret-code.ts'
import { faultyBy } from '../../../kernel/pages/summary.ts'
import { passOnWords } from '../complaint/handling/merge.ts'
import { say as keepSaid } from '../complaint/handling/say.ts'
import { accepted, heard, objected, overtakenByAcceptance } from '../complaint/handling/steps.ts'
import { recordOn } from '../complaint/life/move.ts'
import { type Complaint, getComplaint, lockComplaint, subjectOf, typed } from '../complaint/life/row.ts'
import { findSurvivor } from '../complaint/life/survivor.ts'
import { tellHandler } from '../mail/tell-handler.ts'
import { lockOvertaking, withdrawOvertaken } from '../ruling/running.ts'
import { noReason, nothingAdded, notRated, showProgress } from './progress.ts'
import { rateHandling } from './rate.ts'
import { forVisitor } from './visitor.ts'

const noSuchCode = 'complaints.door.errors.no_such_code'

/** Number and code, asked for on a form, so that neither stands in an address. */
export async function askForCode(
  { language }: Ctx,
  { query, fields }: Pick<Sent, 'query' | 'fields'>,
  key?: string,
): Promise<Shown> {
  const say = (key: string) => translate(language, key)
  const number = typeof query.number === 'string' ? query.number.slice(0, 40) : ''
  const back = `/public/complaints/track?lang=${language}&number=${encodeURIComponent(number)}`
  const labels = { number: say('complaints.field.number'), code: say('complaints.door.code') }
  // Which of them is wrong nobody is told: it is said above.
  const marks = key === noSuchCode && faultyBy('refused')
  return {
    title: say('complaints.door.track'),
    languages: { address: '/public/complaints/track', form: { id: 'ask', method: 'post' } },
    faulty: marks ? Object.entries(labels).map(([id, label]) => ({ id, label })) : [],
    body: html`<form id="ask" method="post" enctype="multipart/form-data" action="/public/complaints/track?lang=${language}" data-back="${back}">
<label>${labels.number}<input id="number" name="number" value="${number}" required maxlength="40" autocomplete="off"${marks}></label>
<label>${labels.code}<input id="code" name="code" value="${(fields.code ?? '').slice(0, 40)}" required maxlength="40" autocomplete="off" autocapitalize="characters"${marks}></label>
<button>${say('complaints.door.look')}</button>
</form>`,
  }
}

/** Once more, with the number as it was typed; whoever was let in already is on their page again, with their words. */
export async function askAgain(ctx: Ctx, sent: Sent, key: string): Promise<Shown | undefined> {
  const { number = '', act, looked } = sent.fields
  if (!act && !looked) return askForCode(ctx, { fields: {}, query: { number } }, key)
  if (key === noSuchCode) return undefined
  const visitor = await forVisitor(ctx)
  return show(visitor, await findByCode(visitor, sent), sent, { refused: key })
}

/**
 * In another language: number and code as far as they were typed, or how far the complaint is, with what was typed there.
 */
export async function rewordTracking(ctx: Ctx, sent: Sent): Promise<Shown> {
  const { number = '', code = '', looked } = sent.fields
  if (!looked) return askForCode(ctx, { query: { number }, fields: { code } })
  const visitor = await forVisitor(ctx)
  return show(visitor, await findByCode(visitor, sent), sent)
}

/** What the customer does here, besides looking. */
const acts: Record<string, (ctx: Ctx, complaint: Complaint, sent: Sent) => Promise<void>> = {
  add: addWords,
  // What was typed beside it was meant for an objection.
  accept: (ctx, complaint) =>
    accepted(ctx, complaint, {
      text: translate(ctx.language, 'complaints.door.said_accept'),
      byCustomer: true,
    }),
  object: async (ctx, complaint, { fields }) => {
    const text = wordsOf(fields)
    if (text === '') throw refused(noReason)
    await objected(ctx, complaint, { text, byCustomer: true })
  },
  rate,
}

/** Shows how far it has come to whoever has number and code, and takes what they add, agree to or object to. */
export async function track(ctx: Ctx, sent: Sent): Promise<Shown> {
  const visitor = await forVisitor(ctx)
  const found = await findByCode(visitor, sent)
  const act = sent.fields.act ?? ''
  if (!Object.hasOwn(acts, act)) {
    ctx.unchanged()
    return show(visitor, found, sent)
  }
  await doOnce(visitor, sent, () => does(visitor, found, act, sent))
  return show(visitor, await getComplaint(visitor, found.id), sent, { done: act })
}

async function does(visitor: Ctx, found: Complaint, name: string, sent: Sent): Promise<{ answer: null }> {
  // Requests are locked before what they are about.
  const overtaken = name === 'accept' ? overtakenByAcceptance : []
  await withdrawOvertaken(visitor, found, overtaken)
  await acts[name]!(visitor, await lockOvertaking(visitor, { id: found.id }, overtaken), sent)
  if (name === 'rate') return { answer: null }
  // As it stood when they wrote: their own acceptance is no word against one.
  const now = { ...(await getComplaint(visitor, found.id)), state: found.state }
  await tellHandler(visitor, (await findSurvivor(visitor, now)) ?? now)
  return { answer: null }
}

/** What belongs to another act than what was done, and all of what was refused, is still there to be sent. */
async function show(
  ctx: Ctx,
  complaint: Complaint,
  { fields, files }: Sent,
  { done, refused }: { done?: string; refused?: string } = {},
): Promise<Shown> {
  const taken = await listFiles(ctx, subjectOf(complaint))
  const chosen = Boolean(fields.files) || files.length > 0 || isOfFiles(refused)
  return showProgress(ctx, complaint, {
    ...{ code: fields.code ?? '', done, files: taken.length, refused },
    text: done === undefined || done === 'rate' ? (fields.text ?? '').slice(0, 4000) : '',
    stars: done === 'rate' ? undefined : Number(fields.stars) || undefined,
    filesGone: chosen && done !== 'add',
  })
}

/**
 * Invariant: a wrong code, a wrong number and a number nobody has get the same answer, in about the same time, and are
 * counted by number and by sender.
 */
async function findByCode(ctx: Ctx, { fields, address }: Sent): Promise<Complaint> {
  const number = (fields.number ?? '').trim().toUpperCase().slice(0, 40)
  const limits = [
    { what: `complaints.track from ${address}`, times: 20, minutes: 15 },
    { what: `complaints.track of ${number}`, times: 5, minutes: 15 },
  ]
  // Before the code is looked at: a guess beyond the limit is told nothing, were it right.
  for (const limit of limits) await checkPublicLimit(ctx, limit)
  const given = hashOfCode(number, (fields.code ?? '').slice(0, 40))
  const row = await ctx.tx
    .selectFrom('complaints.complaint')
    .selectAll()
    .where('number', '=', number)
    .where('tracking_hash', 'is not', null)
    .executeTakeFirst()
  const kept = row?.tracking_hash ?? createHash('sha256').update(number).digest('hex')
  const fits = timingSafeEqual(Buffer.from(given), Buffer.from(kept)) && row !== undefined
  if (fits) return typed(row)
  for (const limit of limits) await limitPublic(ctx, limit)
  throw refused(noSuchCode)
}

const wordsOf = ({ text = '' }: Record<string, string>) => text.trim().slice(0, 4000)

async function addWords(ctx: Ctx, complaint: Complaint, { fields, files, address }: Sent): Promise<void> {
  const text = wordsOf(fields)
  if (text === '' && files.length === 0) throw refused(nothingAdded)
  await limitPublic(ctx, { what: `complaints.add ${address}`, times: 20, minutes: 60 })
  for (const file of files) {
    const stored = await storeFile(ctx, { ...subjectOf(complaint), ...file })
    // Not by its name: those are the customer's words, and the trail forgets nothing.
    recordOn(ctx, complaint, 'attach', { diff: { sha256: [null, stored.sha256] } })
  }
  const told = text || translate(ctx.language, 'complaints.door.said_files')
  if (complaint.state === 'waiting_customer')
    return void (await heard(ctx, complaint, { text: told, byCustomer: true }))
  if (text) await keepSaid(ctx, complaint, { kind: 'from_customer', text })
  recordOn(ctx, complaint, 'add')
  const survivor = await findSurvivor(ctx, complaint)
  if (!survivor) return
  const into = await lockComplaint(ctx, { id: survivor.id })
  const same = await passOnWords(ctx, complaint, { into, words: [{ kind: 'from_customer', text: told }] })
  recordOn(ctx, into, same ? 'add' : 'add_other')
}

async function rate(ctx: Ctx, complaint: Complaint, { fields }: Sent): Promise<void> {
  const stars = Number(fields.stars)
  if (!['resolved', 'closed'].includes(complaint.state) || !Number.isInteger(stars) || stars < 1 || stars > 5)
    throw refused(notRated)
  await rateHandling(ctx, complaint, stars)
}
