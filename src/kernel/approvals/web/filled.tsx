import { useWords } from '../../language/web/words.tsx'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { useFieldsOf, useValueText } from './matter-fields.tsx'
import type { Step } from './request-words.ts'

type Filled = Step['filled'][number]

/** What was filled in at a step, and by whom, in one line each. */
export function useFilledText(type: string): (filled: Filled) => string {
  const { t } = useWords()
  const fields = useFieldsOf(type)
  const wordOf = useValueText()
  const nameOf = usePersonName()
  return ({ field: name, value, person, proxy }) => {
    const field = fields.find((one) => one.name === name)
    if (!field) return ''
    const by = proxy
      ? t('approvals.proxy.answered', { proxy: nameOf(proxy), owner: nameOf(person) })
      : nameOf(person)
    return t('approvals.fill.line', { field: field.title, value: wordOf(field, value), by })
  }
}

export function FilledLines({ type, filled }: { type: string; filled: Filled[] }) {
  const text = useFilledText(type)
  return (
    <ul className="step-filled">
      {filled.map((one) => (
        <li key={one.field}>{text(one)}</li>
      ))}
    </ul>
  )
}
