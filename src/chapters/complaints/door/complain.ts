import { z } from 'zod'
import { Problem, refused } from '../../../kernel/errors/problem.ts'
import { storeFile } from '../../../kernel/files/store.ts'
import { attempt } from '../../../kernel/http/attempt.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { translate } from '../../../kernel/language/translate.ts'
import { isOfFiles } from '../../../kernel/pages/file-field.ts'
import { html } from '../../../kernel/pages/html.ts'
import { checkPublicLimit, limitPublic } from '../../../kernel/pages/limit.ts'
import { doOnce } from '../../../kernel/pages/once.ts'
import type { Sent, Shown } from '../../../kernel/pages/public-page.ts'
import { workedOut } from '../../../kernel/pages/question.ts'
import { seal, unseal } from '../../../kernel/settings/seal.ts'
import { getComplaint, subjectOf } from '../complaint/life/row.ts'
import { receiveComplaint } from '../complaint/receive.ts'
import { formFor, type Serving } from './complaint-form.ts'
import { forVisitor } from './visitor.ts'

const notRead = 'complaints.door.errors.not_read'
const noSuchOrganisation = 'complaints.door.errors.no_such_organisation'

/** The form an organisation's QR code leads to: what happened first, everything else may stay empty. */
export async function showForm(ctx: Ctx, { params }: Sent): Promise<Shown> {
  return formFor(ctx, await getServing(ctx, params.code))
}

/** In another language: what was typed, chosen and found faulty stays, and nothing is taken in; number and code as we gave them. */
export async function rewordForm(ctx: Ctx, { params, fields }: Sent): Promise<Shown> {
  const organisation = await getServing(ctx, params.code)
  const taken = fields.taken && readTaken(ctx, fields.taken)
  if (taken) return thanks(ctx, organisation, taken)
  const faulty = (fields.faulty ?? '').split(' ')
  const filesGone = Boolean(fields.files)
  const shown = await formFor(ctx, organisation, { fields, faulty, filesGone, reworded: true })
  return { ...shown, status: 200 }
}

/** Once more with what was typed; where there is no such organisation, or a program sent it, there is nothing to send again. */
export async function askFormAgain(ctx: Ctx, { params, fields, files }: Sent, key: string) {
  if (key === notRead || key === noSuchOrganisation) return undefined
  const filesGone = files.length > 0 || isOfFiles(key)
  return formFor(ctx, await getServing(ctx, params.code), { fields, filesGone, refused: key })
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
  if (fields.website) throw refused(notRead)
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
  return 'refused' in done ? done.refused : thanks(ctx, organisation, done.answer)
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

function thanks(ctx: Ctx, organisation: Serving, { number, code }: Taken): Shown {
  const { language } = ctx
  const say = (key: string) => translate(language, key)
  const address = `/public/complaints/at/${encodeURIComponent(organisation.code)}`
  return {
    title: say('complaints.door.thanks'),
    languages: { address, form: { id: 'taken', method: 'post' } },
    body: html`<div class="notice good"><p>${say('complaints.door.keep')}</p>
<dl><dt>${say('complaints.field.number')}</dt><dd class="code">${number}</dd>
<dt>${say('complaints.door.code')}</dt><dd class="code">${code}</dd></dl></div>
<form id="taken" method="post" action="${address}?lang=${language}"><input type="hidden" name="taken" value="${sealTaken(ctx, { number, code })}"></form>
<p><a href="/public/complaints/track?lang=${language}&amp;number=${number}">${say('complaints.door.track_link')}</a></p>`,
  }
}

const takenPurpose = 'complaint taken in'

/** Only what it gave itself the page shows again: anybody may send it a form, and would have it say their words. */
const sealTaken = ({ app }: Ctx, taken: Taken) =>
  seal(app.configuration.secret, takenPurpose, JSON.stringify(taken))

function readTaken({ app }: Ctx, sealed: string): Taken | undefined {
  try {
    return JSON.parse(unseal(app.configuration.secret, takenPurpose, sealed)) as Taken
  } catch {
    return undefined
  }
}

async function getServing({ tx }: Ctx, code: string | undefined): Promise<Serving> {
  const row = await tx
    .selectFrom('kernel.organisation')
    .select(['id', 'code', 'name', 'name_en', 'time_zone'])
    .where('code', '=', code ?? '')
    .where('life', 'in', ['active', 'suspended'])
    .executeTakeFirst()
  if (!row) throw new Problem('not_found', noSuchOrganisation)
  return row
}
