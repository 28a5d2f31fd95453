import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { authCall } from './auth-call.ts'

/** Ends the session and leaves nothing of it in the page: a full load of the sign-in page. */
export function useSignOut(): () => void {
  const client = useQueryClient()
  return useCallback(() => {
    void authCall('sign-out', {})
      .catch(() => undefined)
      .then(() => {
        client.clear()
        location.assign('/sign-in')
      })
  }, [client])
}
