import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { newId } from '../db/new-id.ts'
import { nothing } from '../db/transaction.ts'
import { Problem, statusOf } from '../errors/problem.ts'
import type { Kernel } from '../http/context.ts'
import { withContext } from '../http/open-context.ts'
import { retryAfter, toDocument } from '../http/problems.ts'
import { dropReceived, type Received, receiveForm } from '../http/upload.ts'
import { isLanguage, type Language, negotiateLanguage } from '../language/contract.ts'
import { translate } from '../language/translate.ts'
import { readCompanySettings } from '../settings/company.ts'
import { frame, rewording } from './frame.ts'
import { html } from './html.ts'
import type { PublicPage, Sent, Shown } from './public-page.ts'

/** Serves the pages for whoever has no account. What is refused is said on a page of the same kind. */
export function mountPages(server: FastifyInstance, app: Kernel, pages: PublicPage[]): void {
  server.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 200_000 },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    )
    // Overload, a limit, a lost database: what stops a request before its page is a page too.
    scope.setErrorHandler((error, request, reply) => serveFault(error, request, reply))
    for (const page of pages)
      scope.route({
        method: page.method,
        url: page.path,
        handler: async (request, reply) => servePage(app, page, request, reply),
      })
  })
}

async function servePage(app: Kernel, page: PublicPage, request: FastifyRequest, reply: FastifyReply) {
  const query = request.query as Record<string, string>
  const language = languageOf(request, query.lang)
  const { short_name, short_name_en } = await readCompanySettings(app.db)
  const company = (language === 'en' && short_name_en) || short_name
  const shown = await show(app, page, request, { language, query })
  if (shown.retry_after) reply.header('retry-after', shown.retry_after)
  return send(request, reply, { ...shown, language, company })
}

/** Asks nothing of the database, which may be what is missing: the company stays unnamed. */
function serveFault(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const language = languageOf(request, (request.query as Record<string, string> | undefined)?.lang)
  const { title, detail, status } = toDocument(error, language, request.id)
  if (status === 500) request.log.error(error, 'a public page failed')
  if (status === 429 || status === 503)
    reply.header('retry-after', reply.getHeader('retry-after') ?? retryAfter)
  const back = request.method === 'POST' && html`<p>${translate(language, 'pages.frame.go_back')}</p>`
  const body = html`<div class="notice" role="alert"><p>${detail}</p></div>${back}`
  return send(request, reply, { title, status, body, language, company: '' })
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { status = 200, ...shown }: Shown & { language: Language; company: string },
) {
  const { method, url } = request
  const { language, languages = method === 'GET' ? { address: url } : undefined } = shown
  return (
    reply
      .code(status)
      .header('content-language', language)
      .header('cache-control', 'no-store')
      // Without a referrer a form would come from nowhere, and be refused of whoever is signed in as well.
      .header('referrer-policy', 'same-origin')
      .type('text/html; charset=utf-8')
      .send(frame({ ...shown, languages }))
  )
}

function languageOf({ headers }: FastifyRequest, chosen: unknown): Language {
  if (typeof chosen === 'string' && isLanguage(chosen)) return chosen
  return negotiateLanguage(headers['accept-language'], undefined)
}

type Asked = { language: Language; query: Record<string, string> }

