import { useCallback, useRef, useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { AuthRefusal } from './auth-call.ts'

/** Runs one step with better-auth at a time; a refusal becomes a sentence, anything else is a bug and thrown on. */
export function useAuth() {
  const { t } = useWords()
  const [running, setRunning] = useState<string>()
  const [refusal, setRefusal] = useState<AuthRefusal>()
  const busy = useRef(false)
  const run = useCallback(async (name: string, step: () => Promise<void>) => {
    if (busy.current) return
    busy.current = true
    setRunning(name)
    setRefusal(undefined)
    try {
      await step()
    } catch (error) {
      if (!(error instanceof AuthRefusal)) throw error
      setRefusal(error)
    } finally {
      busy.current = false
      setRunning(undefined)
    }
  }, [])
  return { run, running, refusal: refusal && t(refusal.sentence) }
}
