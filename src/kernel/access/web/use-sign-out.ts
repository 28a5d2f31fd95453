import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useCallback } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { signOut } from './sign-out.ts'

/** Ends the session and leaves nothing of it in the page: a full load of the sign-in page. Says so where it stays open. */
export function useSignOut(): () => void {
  const client = useQueryClient()
  const { message } = App.useApp()
  const { t } = useWords()
  return useCallback(() => {
    void signOut({
      leave: () => {
        client.clear()
        location.assign('/sign-in')
      },
      stay: () => void message.error(t('access.auth.still_signed_in')),
    })
  }, [client, message, t])
}
