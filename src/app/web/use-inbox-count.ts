import { countTasks } from '../../kernel/tasks/contract.ts'
import { useCall } from '../../kernel/web/use-call.ts'

/** What waits for this person, asked again every half minute and whenever the window comes to the front. */
export function useInboxCount(): number {
  const { data } = useCall(countTasks, {}, { poll: 30_000 })
  return data?.open ?? 0
}
