import { z } from 'zod'
import { dayIn } from '../../../kernel/calendar/working-days.ts'
import { Problem, refused } from '../../../kernel/errors/problem.ts'
import { acceptedFiles } from '../../../kernel/files/contract.ts'
import { storeFile } from '../../../kernel/files/store.ts'
import { attempt } from '../../../kernel/http/attempt.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { nameIn } from '../../../kernel/language/contract.ts'
import { translate } from '../../../kernel/language/translate.ts'
import { Html, html } from '../../../kernel/pages/html.ts'
import { checkPublicLimit, limitPublic } from '../../../kernel/pages/limit.ts'
import { doOnce, onceField } from '../../../kernel/pages/once.ts'
import type { Sent, Shown } from '../../../kernel/pages/public-page.ts'
import { askSum, workedOut } from '../../../kernel/pages/question.ts'
import { getComplaint, subjectOf } from '../complaint/life/row.ts'
import { readOptions } from '../complaint/options.ts'
import { receiveComplaint } from '../complaint/receive.ts'
import { forVisitor } from './visitor.ts'

/** The form an organisation's QR code leads to: what happened first, everything else may stay empty. */
export async function showForm(ctx: Ctx, { params }: Sent): Promise<Shown> {
  return formFor(ctx, await getServing(ctx, params.code))
}

/** In another language: what was typed, chosen and found faulty stays, and nothing is taken in. */
export async function rewordForm(ctx: Ctx, { params, fields }: Sent): Promise<Shown> {
  const faulty = (fields.faulty ?? '').split(' ').filter((name) => Object.hasOwn(labels, name))
  const shown = await formFor(ctx, await getServing(ctx, params.code), { fields, faulty, reworded: true })
  return { ...shown, status: 200 }
}

type Again = { fields?: Record<string, string>; faulty?: string[]; unanswered?: boolean; reworded?: boolean }

/** Whose fields are named in the fault are asked for again, and everything written stays. */
async function formFor(
  ctx: Ctx,
  organisation: Serving,
  { fields = {}, faulty = [], unanswered = false, reworded = false }: Again = {},
): Promise<Shown> {
  const say = (key: string, params?: Record<string, unknown>) => translate(ctx.language, key, params)
  const { services, kinds } = await readOptions(ctx)
  const today = dayIn(organisation.time_zone, ctx.now)
  const address = `/public/complaints/at/${encodeURIComponent(organisation.code)}`
  const kept = (name: string) => fields[name] ?? ''
  const option = (name: string, value: string, word: string) =>
    html`<option value="${value}"${kept(name) === value && new Html(' selected')}>${word}</option>`
  const mark = (name: string) => faulty.includes(name) && new Html(' aria-invalid="true"')
  const fault = (name: string) =>
    faulty.includes(name) && html`<span class="fault">${say(`complaints.door.errors.fault.${name}`)}</span>`
  return {
    title: say('complaints.door.title'),
    status: faulty.length > 0 || unanswered ? 422 : 200,
    languages: { address, form: { id: 'complaint', method: 'post' } },
    body: html`${reworded && fields.files && filesGone(ctx)}${faulty.length > 0 && html`<div class="notice" role="alert"><p>${say('complaints.door.errors.incomplete', { fields: faulty.map((name) => say(labels[name] ?? '').replace(/[？?]$/, '')) })}</p></div>`}
${unanswered && html`<div class="notice" role="alert"><p>${say('pages.question.wrong')}</p></div>`}
<p>${say('complaints.door.about', { organisation: nameIn(ctx.language, organisation) })}</p>
<form id="complaint" method="post" enctype="multipart/form-data" action="${address}?lang=${ctx.language}">${onceField()}
${faulty.length > 0 && html`<input type="hidden" name="faulty" value="${faulty.join(' ')}">`}
<label>${say('complaints.door.what')}<textarea name="description" required maxlength="4000"${mark('description')}>${kept('description')}</textarea>${fault('description')}</label>
<label>${say('complaints.door.kind')}<select name="kind"${mark('kind')}>${kinds.map(({ key, title }) => option('kind', key, title))}</select>${fault('kind')}</label>
<label>${say('complaints.door.service')}<select name="service_key"${mark('service_key')}><option value="">${say('complaints.door.unsure')}</option>${services.map(({ key, title }) => option('service_key', key, title))}</select>${fault('service_key')}</label>
<label>${say('complaints.door.when')}<input type="date" name="service_on" value="${kept('service_on') || today}" max="${today}" required${mark('service_on')}>${fault('service_on')}</label>
<fieldset><legend>${say('complaints.door.who')} <small>${say('complaints.door.who_help')}</small></legend>
<label>${say('complaints.door.your_name')}<input name="name" value="${kept('name')}" maxlength="100" autocomplete="name"${mark('name')}>${fault('name')}</label>
<label>${say('complaints.field.phone')}<input name="phone" type="tel" value="${kept('phone')}" maxlength="40" autocomplete="tel"${mark('phone')}>${fault('phone')}</label>
<label>${say('complaints.field.email')}<input name="email" type="email" value="${kept('email')}" maxlength="200" autocomplete="email"${mark('email')}>${fault('email')}</label></fieldset>
<label>${say('complaints.door.files')} <small>${say('complaints.door.files_help')}</small><input type="file" name="files" multiple accept="${acceptedFiles}"></label>
${askSum(ctx, reworded ? fields : {})}
<p class="trap" aria-hidden="true"><label>Website<input name="website" tabindex="-1" autocomplete="off"></label></p>
<button>${say('complaints.door.send')}</button>
</form>`,
  }
}

