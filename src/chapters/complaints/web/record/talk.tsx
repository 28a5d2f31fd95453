import { LockOutlined, MailOutlined, WarningOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { nameIn } from '../../../../kernel/language/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { When } from '../../../../kernel/web/pieces/when.tsx'
import type { ComplaintPage } from '../../complaint/contract.ts'
import type { MailShown } from '../../mail/contract.ts'
import './talk.css'

/** The customer's words, ours to them, what others wrote, and the notes among us, which look like what they are. */
export function Talk({
  complaint: { description, mail, messages, merged: others, received_at },
}: {
  complaint: ComplaintPage
}) {
  const { t, language } = useWords()
  return (
    <ol className="talk">
      <li className="is-from_customer">
        <p className="talk-head">
          {t('complaints.page.said.from_customer')} <ByMail mail={mail} /> <When at={received_at} />
        </p>
        <p className="talk-text">{description || t('complaints.page.removed')}</p>
        <LeftOut mail={mail} />
      </li>
      {messages.map(({ id, kind, text, author, mail, merged, created_at }) => (
        <li key={id} className={`is-${kind}`}>
          <p className="talk-head">
            {kind === 'note' && <LockOutlined aria-hidden="true" />}
            {kind === 'from_other' && <WarningOutlined aria-hidden="true" />}{' '}
            {t(`complaints.page.said.${kind === 'from_other' && merged && !mail ? 'from_merged' : kind}`)}
            <WithMerged number={merged} others={others} />
            {author && <span>{nameIn(language, author)}</span>} <ByMail mail={mail} />{' '}
            <When at={created_at} />
          </p>
          <p className="talk-text">{text || t('complaints.page.removed')}</p>
          <LeftOut mail={mail} />
        </li>
      ))}
    </ol>
  )
}

/** Where its files are, too. */
function WithMerged({ number, others }: { number: string | null; others: ComplaintPage['merged'] }) {
  const { t } = useWords()
  if (!number) return null
  const other = others.find((one) => one.number === number)
  return (
    <span>
      {t('complaints.page.with_merged')}{' '}
      {other ? <Link to={`/complaints/${other.id}`}>{number}</Link> : number}
    </span>
  )
}

function ByMail({ mail }: { mail: MailShown | null }) {
  const { t } = useWords()
  if (!mail) return null
  return (
    <span>
      <MailOutlined aria-hidden="true" /> {t('complaints.page.by_mail', { sender: mail.sender })}
    </span>
  )
}

/** What the sender attached and nobody finds here, with the reason. */
function LeftOut({ mail }: { mail: MailShown | null }) {
  const { t } = useWords()
  if (!mail || mail.left_out.length === 0) return null
  return (
    <div className="talk-left-out">
      <p>{t('complaints.page.left_out')}</p>
      <ul>
        {mail.left_out.map(({ name, reason }) => (
          <li key={`${name} ${reason}`}>{reason}</li>
        ))}
      </ul>
    </div>
  )
}
