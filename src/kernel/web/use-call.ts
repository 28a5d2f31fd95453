import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Endpoint, ReturnOf } from '../http/contract.ts'
import { sendCall } from './call.ts'
import type { CallInput } from './call-input.ts'
import type { CallProblem } from './call-problem.ts'

export type UseCallOptions<R> = {
  enabled?: boolean
  /** Milliseconds for which the answer counts as fresh. */
  fresh?: number
  /** Asks again every so many milliseconds; `false` stops. */
  poll?: number | ((answer: R | undefined) => number | false)
  /** While the input changes, go on showing the answer before (lists, typing in a search). */
  keep?: boolean
}

type Rest<E> =
  object extends CallInput<E>
    ? [input?: CallInput<E>, options?: UseCallOptions<ReturnOf<E>>]
    : [input: CallInput<E>, options?: UseCallOptions<ReturnOf<E>>]

/** Answers are kept under the endpoint's name and input; `useSave` forgets them by a prefix of the name. */
export const callKey = (endpoint: Endpoint, input: unknown) => [endpoint.name, input ?? {}] as const

/** Reads an endpoint and keeps the answer. `error` is always a `CallProblem`. */
export function useCall<E extends Endpoint>(
  endpoint: E,
  ...[input, options = {}]: Rest<E>
): UseQueryResult<ReturnOf<E>, CallProblem> {
  const { enabled = true, fresh, poll = false, keep } = options
  const query = useQuery<unknown, CallProblem>({
    queryKey: callKey(endpoint, input),
    queryFn: async ({ signal }) => (await sendCall(endpoint, input, { signal })) ?? null,
    enabled,
    refetchInterval:
      typeof poll === 'function' ? ({ state }) => poll(state.data as ReturnOf<E> | undefined) : poll,
    ...(fresh === undefined ? {} : { staleTime: fresh }),
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  })
  return query as UseQueryResult<ReturnOf<E>, CallProblem>
}
