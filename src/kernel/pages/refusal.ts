import { Problem, statusOf } from '../errors/problem.ts'
import type { Kernel } from '../http/context.ts'
import type { Language } from '../language/contract.ts'
import { translate } from '../language/translate.ts'
import { mostFiles, tooManyFiles } from './file-field.ts'
import { html } from './html.ts'
import type { Shown } from './public-page.ts'
import { summaryOf } from './summary.ts'

type Refusal = {
  /** Of the sentence that says why. */
  key: string
  sentences: string[]
  title: string
  status: number
  retry_after?: number
}

/** The sentence of a refusal; a fault of ours says nothing of its inside. */
export function sayRefusal(
  app: Kernel,
  language: Language,
  { error, sent }: { error: unknown; sent: boolean },
): Refusal {
  const say = (key: string, params?: Record<string, unknown>) => translate(language, key, params)
  const title = (kind: string) => say(sent ? 'pages.frame.refused' : `errors.title.${kind}`)
  if (!(error instanceof Problem)) {
    const { key, status, params } = readFault(error)
    if (status === 500) app.log.error(error, 'a public page failed')
    const { MAX_UPLOAD_MB: limit } = app.configuration
    return { key, sentences: [say(key, { limit, ...params })], title: title('internal'), status }
  }
  const { code: key, kind, params, fields } = error
  const minutes = kind === 'limited' ? params.minutes : undefined
  return {
    key,
    sentences: [say(key, params), ...fields.map((fault) => say(fault.code, fault.params))],
    title: title(kind),
    status: statusOf[kind],
    ...(typeof minutes === 'number' ? { retry_after: minutes * 60 } : {}),
  }
}

type Fault = { key: string; status: number; params?: Record<string, unknown> }

function readFault(error: unknown): Fault {
  const { statusCode, code, file } = error as { statusCode?: number; code?: string; file?: string }
  if (code === 'FST_PROTO_VIOLATION') return { key: 'pages.errors.too_many_fields', status: 400 }
  if (statusCode !== 413) return { key: 'pages.errors.fault', status: 500 }
  if (code === 'FST_FILES_LIMIT') return { key: tooManyFiles, status: 413, params: { most: mostFiles } }
  if (code !== 'FST_REQ_FILE_TOO_LARGE') return { key: 'pages.errors.too_many_fields', status: 413 }
  return { key: 'files.errors.too_large', status: 413, params: { name: file } }
}

/** The page of a refusal: what was sent once more below the sentence, where it can be asked for, or the way back to it. */
export function showRefusal(
  { key: _key, sentences, ...about }: Refusal,
  { asked, back }: { asked: Shown | undefined; back: string | false },
): Shown {
  const summary = summaryOf(sentences, asked?.faulty)
  if (asked) return { ...asked, ...about, title: asked.title, body: html`${summary}${asked.body}` }
  return { ...about, body: html`${summary}${back && html`<p>${back}</p>`}` }
}
