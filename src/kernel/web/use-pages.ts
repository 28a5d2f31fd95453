import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { Endpoint } from '../http/contract.ts'
import { sendCall } from './call.ts'
import type { CallProblem } from './call-problem.ts'

/** What `pageOf(item)` of kernel/http/contract.ts returns. */
export type Page<T> = { items: T[]; next: string | null; total: number; total_capped: boolean }

export type PagesInput = { params?: Record<string, unknown>; query?: Record<string, unknown> }

/** A list read page by page, by key. `rows` are all pages so far. */
export function usePages<T>(endpoint: Endpoint, input: PagesInput, limit = 50) {
  const query = useInfiniteQuery({
    queryKey: [endpoint.name, 'pages', input, limit],
    queryFn: ({ signal, pageParam }) => readPage<T>(endpoint, input, limit, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  })
  const pages = query.data?.pages ?? []
  return {
    rows: pages.flatMap((page) => page.items),
    total: pages[0]?.total,
    totalCapped: pages[0]?.total_capped ?? false,
    problem: query.error as CallProblem | null,
    /** Nothing to show yet: skeletons. */
    loading: query.isPending,
    /** The rows shown belong to the filters before. */
    outdated: query.isPlaceholderData,
    more: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage()
    },
    retry: () => void query.refetch(),
  }
}

async function readPage<T>(
  endpoint: Endpoint,
  { params, query }: PagesInput,
  limit: number,
  after: string | null,
  signal?: AbortSignal,
): Promise<Page<T>> {
  const input = { params, query: { ...query, limit, ...(after === null ? {} : { after }) } }
  return (await sendCall(endpoint, input, signal ? { signal } : {})) as Page<T>
}
