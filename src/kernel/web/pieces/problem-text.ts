import { useCallback } from 'react'
import type { MessageKey } from '../../language/messages/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import type { CallProblem } from '../call-problem.ts'

/** The sentence of a problem: the server's own, or ours when nobody answered. */
export function useProblemText(): (problem: CallProblem) => string {
  const { t } = useWords()
  return useCallback((problem) => problem.detail || t(ownKey(problem.code)), [t])
}

/** Problems made in the browser; their keys are listed so that the catalogue knows they are used. */
function ownKey(code: string): MessageKey {
  if (code === 'web.call.offline') return 'web.call.offline'
  if (code === 'web.call.unreachable') return 'web.call.unreachable'
  return 'web.call.unreadable'
}
