import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import type { Endpoint, ReturnOf } from '../../http/contract.ts'
import type { CallInput } from '../../web/call-input.ts'
import type { CallProblem } from '../../web/call-problem.ts'
import { callKey } from '../../web/use-call.ts'
import { type Saved, useSave } from '../../web/use-save.ts'
import { type readRequest as Read, readRequest } from '../request/contract.ts'
import type { Request } from './request-words.ts'

type Page = ReturnOf<typeof Read>

/** What a decision changes besides the request: the matter, everybody's tasks, the trail. */
const others = ({ subject }: Request) => [subject.type, 'tasks', 'trail', 'approvals.subject']

/**
 * Writes of a request. The answer is the request as it is afterwards and is shown at once; a refusal means that it
 * has moved on meanwhile: `problem` says so, and the request is read again. `answered`: one was done here.
 */
export function useOperations(request: Request) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [problem, setProblem] = useState<CallProblem>()
  const [answered, setAnswered] = useState(false)

  const took = (answer: Page) => {
    setProblem(undefined)
    setAnswered(true)
    client.setQueryData(callKey(readRequest, { params: { id: answer.id } }), answer)
  }
  const refused = (found: CallProblem) => {
    if (found.unanswered) return
    setProblem(found)
    void client.invalidateQueries({ predicate: ({ queryKey: [name] }) => isOfRequests(name) })
  }
  /** Runs a write; true once it is done. Without an answer at all the dialog stays, and nothing is lost. */
  const settle = async (saved: Promise<Saved<Page>>, done: string): Promise<boolean> => {
    const result = await saved
    if (result.ok) {
      took(result.answer)
      message.success(done)
      return true
    }
    if (result.problem) refused(result.problem)
    return result.problem?.unanswered === false
  }
  return { problem, answered, forget: () => setProblem(undefined), settle, invalidates: others(request) }
}

/** A write of a request whose problem is shown by the dialog or the panel, never as a passing message. */
export function useOperation<E extends Endpoint>(endpoint: E, invalidates: string[]) {
  const { save, saving, problem } = useSave(endpoint, { invalidates, quiet: true })
  return {
    send: save as (input: CallInput<E>) => Promise<Saved<Page>>,
    saving,
    unanswered: problem?.unanswered ? problem : undefined,
  }
}

const isOfRequests = (name: unknown) => typeof name === 'string' && name.startsWith('approvals.request.')
