import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { CallProblem } from '../call-problem.ts'
import { PageSkeleton } from './page-skeleton.tsx'
import { ProblemView } from './problem-view.tsx'

type Props<T> = {
  of: UseQueryResult<T, CallProblem>
  kind?: 'page' | 'rows' | 'record' | 'document'
  rows?: number
  children: (answer: T) => ReactNode
}

/** An answer once it is here: bars of its size before, the reason and another try when it doesn't come. */
export function Loaded<T>({ of: query, kind = 'record', rows, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data)
  if (query.error)
    return <ProblemView page={kind !== 'rows'} problem={query.error} retry={() => void query.refetch()} />
  return <PageSkeleton kind={kind} {...(rows === undefined ? {} : { rows })} />
}
