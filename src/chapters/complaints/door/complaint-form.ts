import { dayIn } from '../../../kernel/calendar/working-days.ts'
import { acceptedFiles } from '../../../kernel/files/contract.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { nameIn } from '../../../kernel/language/contract.ts'
import { translate } from '../../../kernel/language/translate.ts'
import { fileField, isOfFiles, limitsOf } from '../../../kernel/pages/file-field.ts'
import { Html, html } from '../../../kernel/pages/html.ts'
import { onceFieldOf } from '../../../kernel/pages/once.ts'
import type { Shown } from '../../../kernel/pages/public-page.ts'
import { askSum, sumField } from '../../../kernel/pages/question.ts'
import { type FaultyField, faultyBy, summaryOf } from '../../../kernel/pages/summary.ts'
import { readOptions } from '../complaint/options.ts'

export type Serving = { id: string; code: string; name: string; name_en: string | null; time_zone: string }

type Again = {
  fields?: Record<string, string>
  faulty?: string[]
  unanswered?: boolean
  reworded?: boolean
  filesGone?: boolean
  /** Of the sentence above the page, where it stands there already. */
  refused?: string
}

const labels: Record<string, string> = {
  ...{
    description: 'complaints.door.what',
    kind: 'complaints.door.kind',
    service_key: 'complaints.door.service',
  },
  ...{ service_on: 'complaints.door.when', name: 'complaints.door.your_name' },
  ...{ phone: 'complaints.field.phone', email: 'complaints.field.email' },
}

/** Whose fields are named in the fault are asked for again, and everything written stays. */
export async function formFor(ctx: Ctx, organisation: Serving, again: Again = {}): Promise<Shown> {
  const { fields = {}, unanswered = false, reworded = false, filesGone = false, refused } = again
  const say = (key: string, params?: Record<string, unknown>) => translate(ctx.language, key, params)
  const faulty = Object.keys(labels).filter((name) => again.faulty?.includes(name))
  const { services, kinds } = await readOptions(ctx)
  const today = dayIn(organisation.time_zone, ctx.now)
  const address = `/public/complaints/at/${encodeURIComponent(organisation.code)}`
  const kept = (name: string) => fields[name] ?? ''
  const option = (name: string, value: string, word: string) =>
    html`<option value="${value}"${kept(name) === value && new Html(' selected')}>${word}</option>`
  const faultOf = (name: string) => say(`complaints.door.errors.fault.${name}`)
  const called = (name: string) => say(labels[name]!)
  /** The label, what is filled in below it – given its marks –, and what is wrong with that. */
  const field = (name: string, control: (marks: Html) => Html) => {
    const wrong = faulty.includes(name)
    const marks = html` id="${name}" name="${name}"${wrong && faultyBy(`${name}-fault`)}`
    return html`<div class="field"><label>${called(name)}${control(marks)}</label>${wrong && html`<p class="fault" id="${name}-fault">${faultOf(name)}</p>`}</div>`
  }
  const incomplete = faulty.map((name) => ({ id: name, label: bare(called(name)), words: faultOf(name) }))
  const sum = { id: sumField, label: say('pages.question.field') }
  return {
    title: say('complaints.door.title'),
    status: faulty.length > 0 || unanswered ? 422 : 200,
    languages: { address, form: { id: 'complaint', method: 'post' } },
    faulty: filesAtFault(ctx, refused),
    body: html`${faulty.length > 0 && summaryOf([say('complaints.door.errors.incomplete')], incomplete)}${unanswered && summaryOf([say('pages.question.wrong')], [sum])}${filesGone && sayFilesGone(ctx)}
<p>${say('complaints.door.about', { organisation: nameIn(ctx.language, organisation) })}</p>
<form id="complaint" method="post" enctype="multipart/form-data" action="${address}?lang=${ctx.language}">${onceFieldOf(fields)}
<p class="trap" aria-hidden="true"><label>Website<input name="website" tabindex="-1" autocomplete="off"></label></p>
${field('description', (marks) => html`<textarea${marks} required maxlength="4000">${kept('description')}</textarea>`)}
${field('kind', (marks) => html`<select${marks} required><option value="">${say('complaints.door.please_choose')}</option>${kinds.map(({ key, title }) => option('kind', key, title))}</select>`)}
${field('service_key', (marks) => html`<select${marks}><option value="">${say('complaints.door.unsure')}</option>${services.map(({ key, title }) => option('service_key', key, title))}</select>`)}
${field('service_on', (marks) => html`<input type="date"${marks} value="${kept('service_on') || today}" max="${today}" required>`)}
<fieldset><legend>${say('complaints.door.who')} <small>${say('complaints.door.who_help')}</small></legend>
${field('name', (marks) => html`<input${marks} value="${kept('name')}" maxlength="100" autocomplete="name">`)}
${field('phone', (marks) => html`<input${marks} type="tel" value="${kept('phone')}" maxlength="40" autocomplete="tel">`)}
${field('email', (marks) => html`<input${marks} type="email" value="${kept('email')}" maxlength="200" autocomplete="email">`)}</fieldset>
${askSum(ctx, { fields: reworded ? fields : {}, wrong: unanswered })}
${
  // Behind what is typed: by its first fields a browser knows the form it brings that back to.
  faulty.length > 0 && html`<input type="hidden" name="faulty" value="${faulty.join(' ')}">`
}
${fileFieldOf(ctx, refused)}
<button>${say('complaints.door.send')}</button>
</form>`,
  }
}

/** A question's name without its mark. */
const bare = (label: string) => label.replace(/[？?]$/, '')

/** Last of a form: what stands before it has come when the files are too much. */
export function fileFieldOf(ctx: Ctx, refused?: string): Html {
  const say = (key: string, params?: Record<string, unknown>) => translate(ctx.language, key, params)
  return fileField(ctx, {
    ...{ id: 'files', label: say('complaints.door.files'), accepts: acceptedFiles },
    help: say('complaints.door.files_help', limitsOf(ctx)),
    fault: isOfFiles(refused) && say('complaints.door.errors.files'),
  })
}

/** What the sentence above leads to, where it is about the files. */
export const filesAtFault = ({ language }: Ctx, refused?: string): FaultyField[] =>
  isOfFiles(refused) ? [{ id: 'files', label: translate(language, 'complaints.door.files') }] : []

/** Said where a page is shown again for which files had been chosen. */
export const sayFilesGone = ({ language }: Ctx): Html =>
  html`<div class="notice" role="status"><p>${translate(language, 'complaints.door.files_gone')}</p></div>`
