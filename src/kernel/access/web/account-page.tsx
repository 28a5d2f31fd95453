import { Button, Select } from 'antd'
import type { ReactNode } from 'react'
import { isLanguage, languageLabels, languages } from '../../language/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import { useGo } from '../../web/navigation.ts'
import { usePageTitle } from '../../web/page-title.ts'
import { Facts } from '../../web/pieces/facts.tsx'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { useSession } from '../../web/session.tsx'
import { KeyList } from './key-list.tsx'
import { PasswordChange } from './password-change.tsx'
import { SessionList } from './session-list.tsx'
import { TwoFactor } from './two-factor.tsx'
import { useLanguageOfAccount } from './use-language-of-account.ts'
import { useRoleTitle } from './use-role-name.ts'
import './account-page.css'

/** My account: who I am here, language, password, second step, where I am signed in. */
export function AccountPage() {
  const { t, language, setLanguage } = useWords()
  const session = useSession()
  const name = usePersonName()(session)
  const roleTitle = useRoleTitle()
  const remember = useLanguageOfAccount()
  const go = useGo()
  usePageTitle(t('access.account.title'))
  const choose = (next: string) => {
    if (isLanguage(next)) void setLanguage(next).then(() => remember(next))
  }
  return (
    <div className="account">
      <h1>{t('access.account.title')}</h1>
      <Card title={t('access.account.who')}>
        <Facts
          facts={[
            { word: t('access.account.name'), value: name },
            { word: t('access.sign_in.email'), value: session.email },
            { word: t('access.account.organisation'), value: session.organisation?.name },
            {
              word: t('access.account.roles'),
              value: session.roles.map((role) => (
                <span key={`${role.role} ${role.organisation_id}`} className="account-role">
                  {roleTitle({ ...role, key: role.role })} · {role.organisation_name}
                </span>
              )),
            },
          ]}
        />
      </Card>
      <Card title={t('access.account.language')} text={t('access.account.language_text')}>
        <Select
          value={language}
          className="account-language"
          aria-label={t('access.account.language')}
          options={languages.map((one) => ({ value: one, label: languageLabels[one] }))}
          onChange={choose}
        />
      </Card>
      <Card title={t('access.account.notices')} text={t('access.account.notices_text')}>
        <Button onClick={() => go('/account/notices')}>{t('access.account.set_notices')}</Button>
      </Card>
      <Card title={t('access.account.password')} text={t('access.account.password_text')}>
        <PasswordChange />
      </Card>
      <Card title={t('access.account.two_factor')} text={t('access.account.two_factor_text')}>
        <TwoFactor />
      </Card>
      <Card title={t('access.account.sessions')} text={t('access.account.sessions_text')}>
        <SessionList />
      </Card>
      <Card title={t('access.keys.title')} text={t('access.keys.text')}>
        <KeyList />
      </Card>
    </div>
  )
}

function Card({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <section className="card account-card" aria-label={title}>
      <h2>{title}</h2>
      {text && <p className="muted">{text}</p>}
      <div>{children}</div>
    </section>
  )
}
