import type { Ctx } from '../../../kernel/http/context.ts'
import { type Language, languages, makeFormats, nameIn } from '../../../kernel/language/contract.ts'
import { translate } from '../../../kernel/language/translate.ts'
import { getOrganisation } from '../../../kernel/org/organisation.ts'
import { rewording } from '../../../kernel/pages/frame.ts'
import { Html, html } from '../../../kernel/pages/html.ts'
import { onceField } from '../../../kernel/pages/once.ts'
import type { Shown } from '../../../kernel/pages/public-page.ts'
import { faultyBy } from '../../../kernel/pages/summary.ts'
import { dueWords } from '../../../kernel/web/pieces/due-words.ts'
import type { Complaint } from '../complaint/life/row.ts'
import { findSurvivor } from '../complaint/life/survivor.ts'
import { subjectToCustomer } from '../complaint/unworded.ts'
import { fileFieldOf, filesAtFault, sayFilesGone } from './complaint-form.ts'
import { findRated } from './rate.ts'

/** What may be wrong with what they send from here, by the key of its sentence. */
export const nothingAdded = 'complaints.door.errors.nothing_added'
export const notRated = 'complaints.door.errors.not_rated'
export const noReason = 'complaints.door.errors.no_reason'

type Given = {
  code: string
  /** What the customer has just done here. */
  done: string | undefined
  files: number
  /** Of the sentence above, where what they sent was refused. */
  refused: string | undefined
  /** Typed and chosen, and not sent yet. */
  text: string
  stars: number | undefined
  filesGone: boolean
}

/** What the customer sees: how far it is, what is promised next and what was said between them and us. Never a note or a name of ours. */
export async function showProgress(ctx: Ctx, complaint: Complaint, given: Given): Promise<Shown> {
  const { language } = ctx
  const say = (key: string, params?: Record<string, unknown>) => translate(language, key, params)
  const { name, name_en, time_zone } = await getOrganisation(ctx, complaint.org_id)
  const formats = makeFormats(language, time_zone)
  const { state, number, received_at } = complaint
  const subject = await subjectToCustomer(ctx, language, complaint)
  // Also once it is over: what was recorded for them may be wrong.
  const survivor = await findSurvivor(ctx, complaint)
  const adds = survivor
    ? survivor.state !== 'unfounded'
    : !['proposed', 'unfounded', 'transferred'].includes(state)
  const rates = state === 'resolved' || state === 'closed'
  const rated = await findRated(ctx, complaint)
  const missing = [
    { id: 'text', label: say('complaints.door.add_text') },
    { id: 'files', label: say('complaints.door.files') },
  ]
  const faulty = [
    ...(given.refused === nothingAdded && adds ? missing : []),
    ...(given.refused === noReason && state === 'proposed'
      ? [{ id: 'text', label: say('complaints.door.object_why') }]
      : []),
    ...(given.refused === notRated && rates ? [{ id: 'stars', label: say('complaints.door.rate') }] : []),
    ...(adds ? filesAtFault(ctx, given.refused) : []),
  ]
  return {
    faulty,
    title: `${number} ${subject}`,
    languages: { address: '/public/complaints/track', form: rates ? rating : form },
    body: html`${given.filesGone && sayFilesGone(ctx)}${given.done && html`<div class="notice good" role="status"><p>${say(`complaints.door.done.${given.done}`)}</p></div>`}<dl><dt>${say('complaints.field.state')}</dt><dd><strong>${say(`complaints.door.state.${state}`)}</strong></dd>
<dt>${say('complaints.field.organisation')}</dt><dd>${nameIn(language, { name, name_en })}</dd>
<dt>${say('complaints.field.received')}</dt><dd>${formats.dateTime(received_at)}</dd>
${await promised(ctx, complaint, formats)}<dt>${say('complaints.door.files_sent')}</dt><dd>${given.files}</dd></dl>
${
  survivor &&
  html`<p>${say('complaints.door.goes_on', { state: say(`complaints.door.state.${survivor.state}`) })}</p>
`
}<h2>${say('complaints.door.said')}</h2>
<ol class="list">${await said(ctx, complaint, { formats, survivor })}</ol>
<form id="${form.id}" method="post" enctype="multipart/form-data" action="/public/complaints/track?lang=${language}" data-back="/public/complaints/track?lang=${language}&amp;number=${number}">
<input type="hidden" name="number" value="${number}"><input type="hidden" name="code" value="${given.code}"><input type="hidden" name="looked" value="1">${onceField()}
${state === 'proposed' && answering(say, given)}
${ratingOf(say, { rates, chosen: given.stars, rated, formats })}
${adds && adding(ctx, given, { asked: state === 'waiting_customer', quiet: rates && !rated })}
</form>`,
  }
}

/**
 * One for all that can be done, so that whatever is typed stays when one of it is sent or another language chosen. Number
 * and code travel in it: there is no session to keep or to steal.
 */
const form = { id: 'progress', method: 'post', enter: { name: rewording, value: 'form' } } as const
/** With a star in focus, enter gives it. */
const rating = { ...form, enter: { name: 'act', value: 'rate' } }

