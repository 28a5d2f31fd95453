import type { QueryClient, QueryKey } from '@tanstack/react-query'

/**
 * Puts what a write brought into every answer kept under `key`, at once. A read that was on its way meanwhile may hold
 * what was before the write; it is asked anew, or its answer would cover what was written.
 */
export function showWritten<T>(
  client: QueryClient,
  key: QueryKey,
  change: (shown: T | undefined) => T | undefined,
): void {
  client.setQueriesData<T>({ queryKey: key }, change)
  if (client.isFetching({ queryKey: key }) > 0) void client.invalidateQueries({ queryKey: key })
}