async function show(
  app: Kernel,
  page: PublicPage,
  request: FastifyRequest,
  { language, query }: Asked,
): Promise<Shown> {
  const opening = {
    ...{ language, request_id: request.id || newId(), caller: null, held: null, reach: nothing },
    readOnly: page.method === 'GET',
  }
  let form: Received = { fields: {}, files: [] }
  let read = page.method === 'GET'
  const params = withoutNul(request.params as Record<string, string>)
  const sent = (): Sent => ({ params, query: withoutNul(query), ...form, address: request.ip })
  try {
    if (page.method === 'POST') form = await receive(app, page, request)
    read = true
    const { reworded } = page
    if (reworded && form.fields[rewording])
      return await withContext(app, { ...opening, readOnly: true }, (ctx) => reworded(ctx, sent()))
    return await withContext(app, opening, (ctx) => page.work(ctx, sent()))
  } catch (error) {
    const refused = refusal(app, language, { error, sent: page.method === 'POST' })
    // A form that never came whole has nothing to be asked for again: what was typed is one step back.
    if (!(error instanceof Problem) || !read) return refused
    const reading = { ...opening, readOnly: true }
    const asked = await withContext(app, reading, async (ctx) => page.again?.(ctx, sent())).catch((fault) => {
      // What was refused is said all the same.
      app.log.error(fault, 'a public page could not be asked for again')
    })
    const { notice, body: _alone, title: _title, ...said } = refused
    return asked ? { ...asked, ...said, body: html`${notice}${asked.body}` } : refused
  } finally {
    await dropReceived(form)
  }
}

/** Without characters no database holds; what came twice, as a list, stays for the page to pass over. */
const withoutNul = (texts: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [
      name,
      typeof text === 'string' ? text.replaceAll('\0', '') : text,
    ]),
  )

/** As many files as one form may bring. */
const mostFiles = 5

/** Lines end as everywhere else, whatever a browser sends; a file field left empty brings none. */
async function receive({ filesDir }: Kernel, page: PublicPage, request: FastifyRequest): Promise<Received> {
  const expected = 'pages.errors.form_expected'
  const typed = request.body instanceof URLSearchParams && Object.fromEntries(request.body)
  // Without its files a form is good for being shown again, and for nothing else.
  const { fields, files } =
    typed && page.reworded && typed[rewording]
      ? { fields: typed, files: [] }
      : await receiveForm(request, { filesDir, most: mostFiles, expected })
  const texts = Object.entries(withoutNul(fields)).map(([name, text]) => [
    name,
    text.replaceAll('\r\n', '\n'),
  ])
  const [blank, brought] = [files.filter(({ size }) => size === 0), files.filter(({ size }) => size > 0)]
  await dropReceived({ files: blank })
  return { fields: Object.fromEntries(texts), files: brought }
}

/** The sentence of a refusal, with the way back; a fault of ours says nothing of its inside. */
function refusal(app: Kernel, language: Language, { error, sent }: { error: unknown; sent: boolean }) {
  const say = (key: string, params?: Record<string, unknown>) => translate(language, key, params)
  const { statusCode, code } = error as { statusCode?: number; code?: string }
  const tooLarge = statusCode === 413
  const tooMuch = () => {
    if (code === 'FST_FILES_LIMIT') return say('pages.errors.too_many_files', { most: mostFiles })
    if (code !== 'FST_REQ_FILE_TOO_LARGE') return say('pages.errors.too_many_fields')
    return say('pages.errors.too_large', { limit: app.configuration.MAX_UPLOAD_MB })
  }
  if (!(error instanceof Problem) && !tooLarge) app.log.error(error, 'a public page failed')
  const words =
    error instanceof Problem
      ? [say(error.code, error.params), ...error.fields.map((fault) => say(fault.code, fault.params))]
      : [tooLarge ? tooMuch() : say('pages.errors.fault')]
  const kind = error instanceof Problem ? error.kind : 'internal'
  const minutes = error instanceof Problem && error.kind === 'limited' ? error.params.minutes : undefined
  const notice = html`<div class="notice" role="alert">${words.map((word) => html`<p>${word}</p>`)}</div>`
  return {
    notice,
    title: say(sent ? 'pages.frame.refused' : `errors.title.${kind}`),
    ...(typeof minutes === 'number' ? { retry_after: minutes * 60 } : {}),
    status: error instanceof Problem ? statusOf[error.kind] : tooLarge ? 413 : 500,
    body: html`${notice}${sent && html`<p>${say('pages.frame.go_back')}</p>`}`,
  }
}
