import { z } from 'zod'
import { refused } from '../../../errors/problem.ts'
import { ShapeProblem } from '../../../http/validate.ts'
import type { Language } from '../../../language/contract.ts'
import { translate } from '../../../language/translate.ts'
import type { FlowVersion } from '../contract.ts'
import { type FlowFile, flowFile } from './contract.ts'

const sentences = {
  'zh-CN': z.locales.zhCN().localeError,
  'zh-TW': z.locales.zhTW().localeError,
  en: z.locales.en().localeError,
}
/** Enough to begin correcting with. */
const mostFaults = 30

export function writeFlowFile(version: FlowVersion): FlowFile {
  const { key, subject_type, number, title, title_tw, title_en, definition } = version
  return {
    ...{ format: 'bylaw.approval-flow', format_version: 1 },
    ...{ key, subject_type, number, title, title_tw: title_tw ?? null, title_en, definition },
  }
}

/**
 * What a file says. Throws a refusal where it is no JSON, and every fault with its path where it is no flow; what it
 * holds besides is a fault too, so that nothing is lost unsaid.
 */
export function readFlowFile(text: string, language: Language): FlowFile {
  const given = parse(text)
  const read = flowFile.safeParse(given, { error: sentences[language] })
  const faults = read.success
    ? unknownKeys(given, read.data).map((path) => ({
        path,
        message: translate(language, 'approvals.errors.import_unknown_key'),
      }))
    : read.error.issues.map(({ path, message }) => ({ path: path.join('.') || 'text', message }))
  if (faults.length > 0) throw new ShapeProblem(faults.slice(0, mostFaults))
  return read.data as FlowFile
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw refused('approvals.errors.import_not_json')
  }
}

/** Paths of what was given and not taken. What was taken is never deep, so neither is this. */
function unknownKeys(given: unknown, taken: unknown, path = ''): string[] {
  if (typeof given !== 'object' || given === null || typeof taken !== 'object' || taken === null) return []
  return Object.keys(given).flatMap((key) => {
    const at = path ? `${path}.${key}` : key
    if (!Object.hasOwn(taken, key)) return [at]
    return unknownKeys(Reflect.get(given, key), Reflect.get(taken, key), at)
  })
}
