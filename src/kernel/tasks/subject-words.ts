import type { Language } from '../language/contract.ts'
import { translate } from '../language/translate.ts'

const words = new Map<string, string>()

/** What kind of thing tasks of a subject type are about: a message key, said once at start by whose subjects they are. */
export function nameSubject(type: string, title: string): void {
  words.set(type, title)
}

export function subjectWord(language: Language, type: string): string | null {
  const title = words.get(type)
  return title === undefined ? null : translate(language, title)
}