/** What the regulation promises next: a first answer, then the outcome. Nothing while it waits for the customer or is over. */
async function promised({ tx, language, now }: Ctx, { org_id, id }: Complaint, formats: Formats) {
  const say = (key: string, params?: Record<string, unknown>) => translate(language, key, params)
  const next = await tx
    .selectFrom('complaints.clock')
    .select(['kind', 'due_at'])
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .where('kind', 'in', ['response', 'resolution'])
    .where('due_at', 'is not', null)
    .orderBy('kind', 'desc')
    .executeTakeFirst()
  if (!next?.due_at) return false
  const at = dueWords(next.due_at, {
    ...{ formats, endOfDay: (day: string) => say('web.time.end_of_day', { day }) },
  })
  const told = new Date(next.due_at) < now ? 'late' : next.kind
  return html`<dt>${say('complaints.door.promise')}</dt><dd>${say(`complaints.door.promise_${told}`, { at })}</dd>
`
}

type Formats = ReturnType<typeof makeFormats>
type Say = (key: string, params?: Record<string, unknown>) => string

async function said(
  ctx: Ctx,
  { org_id, id, description, received_at }: Complaint,
  { formats, survivor }: { formats: Formats; survivor: Survivor | undefined },
) {
  const own = await ctx.tx
    .selectFrom('complaints.message')
    .select(['kind', 'text', 'created_at'])
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .where('kind', 'in', ['to_customer', 'from_customer'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const rows = [...own, ...answerOf(survivor)]
  const all = [{ kind: 'from_customer', text: description, created_at: received_at }, ...rows]
  return all.map(
    ({
      kind,
      text,
      created_at,
    }) => html`<li><small>${translate(ctx.language, `complaints.door.by.${kind}`)} · ${formats.dateTime(created_at)}</small>
<p class="said">${rewordOurs(ctx.language, text)}</p></li>`,
  )
}

/** What their page says for them where they wrote nothing. */
const ours = ['said_accept', 'said_object', 'said_files'].map((key) => `complaints.door.${key}`)

/** Kept in the language it was done in, and said in that of whoever reads it. */
function rewordOurs(language: Language, text: string): string {
  const key = ours.find((key) => languages.some((one) => translate(one, key) === text))
  return key ? translate(language, key) : text
}

type Survivor = Pick<Complaint, 'state' | 'answer' | 'resolved_at'>

/** What came of it in the end, once its own customer accepted that: of the letters to them nothing else. */
function answerOf(survivor: Survivor | undefined) {
  const { state, answer, resolved_at } = survivor ?? {}
  if (!answer || !resolved_at || (state !== 'resolved' && state !== 'closed')) return []
  return [{ kind: 'to_customer', text: answer, created_at: resolved_at }]
}

const answering = (say: Say, { text, refused }: Given) => html`<h2>${say('complaints.door.answer')}</h2>
<button name="act" value="accept" formnovalidate>${say('complaints.door.accept')}</button>
<label>${say('complaints.door.object_why')}<textarea id="text" name="text" required maxlength="4000"${refused === noReason && faultyBy('refused')}>${text}</textarea></label>
<button name="act" value="object" class="quiet">${say('complaints.door.object')}</button>`

/** Stars, where they may be given as well, aren't asked for by it. */
const adding = (ctx: Ctx, { text, refused }: Given, { asked, quiet }: { asked: boolean; quiet: boolean }) => {
  const say = (key: string) => translate(ctx.language, key)
  return html`<h2>${say(asked ? 'complaints.door.asked' : 'complaints.door.add')}</h2>
<label>${say('complaints.door.add_text')}<textarea id="text" name="text" maxlength="4000"${refused === nothingAdded && faultyBy('refused')}>${text}</textarea></label>
${fileFieldOf(ctx, refused)}
<button name="act" value="add" formnovalidate${quiet && new Html(' class="quiet"')}>${say('complaints.door.send')}</button>`
}

type Rating = {
  /** It may be given, and another one in its place. */
  rates: boolean
  /** Chosen, and not sent yet. */
  chosen: number | undefined
  rated: { stars: number; rated_at: string } | undefined
  formats: Formats
}

/** What was rated and when stays to be read; another one is asked for only by whoever wants to give it. */
function ratingOf(say: Say, { rates, chosen, rated, formats }: Rating) {
  // The one given goes along with every word sent from here: it is no choice of another.
  const anew = chosen !== undefined && chosen !== rated?.stars
  if (!rated) return rates && html`<h2>${say('complaints.door.rate')}</h2>${ratingFields(say, chosen)}`
  return html`<h2>${say('complaints.door.rated')}</h2>
<p class="said"><strong>${say(`complaints.door.stars.${rated.stars}`)}</strong> <small>${formats.dateTime(rated.rated_at)}</small></p>
${rates && html`<details${anew && new Html(' open')}><summary>${say('complaints.door.rate_again')}</summary>${ratingFields(say, chosen ?? rated.stars)}</details>`}`
}

const ratingFields = (say: Say, given: number | undefined) => html`
<div class="choice" id="stars" role="radiogroup" tabindex="-1" aria-label="${say('complaints.door.rate')}">${[
  1, 2, 3, 4, 5,
].map(
  (stars) =>
    html`<label><input type="radio" name="stars" value="${stars}" required${stars === given && new Html(' checked')}>${say(`complaints.door.stars.${stars}`)}</label>`,
)}</div>
<button name="act" value="rate">${say('complaints.door.rate_send')}</button>`
