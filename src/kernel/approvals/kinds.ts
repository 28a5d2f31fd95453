import type { Language } from '../language/contract.ts'
import { translate } from '../language/translate.ts'
import type { SubjectType } from './flow/contract.ts'
import { findApprovalSubject, listApprovalSubjects } from './subjects.ts'

/** What kind of matter it is, in the reader's language. */
export function kindOf(language: Language, type: string): string {
  const subject = findApprovalSubject(type)
  return subject ? translate(language, subject.title) : type
}

/** Every kind of matter that can be approved, with what flows may compare, in the reader's language. */
export function describeSubjects(language: Language): SubjectType[] {
  return listApprovalSubjects().map(({ type, title, fields }) => ({
    type,
    title: translate(language, title),
    fields: Object.entries(fields).map(([name, field]) => ({
      name,
      title: translate(language, field.title),
      type: field.type,
      options: Object.entries(field.options ?? {}).map(([value, word]) => ({
        value,
        word: translate(language, word),
      })),
      money: field.money === true,
      fillable: field.fillable === true,
    })),
  }))
}
