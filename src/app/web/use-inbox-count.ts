import { countTasks } from '../../kernel/tasks/contract.ts'
import { useInboxStream } from '../../kernel/tasks/web/use-inbox-stream.ts'
import { useCall } from '../../kernel/web/use-call.ts'

/** What waits for this person, read again whenever the server says so; without its stream, every half minute. */
export function useInboxCount(): number {
  const followed = useInboxStream()
  const { data } = useCall(countTasks, {}, { poll: followed ? 300_000 : 30_000 })
  return data?.open ?? 0
}
