import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Problem } from '../errors/problem.ts'
import { findUnstorable } from '../errors/unstorable.ts'
import type { Language } from '../language/contract.ts'
import { translate } from '../language/translate.ts'
import type { Endpoint } from './contract.ts'
import { shapeSentence } from './shape-sentence.ts'

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
    const parsed = schema.safeParse(value, { reportInput: true })
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues)
      faults.push({ path: issue.path.join('.'), message: shapeSentence(issue, language) })
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

/** Beside an upload, no text field at all means that none is asked for. */
function bodyOf(endpoint: Endpoint, body: unknown, fields: Record<string, string> | undefined): unknown {
  if (endpoint.carries !== 'upload') return body ?? undefined
  return endpoint.body instanceof z.ZodUndefined ? undefined : fields
}
