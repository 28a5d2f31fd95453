import { useWords } from '../../language/web/words.tsx'
import { Facts } from '../../web/pieces/facts.tsx'
import { useSession } from '../../web/session.tsx'
import { useCall } from '../../web/use-call.ts'
import type { FieldValue, SubjectType } from '../flow/contract.ts'
import { listSubjectTypes } from '../request/contract.ts'
import type { Request } from './request-words.ts'

/** The fields flows compare, as far as this reader's step shows them. */
export function MatterFields({ request: { subject } }: { request: Request }) {
  const wordOf = useValueText()
  const shown = useFieldsOf(subject.type).filter(({ name }) => Object.hasOwn(subject.fields, name))
  if (shown.length === 0) return null
  return (
    <Facts
      facts={shown.map((field) => ({
        word: field.title,
        value: wordOf(field, subject.fields[field.name] ?? null),
      }))}
    />
  )
}

type Field = SubjectType['fields'][number]

/** What flows compare of a kind of matter, and may have filled in. */
export function useFieldsOf(type: string): Field[] {
  const types = useCall(listSubjectTypes, undefined, { fresh: 5 * 60_000 })
  return types.data?.items.find((one) => one.type === type)?.fields ?? []
}

/** What a field holds, in words. */
export function useValueText(): (field: Field, value: FieldValue) => string {
  const { t, formats } = useWords()
  const { company } = useSession()
  return (field, value) => {
    if (value === null || value === '') return t('approvals.request.field_empty')
    if (typeof value === 'boolean') return t(value ? 'approvals.condition.yes' : 'approvals.condition.no')
    if (typeof value === 'number')
      return field.money ? formats.money(value, company.currency) : formats.number(value)
    if (field.type === 'day') return formats.date(value)
    return field.options.find((one) => one.value === value)?.word ?? value
  }
}
