import { useWords } from '../../language/web/words.tsx'
import { Facts } from '../../web/pieces/facts.tsx'
import { useSession } from '../../web/session.tsx'
import { useCall } from '../../web/use-call.ts'
import type { FieldValue, SubjectType } from '../flow/contract.ts'
import { listSubjectTypes } from '../request/contract.ts'
import type { Request } from './request-words.ts'

/** The fields flows compare, as far as this reader's step shows them. */
export function MatterFields({ request: { subject } }: { request: Request }) {
  const types = useCall(listSubjectTypes, undefined, { fresh: 5 * 60_000 })
  const wordOf = useValueText()
  const fields = types.data?.items.find(({ type }) => type === subject.type)?.fields ?? []
  const shown = fields.filter(({ name }) => Object.hasOwn(subject.fields, name))
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

function useValueText(): (field: SubjectType['fields'][number], value: FieldValue) => string {
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
