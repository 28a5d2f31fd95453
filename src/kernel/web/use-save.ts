import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useCallback, useRef, useState } from 'react'
import type { Endpoint, ReturnOf } from '../http/contract.ts'
import { sendCall } from './call.ts'
import type { CallInput } from './call-input.ts'
import { CallProblem, type FieldFault } from './call-problem.ts'
import { useProblemText } from './pieces/problem-text.ts'
import { makeWriteKey } from './write-key.ts'

export type Saved<R> = { ok: true; answer: R } | { ok: false; problem: CallProblem | undefined }

export type SaveOptions<E> = {
  /** Prefixes of endpoint names to forget besides the own one: `['tasks']`. The own is `<chapter>.<thing>`. */
  invalidates?: string[]
  onDone?: (answer: ReturnOf<E>, input: CallInput<E>) => void
  /** Takes the faults of fields; a form's `setFaults`. The form then also shows the sentence. */
  form?: { setFaults: (fields: FieldFault[]) => void; setDirty?: (dirty: boolean) => void }
  /**
   * Where a refusal is a question: asks the reader, and gives what to send instead; undefined where it isn't one, or
   * they cancelled.
   */
  asks?: (problem: CallProblem, input: CallInput<E>) => Promise<CallInput<E> | undefined>
  /** The caller shows `problem` itself; otherwise a message appears. */
  quiet?: boolean
}

type Rest<E> = object extends CallInput<E> ? [input?: CallInput<E>] : [input: CallInput<E>]

/**
 * A write. A second `save` while one is running does nothing; sending the same input again after nobody answered
 * carries the same Idempotency-Key, so that it can't happen twice.
 */
export function useSave<E extends Endpoint>(endpoint: E, options: SaveOptions<E> = {}) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const [problem, setProblem] = useState<CallProblem>()
  const [saving, setSaving] = useState(false)
  const running = useRef(false)
  const unanswered = useRef<{ input: string; key: string }>(undefined)
  const current = useRef(options)
  current.current = options

  const save = useCallback(
    async (...[given]: Rest<E>): Promise<Saved<ReturnOf<E>>> => {
      if (running.current) return { ok: false, problem: undefined }
      running.current = true
      setSaving(true)
      setProblem(undefined)
      const { form, onDone, invalidates = [], quiet, asks } = current.current
      const send = async (what: CallInput<E> | undefined, asked: typeof asks): Promise<ReturnOf<E>> => {
        const input = JSON.stringify(what ?? {})
        const key = unanswered.current?.input === input ? unanswered.current.key : makeWriteKey()
        try {
          return (await sendCall(endpoint, what, { key })) as ReturnOf<E>
        } catch (error) {
          if (!(error instanceof CallProblem)) throw error
          unanswered.current = error.unanswered ? { input, key } : undefined
          const more = await asked?.(error, what as CallInput<E>)
          if (more === undefined) throw error
          return send(more, undefined)
        }
      }
      try {
        const answer = await send(given, asks)
        unanswered.current = undefined
        form?.setFaults([])
        form?.setDirty?.(false)
        void forget(client, [ownPrefix(endpoint.name), ...invalidates])
        onDone?.(answer, given as CallInput<E>)
        return { ok: true, answer }
      } catch (error) {
        if (!(error instanceof CallProblem)) throw error
        setProblem(error)
        form?.setFaults(error.fields)
        if (!form && !quiet) message.error(problemText(error))
        return { ok: false, problem: error }
      } finally {
        running.current = false
        setSaving(false)
      }
    },
    [client, endpoint, message, problemText],
  )
  return { save, saving, problem, reset: () => setProblem(undefined) }
}

/** `establishment.application.submit` → `establishment.application`. */
const ownPrefix = (name: string) => name.split('.').slice(0, 2).join('.')

function forget(client: ReturnType<typeof useQueryClient>, prefixes: string[]): Promise<void> {
  return client.invalidateQueries({
    predicate: ({ queryKey: [name] }) =>
      typeof name === 'string' && prefixes.some((prefix) => name === prefix || name.startsWith(`${prefix}.`)),
  })
}
