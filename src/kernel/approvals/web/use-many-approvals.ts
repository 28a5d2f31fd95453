import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { ReturnOf } from '../../http/contract.ts'
import { sendCall } from '../../web/call.ts'
import { CallProblem } from '../../web/call-problem.ts'
import { makeWriteKey } from '../../web/write-key.ts'
import { approveMany } from '../bulk/contract.ts'

type Result = ReturnOf<typeof approveMany>['items'][number]
/** A request to approve, in the round that was seen. */
export type Chosen = { id: string; round: number; title: string }
type Part = { rows: Chosen[]; key: string }

/** So many are sent at once: small enough for the bar to move, and for a lost line to cost little. */
const portion = 20

/**
 * Sends what was chosen in portions. Where nobody answers it stops; going on sends the same portion under the same key,
 * so that nothing is decided twice.
 */
export function useManyApprovals(rows: Chosen[]) {
  const client = useQueryClient()
  const parts = useRef<Part[]>(undefined)
  const [results, setResults] = useState<Result[]>([])
  const [state, setState] = useState<'asking' | 'running' | 'stopped' | 'done'>('asking')
  const [problem, setProblem] = useState<CallProblem>()
  const run = async (opinion: string | null) => {
    parts.current ??= split(rows)
    setState('running')
    setProblem(undefined)
    try {
      while (parts.current[0]) {
        const { rows: chosen, key } = parts.current[0]
        const items = chosen.map(({ id, round }) => ({ id, round }))
        const answer = await sendCall(approveMany, { body: { items, opinion } }, { key })
        parts.current.shift()
        setResults((before) => [...before, ...(answer as ReturnOf<typeof approveMany>).items])
      }
      setState('done')
    } catch (error) {
      if (!(error instanceof CallProblem)) throw error
      setProblem(error)
      setState('stopped')
    } finally {
      void client.invalidateQueries()
    }
  }
  return { run, results, state, problem }
}

function split(rows: Chosen[]): Part[] {
  const parts: Part[] = []
  for (let at = 0; at < rows.length; at += portion)
    parts.push({ rows: rows.slice(at, at + portion), key: makeWriteKey() })
  return parts
}
