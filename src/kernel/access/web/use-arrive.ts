import { useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useRef } from 'react'
import { isLanguage, type Language } from '../../language/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import { call } from '../../web/call.ts'
import { useGo } from '../../web/navigation.ts'
import { callKey } from '../../web/use-call.ts'
import { readSession, updateSession } from '../contract.ts'
import { safeBackPath } from './back-path.ts'

/**
 * After signing in: nothing of an earlier person stays, the account's language is spoken (or learns the one chosen
 * on this page), and one is back where one wanted to be.
 */
export function useArrive() {
  const client = useQueryClient()
  const go = useGo()
  const { setLanguage } = useWords()
  const search: Record<string, unknown> = useSearch({ strict: false })
  const chosen = useRef<Language>(undefined)

  const arrive = async () => {
    client.clear()
    if (chosen.current) await call(updateSession, { body: { language: chosen.current } })
    const session = await call(readSession)
    client.setQueryData(callKey(readSession, undefined), session)
    if (isLanguage(session.language)) await setLanguage(session.language)
    go(safeBackPath(search.back), { replace: true })
  }
  const choose = (language: Language) => {
    chosen.current = language
  }
  return { arrive, choose }
}
