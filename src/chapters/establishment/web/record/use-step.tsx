import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useCallback } from 'react'
import type { Endpoint } from '../../../../kernel/http/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { CallInput } from '../../../../kernel/web/call-input.ts'
import type { CallProblem } from '../../../../kernel/web/call-problem.ts'
import { useGo } from '../../../../kernel/web/navigation.ts'
import { useProblemText } from '../../../../kernel/web/pieces/problem-text.ts'
import { type SaveOptions, useSave } from '../../../../kernel/web/use-save.ts'
import { readApplication } from '../../application/contract.ts'

/** What a step of an application changes elsewhere. */
export const touched = ['establishment', 'tasks', 'trail', 'approvals', 'documents', 'org']

/**
 * A step of an application. A refusal names everything that stands in the way; where somebody was quicker, the page
 * is read again so that the next look is at what holds now.
 */
export function useStep<E extends Endpoint>(endpoint: E, { asks }: Pick<SaveOptions<E>, 'asks'> = {}) {
  const client = useQueryClient()
  const tell = useTell()
  const { save } = useSave(endpoint, { invalidates: touched, quiet: true, ...(asks ? { asks } : {}) })
  return async (input: CallInput<E>) => {
    const saved = await (save as (given: CallInput<E>) => ReturnType<typeof save>)(input)
    if (!saved.ok && saved.problem) {
      tell(saved.problem)
      if (saved.problem.stale) await client.invalidateQueries({ queryKey: [readApplication.name] })
    }
    return saved
  }
}

/** A short refusal as a message; one with many reasons as a list that stays until it is read. */
function useTell(): (problem: CallProblem) => void {
  const { message, modal } = App.useApp()
  const text = useProblemText()
  const { t } = useWords()
  const go = useGo()
  return useCallback(
    (problem) => {
      if (problem.fields.length === 0) return void message.error(text(problem))
      const said = {
        title: text(problem),
        content: (
          <ul className="fault-list">
            {problem.fields.map(({ path, message: word }) => (
              <li key={path.join('.')}>{word}</li>
            ))}
          </ul>
        ),
      }
      const { restore, organisation: name } = problem.params
      if (typeof restore !== 'string') return void modal.warning(said)
      modal.confirm({
        ...said,
        okText: t('web.problem.restore_organisation', { name: String(name) }),
        cancelText: t('web.confirm.cancel'),
        onOk: () => go(restore),
      })
    },
    [message, modal, text, t, go],
  )
}
