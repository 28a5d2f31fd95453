import { useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { authCall } from './auth-call.ts'
import { safeBackPath } from './back-path.ts'
import { Refusal } from './refusal.tsx'
import { useAuth } from './use-auth.ts'

type Props = { providers: { id: string; name: string }[] }

/** The company's own sign-in (OIDC), when it is set up. */
export function Providers({ providers }: Props) {
  const { t } = useWords()
  const { run, running, refusal } = useAuth()
  const search: Record<string, unknown> = useSearch({ strict: false })
  const start = (provider: string) =>
    run(provider, async () => {
      const { url } = await authCall<{ url?: string }>('sign-in/social', {
        provider,
        callbackURL: safeBackPath(search.back),
      })
      if (url) location.assign(url)
    })
  if (providers.length === 0) return null
  return (
    <div className="bare-form">
      <p className="bare-or">{t('access.sign_in.or')}</p>
      <Refusal text={refusal} />
      {providers.map(({ id, name }) => (
        <Button key={id} size="large" block loading={running === id} onClick={() => void start(id)}>
          {t('access.sign_in.with', { name })}
        </Button>
      ))}
    </div>
  )
}
