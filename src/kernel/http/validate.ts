import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Problem } from '../errors/problem.ts'
import type { Language } from '../language/contract.ts'
import { translate } from '../language/translate.ts'
import type { Endpoint } from './contract.ts'

const sentences = {
  'zh-CN': z.locales.zhCN().localeError,
  'zh-TW': z.locales.zhTW().localeError,
  en: z.locales.en().localeError,
}

/** A request whose shape is not the declared one: every fault at once, each sentence in the caller's language. */
export class ShapeProblem extends Problem {
  readonly faults: { path: string; message: string }[]

  constructor(faults: { path: string; message: string }[]) {
    super('invalid', 'errors.invalid')
    this.faults = faults
  }
}

/** Checks params, query and body against the declaration. Throws `ShapeProblem`. */
export function checkInput(
  endpoint: Endpoint,
  request: FastifyRequest,
  language: Language,
  fields?: Record<string, string>,
) {
  const faults: { path: string; message: string }[] = []
  const check = (schema: z.ZodType, value: unknown) => {
    const parsed = schema.safeParse(value, { error: sentences[language] })
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues)
      faults.push({ path: issue.path.join('.'), message: sentenceOf(issue, language) })
    return undefined
  }
  const given = [request.params ?? {}, request.query ?? {}, bodyOf(endpoint, request.body, fields)] as const
  for (const path of given.flatMap(findUnstorable))
    faults.push({ path, message: translate(language, 'errors.unstorable_text') })
  const params = check(endpoint.params, given[0])
  const query = check(endpoint.query, given[1])
  const body = check(endpoint.body, given[2])
  if (faults.length > 0) throw new ShapeProblem(faults)
  return { params, query, body }
}

/** Paths of texts that the database can't keep as they are: half a surrogate pair, or U+0000; also as a field's name. */
function findUnstorable(given: unknown): string[] {
  const paths: string[] = []
  const left: [path: string, value: unknown][] = [['', given]]
  for (let next = left.pop(); next; next = left.pop()) {
    const [path, value] = next
    if (typeof value === 'string' && !isStorable(value)) paths.push(path)
    if (typeof value !== 'object' || value === null) continue
    for (const [key, inner] of Object.entries(value)) {
      if (!isStorable(key)) paths.push(path)
      else left.push([path ? `${path}.${key}` : key, inner])
    }
  }
  return paths
}

const isStorable = (text: string) => text.isWellFormed() && !text.includes('\0')

/** A message of ours (`calendar.errors.hours_overlap`) is its key. */
function sentenceOf({ code, message }: z.core.$ZodIssue, language: Language): string {
  const ours = code === 'custom' && /^[a-z_]+(\.[a-z0-9_]+)+$/.test(message)
  return ours ? translate(language, message) : message
}

/** Beside an upload, no text field at all means that none is asked for. */
function bodyOf(endpoint: Endpoint, body: unknown, fields: Record<string, string> | undefined): unknown {
  if (endpoint.carries !== 'upload') return body ?? undefined
  return endpoint.body instanceof z.ZodUndefined ? undefined : fields
}
