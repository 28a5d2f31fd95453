import { LockOutlined } from '@ant-design/icons'
import { nameIn } from '../../../../kernel/language/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { When } from '../../../../kernel/web/pieces/when.tsx'
import type { ComplaintPage } from '../../complaint/contract.ts'
import './talk.css'

/** The customer's words, ours to them, and the notes among us, which look like what they are. */
export function Talk({ complaint: { description, messages, received_at } }: { complaint: ComplaintPage }) {
  const { t, language } = useWords()
  return (
    <ol className="talk">
      <li className="is-from_customer">
        <p className="talk-head">
          {t('complaints.page.said.from_customer')} <When at={received_at} />
        </p>
        <p className="talk-text">{description || t('complaints.page.removed')}</p>
      </li>
      {messages.map(({ id, kind, text, author, created_at }) => (
        <li key={id} className={`is-${kind}`}>
          <p className="talk-head">
            {kind === 'note' && <LockOutlined aria-hidden="true" />} {t(`complaints.page.said.${kind}`)}
            {author && <span>{nameIn(language, author)}</span>} <When at={created_at} />
          </p>
          <p className="talk-text">{text || t('complaints.page.removed')}</p>
        </li>
      ))}
    </ol>
  )
}
