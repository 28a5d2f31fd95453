import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { sendCall } from '../../web/call.ts'
import { CallProblem } from '../../web/call-problem.ts'
import { makeWriteKey } from '../../web/write-key.ts'
import { approveMany, type Result, type ReturnTarget, rejectMany, returnMany } from '../bulk/contract.ts'

/** What may be done with many at once. */
export const bulkActs = ['approve', 'return', 'reject'] as const
export type BulkAct = (typeof bulkActs)[number]
const endpoints = { approve: approveMany, return: returnMany, reject: rejectMany }

/** A request to decide on, in the round that was seen. */
export type Chosen = { id: string; round: number; title: string }
type Part = { rows: Chosen[]; key: string }

/** So many are sent at once: small enough for the bar to move, and for a lost line to cost little. */
const portion = 20

/**
 * Sends what was chosen in portions. Where nobody answers it stops; going on sends the same portion under the same key,
 * so that nothing is decided twice.
 */
export function useManyDecisions(act: BulkAct, rows: Chosen[]) {
  const client = useQueryClient()
  const parts = useRef<Part[]>(undefined)
  const [results, setResults] = useState<Result[]>([])
  const [state, setState] = useState<'asking' | 'running' | 'stopped' | 'done'>('asking')
  const [problem, setProblem] = useState<CallProblem>()
  /** `to`: where it goes back to, where it is returned. */
  const run = async (opinion: string | null, to?: ReturnTarget) => {
    parts.current ??= split(rows)
    setState('running')
    setProblem(undefined)
    try {
      while (parts.current[0]) {
        const { rows: chosen, key } = parts.current[0]
        const items = chosen.map(({ id, round }) => ({ id, round }))
        const answer = await sendCall(
          endpoints[act],
          { body: { items, opinion, ...(to ? { to } : {}) } },
          { key },
        )
        parts.current.shift()
        setResults((before) => [...before, ...(answer as { items: Result[] }).items])
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
