import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { useCall } from '../../web/use-call.ts'
import { readSessionOptions } from '../contract.ts'
import { authCall } from './auth-call.ts'
import { BarePage } from './bare-page.tsx'
import { CodeForm } from './code-form.tsx'
import { DemoAccounts } from './demo-accounts.tsx'
import { PasswordForm } from './password-form.tsx'
import { Providers } from './providers.tsx'
import { useArrive } from './use-arrive.ts'
import { useAuth } from './use-auth.ts'

type SignedIn = { twoFactorRedirect?: boolean }

/** Signing in: password, then a code where the account asks for one; the company's own sign-in; demo accounts. */
export function SignInPage() {
  const { t, language } = useWords()
  const { data: options } = useCall(readSessionOptions)
  const { run, running, refusal } = useAuth()
  const { arrive, choose } = useArrive()
  const [asksCode, setAsksCode] = useState(false)

  const signIn = (name: string, email: string, password: string, remember: boolean) =>
    run(name, async () => {
      const answer = await authCall<SignedIn>('sign-in/email', { email, password, rememberMe: remember })
      if (answer.twoFactorRedirect) setAsksCode(true)
      else await arrive()
    })
  const verify = (code: string, backup: boolean, trustDevice: boolean) =>
    run('code', async () => {
      await authCall(backup ? 'two-factor/verify-backup-code' : 'two-factor/verify-totp', {
        code,
        trustDevice,
      })
      await arrive()
    })
  const demo = options?.demo
  const accounts = demo && !asksCode && (
    <DemoAccounts
      accounts={demo.accounts}
      password={demo.password}
      running={running}
      onChoose={(email) => void signIn(email, email, demo.password, false)}
    />
  )
  return (
    <BarePage company={options?.company.name} onLanguage={choose} beside={accounts}>
      <h1>{t(asksCode ? 'access.sign_in.code_title' : 'access.sign_in.title')}</h1>
      {asksCode ? (
        <CodeForm
          onSubmit={verify}
          onBack={() => setAsksCode(false)}
          running={running === 'code'}
          refusal={refusal}
        />
      ) : (
        <>
          <PasswordForm
            onSubmit={({ email, password, remember }) => signIn('form', email, password, remember)}
            running={running === 'form'}
            refusal={refusal}
          />
          <Providers providers={options?.providers ?? []} />
          <p className="bare-aside">
            <a href={`/public/documents?lang=${language}`}>{t('access.sign_in.check_document')}</a>
          </p>
        </>
      )}
    </BarePage>
  )
}