/** Said where a page is shown again for which files had been chosen. */
export const filesGone = ({ language }: Ctx): Html =>
  html`<div class="notice" role="status"><p>${translate(language, 'complaints.door.files_gone')}</p></div>`

const labels: Record<string, string> = {
  ...{
    description: 'complaints.door.what',
    kind: 'complaints.door.kind',
    service_key: 'complaints.door.service',
  },
  ...{ service_on: 'complaints.door.when', name: 'complaints.door.your_name' },
  ...{ phone: 'complaints.field.phone', email: 'complaints.field.email' },
}

const empty = (text: unknown) => (typeof text === 'string' && text.trim() === '' ? null : text)
const form = z.object({
  description: z.string().trim().min(1).max(4000),
  kind: z.string().min(1).max(60),
  service_key: z.preprocess(empty, z.string().max(60).nullable()),
  service_on: z.iso.date(),
  name: z.preprocess(empty, z.string().trim().max(100).nullable()),
  phone: z.preprocess(empty, z.string().trim().min(5).max(40).nullable()),
  email: z.preprocess(empty, z.email().max(200).nullable()),
})

/** What was taken in, from one address; what is refused is counted apart, so that no honest error uses it up. */
const filings = (address: string) => ({ what: `complaints.complain ${address}`, times: 10, minutes: 60 })
const attempts = (address: string) => ({ what: `complaints.sent ${address}`, times: 60, minutes: 60 })

/** Takes it in: number and code are shown on the answer alone, so that the code stands in no address. */
export async function receiveForm(ctx: Ctx, sent: Sent): Promise<Shown> {
  const { params, fields, address } = sent
  // Nobody sees this field: whoever fills it in is a program.
  if (fields.website) throw refused('complaints.door.errors.not_read')
  await limitPublic(ctx, attempts(address))
  const organisation = await getServing(ctx, params.code)
  const read = form.safeParse(fields)
  if (!read.success) {
    ctx.unchanged()
    return formFor(ctx, organisation, {
      fields,
      faulty: read.error.issues.map(({ path }) => String(path[0])),
    })
  }
  const done = await doOnce(ctx, sent, () => takeIn(ctx, organisation, sent, read.data))
  return 'refused' in done ? done.refused : thanks(ctx, done.answer)
}

type Taken = { number: string; code: string | null }

async function takeIn(
  ctx: Ctx,
  organisation: Serving,
  { fields, files, address }: Sent,
  { name, phone, email, ...given }: z.output<typeof form>,
): Promise<{ answer: Taken } | { refused: Shown }> {
  await checkPublicLimit(ctx, filings(address))
  if (!(await workedOut(ctx, fields))) {
    ctx.unchanged()
    return { refused: await formFor(ctx, organisation, { fields, unanswered: true }) }
  }
  const visitor = await forVisitor(ctx)
  const taken = await attempt(visitor, (inner) =>
    receiveComplaint(inner, {
      ...{ ...given, org_id: organisation.id, channel: 'web', severity: 1, staff_id: null, claimed: null },
      subject: null,
      complainant: { name, phone, email, language: ctx.language },
    }),
  )
  if (!taken.ok) {
    // A service or a kind that didn't exist on that day, or a day that lies ahead: asked again like what is missing.
    if (taken.problem.fields.length === 0) throw taken.problem
    ctx.unchanged()
    const faulty = taken.problem.fields.map(({ path }) => path)
    return { refused: await formFor(ctx, organisation, { fields, faulty }) }
  }
  const { id, number, code } = taken.answer
  const complaint = await getComplaint(visitor, id)
  for (const file of files) await storeFile(visitor, { ...subjectOf(complaint), ...file })
  await limitPublic(ctx, filings(address))
  return { answer: { number, code } }
}

function thanks({ language }: Ctx, { number, code }: Taken): Shown {
  const say = (key: string) => translate(language, key)
  return {
    title: say('complaints.door.thanks'),
    body: html`<div class="notice good"><p>${say('complaints.door.keep')}</p>
<dl><dt>${say('complaints.field.number')}</dt><dd class="code">${number}</dd>
<dt>${say('complaints.door.code')}</dt><dd class="code">${code}</dd></dl></div>
<p><a href="/public/complaints/track?lang=${language}&amp;number=${number}">${say('complaints.door.track_link')}</a></p>`,
  }
}

type Serving = { id: string; code: string; name: string; name_en: string | null; time_zone: string }

async function getServing({ tx }: Ctx, code: string | undefined): Promise<Serving> {
  const row = await tx
    .selectFrom('kernel.organisation')
    .select(['id', 'code', 'name', 'name_en', 'time_zone'])
    .where('code', '=', code ?? '')
    .where('life', 'in', ['active', 'suspended'])
    .executeTakeFirst()
  if (!row) throw new Problem('not_found', 'complaints.door.errors.no_such_organisation')
  return row
}
