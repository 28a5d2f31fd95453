import { useTranslation } from 'react-i18next'
import type { MessageKey } from '../../language/messages/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { When } from '../../web/pieces/when.tsx'
import type { Request } from './request-words.ts'

/** What was changed about the matter between its rounds, and that votes became void where they did. */
export function Changes({ request }: { request: Request }) {
  const { t } = useWords()
  const say = useChangeText()
  return (
    <ul className="request-changes">
      {request.changes.map((change) => (
        <li key={change.round} className={change.voided ? 'approval-mark' : 'step-rule'}>
          {say(request.subject.type, change)}
          {change.voided && ` · ${t('approvals.panel.votes_void')}`} <When at={change.at} />
        </li>
      ))}
    </ul>
  )
}

/** Who changed what for which round. The parts of a matter have the names its chapter gives them in its history. */
export function useChangeText() {
  const { t, formats } = useWords()
  const { i18n } = useTranslation()
  const nameOf = usePersonName()
  return (type: string, { round, person, fields }: Request['changes'][number]) => {
    const [part = '', thing = ''] = type.split('.')
    const word = (field: string) => {
      const own = [`${part}.trail_fields.${thing}_${field}`, `${part}.trail_fields.${field}`]
      const key = own.find((one) => i18n.exists(one))
      if (key) return t(key as MessageKey)
      return field === 'content' ? t('approvals.panel.content') : field
    }
    const name = nameOf(person)
    if (fields.length === 0) return t('approvals.panel.changed_something', { round, name })
    return t('approvals.panel.changed_fields', { round, name, fields: formats.list(fields.map(word)) })
  }
}
