import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type { Endpoint, ReturnOf } from '../../http/contract.ts'
import type { CallInput } from '../call-input.ts'
import { CallProblem } from '../call-problem.ts'
import { upload } from '../upload.ts'
import { makeWriteKey } from '../write-key.ts'
import { oneAfterAnother } from './one-after-another.ts'

export type Upload = {
  key: string
  file: File
  /** 0 to 1. */
  share: number
  problem?: CallProblem
}

/** Sends files one after another; one that failed stays listed with its reason and can be sent again. */
export function useUploads<E extends Endpoint>(
  endpoint: E,
  input: Omit<CallInput<E>, 'body'> & { body?: Record<string, unknown> },
  onDone?: (answer: ReturnOf<E>, file: File) => void,
) {
  const client = useQueryClient()
  const [uploads, setUploads] = useState<Upload[]>([])
  const aborts = useRef(new Map<string, AbortController>())
  const [inTurn] = useState(() => oneAfterAnother(console.error))

  const change = useCallback((key: string, part: Partial<Upload>) => {
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)))
  }, [])
  const drop = useCallback((key: string) => {
    aborts.current.get(key)?.abort()
    aborts.current.delete(key)
    setUploads((all) => all.filter((one) => one.key !== key))
  }, [])

  const send = async ({ key, file }: Upload) => {
    const abort = aborts.current.get(key)
    if (!abort) return
    try {
      const onProgress = (share: number) => change(key, { share })
      const answer = await upload(endpoint, input, { file, key, onProgress, signal: abort.signal })
      drop(key)
      await client.invalidateQueries({ predicate: ({ queryKey }) => sameThing(queryKey[0], endpoint.name) })
      onDone?.(answer, file)
    } catch (error) {
      if (error instanceof CallProblem) change(key, { problem: error, share: 0 })
      else if (!abort.signal.aborted) {
        change(key, { problem: new CallProblem(0, { code: 'web.call.not_sent' }), share: 0 })
        throw error
      }
    }
  }

  const start = (one: Upload) => {
    aborts.current.set(one.key, new AbortController())
    void inTurn(() => send(one))
  }

  return {
    uploads,
    add: (files: File[]) => {
      const added = files.map((file) => ({ key: makeWriteKey(), file, share: 0 }))
      setUploads((all) => [...all, ...added])
      for (const one of added) start(one)
    },
    again: (one: Upload) => {
      setUploads((all) =>
        all.map((other) => (other.key === one.key ? { ...one, problem: undefined } : other)),
      )
      start(one)
    },
    drop,
  }
}

/** `establishment.document.upload` concerns every answer of `establishment.document`. */
function sameThing(name: unknown, endpoint: string): boolean {
  const thing = endpoint.split('.').slice(0, 2).join('.')
  return typeof name === 'string' && (name === thing || name.startsWith(`${thing}.`))
}
