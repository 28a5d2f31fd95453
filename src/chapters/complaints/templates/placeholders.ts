import { type FieldFault, invalid } from '../../../kernel/errors/problem.ts'
import { type Placeholder, placeholders, type TemplateWords } from './contract.ts'

const name = /\{\{\s*([^{}]*?)\s*\}\}/g

/** Throws `invalid` on the texts that name what can't be put in, or whose braces don't pair up. */
export function checkPlaceholders({ text, text_tw, text_en }: TemplateWords): void {
  const faults = Object.entries({ text, text_tw, text_en }).flatMap(([path, said]) =>
    faultOf(path, said ?? ''),
  )
  if (faults.length > 0) throw invalid('errors.invalid', {}, faults)
}

function faultOf(path: string, said: string): FieldFault[] {
  const unknown = [...said.matchAll(name)]
    .map(([, one]) => one!)
    .filter((one) => !(placeholders as readonly string[]).includes(one))
  if (unknown.length > 0)
    return [
      {
        ...{ path, code: 'complaints.template.errors.unknown_placeholder' },
        params: { unknown: [...new Set(unknown)].map(written), known: placeholders.map(written) },
      },
    ]
  // What is left of braces belongs to none.
  return /[{}]/.test(said.replaceAll(name, ''))
    ? [{ path, code: 'complaints.template.errors.open_placeholder', params: { example: written('number') } }]
    : []
}

const written = (one: string) => `{{${one}}}`

export type Filling = Record<Placeholder, string>

/** Puts in what is known of the complaint; what it doesn't have leaves nothing. */
export const fill = (text: string, filling: Filling): string =>
  text.replaceAll(name, (_all, one: string) => filling[one as Placeholder] ?? '')
