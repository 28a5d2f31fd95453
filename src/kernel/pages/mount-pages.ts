import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { newId } from '../db/new-id.ts'
import { nothing } from '../db/transaction.ts'
import { Problem } from '../errors/problem.ts'
import type { Kernel } from '../http/context.ts'
import { withContext } from '../http/open-context.ts'
import { retryAfter, toDocument } from '../http/problems.ts'
import { dropReceived, type Received, receiveForm } from '../http/upload.ts'
import { isLanguage, type Language, negotiateLanguage } from '../language/contract.ts'
import { translate } from '../language/translate.ts'
import { readCompanySettings } from '../settings/company.ts'
import { serveScript } from './browser/serve-script.ts'
import { mostFiles } from './file-field.ts'
import { frame, rewording } from './frame.ts'
import { html } from './html.ts'
import type { PublicPage, Sent, Shown } from './public-page.ts'
import { sayRefusal, showRefusal } from './refusal.ts'
import { summaryOf } from './summary.ts'

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
    serveScript(scope)
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
  const body = html`${summaryOf([detail])}${back}`
  return send(request, reply, { title, status, body, language, company: '' })
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { status = 200, ...shown }: Shown & { language: Language; company: string },
) {
  const { method, url, query } = request
  const { language, languages = method === 'GET' ? { address: url } : undefined } = shown
  return (
    reply
      .code(status)
      .header('content-language', language)
      // What was typed into a form is there again for whoever comes back to it: of a page that mayn't be stored it is not.
      // Where the address holds a code nobody types, and what it shows stays on no disk.
      .header('cache-control', method === 'GET' && !hasCode(query) ? 'private, no-cache' : 'no-store')
      // Without a referrer a form would come from nowhere, and be refused of whoever is signed in as well.
      .header('referrer-policy', 'same-origin')
      .type('text/html; charset=utf-8')
      .send(frame({ ...shown, languages }))
  )
}

const hasCode = (query: unknown) => Object.hasOwn(query as object, 'code')

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
  const form: Received = { fields: {}, files: [] }
  const params = withoutNul(request.params as Record<string, string>)
  const sent = (): Sent => ({ params, query: withoutNul(query), ...form, address: request.ip })
  try {
    if (page.method === 'POST') await receive(app, page, request, form)
    const { reworded } = page
    if (reworded && form.fields[rewording])
      return await withContext(app, { ...opening, readOnly: true }, (ctx) => reworded(ctx, sent()))
    return await withContext(app, opening, (ctx) => page.work(ctx, sent()))
  } catch (error) {
    const posted = page.method === 'POST'
    const refusal = sayRefusal(app, language, { error, sent: posted })
    const reading = { ...opening, readOnly: true }
    const asked =
      refusal.status < 500 && !halfRead.has(refusal.key)
        ? await withContext(app, reading, async (ctx) => page.again?.(ctx, sent(), refusal.key)).catch(
            (fault) => {
              // What was refused is said all the same.
              if (!(fault instanceof Problem))
                app.log.error(fault, 'a public page could not be asked for again')
            },
          )
        : undefined
    return showRefusal(refusal, {
      asked: asked ?? undefined,
      back: posted && translate(language, 'pages.frame.go_back'),
    })
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

const noForm = 'pages.errors.form_expected'
/** A form that came in part has nothing to be asked for again: what was typed is one step back. */
const halfRead = new Set([noForm, 'pages.errors.too_many_fields'])

/**
 * Fills the form in as it comes: of one whose files are too much the fields before them are there as well. Lines end as
 * everywhere else, whatever a browser sends; a file field left empty brings none.
 */
async function receive(
  { filesDir }: Kernel,
  page: PublicPage,
  request: FastifyRequest,
  form: Received,
): Promise<void> {
  const typed = request.body instanceof URLSearchParams && Object.fromEntries(request.body)
  // Without its files a form is good for being shown again, and for nothing else.
  const shownAgain = typed && page.reworded && typed[rewording]
  const fields: Record<string, string> = shownAgain ? typed : {}
  try {
    if (shownAgain) return
    const { files } = await receiveForm(request, { filesDir, most: mostFiles, expected: noForm, fields })
    form.files = files.filter(({ size }) => size > 0)
    await dropReceived({ files: files.filter(({ size }) => size === 0) })
  } finally {
    const lines = ([name, text]: [string, string]) => [name, text.replaceAll('\r\n', '\n')]
    form.fields = Object.fromEntries(Object.entries(withoutNul(fields)).map(lines))
  }
}
