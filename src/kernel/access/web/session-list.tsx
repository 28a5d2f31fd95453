import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { PageSkeleton } from '../../web/pieces/page-skeleton.tsx'
import { When } from '../../web/pieces/when.tsx'
import { type AuthRefusal, authCall } from './auth-call.ts'
import { deviceOf } from './device-of.ts'
import { Refusal } from './refusal.tsx'
import { useAuth } from './use-auth.ts'

type AuthSession = {
  id: string
  token: string
  userAgent?: string | null
  ipAddress?: string | null
  updatedAt: string
}

/** Where this account is signed in; any of it can be ended from here. */
export function SessionList() {
  const { t } = useWords()
  const { run, running, refusal } = useAuth()
  const sessions = useQuery<AuthSession[], AuthRefusal>({
    queryKey: ['auth.sessions'],
    queryFn: () => authCall<AuthSession[]>('list-sessions'),
  })
  const mine = useQuery({
    queryKey: ['auth.own_session'],
    queryFn: () => authCall<{ session: { id: string } } | null>('get-session'),
  })
  const end = (name: string, path: string, body: Record<string, unknown>) =>
    run(name, async () => {
      await authCall(path, body)
      await sessions.refetch()
    })
  if (sessions.error) return <Refusal text={t(sessions.error.sentence)} />
  if (!sessions.data) return <PageSkeleton kind="rows" rows={2} />
  const here = mine.data?.session.id
  return (
    <>
      <Refusal text={refusal} />
      <ul>
        {sessions.data.map((one) => (
          <li key={one.id} className="session-line">
            <span className="session-words">
              <span>
                {deviceOf(one.userAgent) || t('access.account.unknown_device')}
                {one.id === here && <strong> · {t('access.account.this_device')}</strong>}
              </span>
              <span className="faint">
                {one.ipAddress} · <When at={one.updatedAt} table />
              </span>
            </span>
            {one.id !== here && (
              <Button
                size="small"
                loading={running === one.id}
                onClick={() => void end(one.id, 'revoke-session', { token: one.token })}
              >
                {t('access.account.end_session')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.data.length > 1 && (
        <Button
          danger
          loading={running === 'others'}
          onClick={() => void end('others', 'revoke-other-sessions', {})}
        >
          {t('access.account.end_others')}
        </Button>
      )}
    </>
  )
}
