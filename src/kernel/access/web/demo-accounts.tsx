import { LoadingOutlined, RightOutlined } from '@ant-design/icons'
import { useWords } from '../../language/web/words.tsx'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import type { RoleKey } from './role-key.ts'
import './demo-accounts.css'

export type DemoAccount = {
  email: string
  name: string
  name_en: string | null
  role: RoleKey
  organisation_name: string
}

type Props = {
  accounts: DemoAccount[]
  password: string
  /** The email being signed in. */
  running: string | undefined
  onChoose: (email: string) => void
}

/** The demo's cast as lines of a ledger: who they are, what they do here; a click signs in as them. */
export function DemoAccounts({ accounts, password, running, onChoose }: Props) {
  const { t } = useWords()
  const name = usePersonName()
  return (
    <section className="demo" aria-labelledby="demo-title">
      <h2 id="demo-title">{t('access.sign_in.demo_title')}</h2>
      <p className="muted">{t('access.sign_in.demo_text', { password })}</p>
      <ul>
        {accounts.map((account) => (
          <li key={account.email}>
            <button
              type="button"
              className="plain-button demo-line"
              aria-busy={running === account.email}
              onClick={() => onChoose(account.email)}
            >
              <span className="person-tag-ring" aria-hidden="true">
                {[...name(account)][0]}
              </span>
              <span className="demo-words">
                <span>
                  <strong>{name(account)}</strong>{' '}
                  <span className="muted">
                    {t(`access.sign_in.role.${account.role}.name`)} · {account.organisation_name}
                  </span>
                </span>
                <span className="faint">{t(`access.sign_in.role.${account.role}.does`)}</span>
              </span>
              {running === account.email ? (
                <LoadingOutlined aria-hidden="true" />
              ) : (
                <RightOutlined aria-hidden="true" />
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
