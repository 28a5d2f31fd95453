import { useCallback } from 'react'
import type { Language } from '../../language/contract.ts'
import { useSave } from '../../web/use-save.ts'
import { updateSession } from '../contract.ts'

/** Remembers the language with the account, so that mail and other devices speak it too. */
export function useLanguageOfAccount(): (language: Language) => void {
  const { save } = useSave(updateSession, { invalidates: ['session'], quiet: true })
  return useCallback((language) => void save({ body: { language } }), [save])
}
