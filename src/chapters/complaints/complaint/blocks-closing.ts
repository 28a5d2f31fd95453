import { registerBlocking } from '../../../kernel/org/blocking.ts'
import { openStates } from './words/contract.ts'

/** Something is left to do: what the customer accepted is still to be closed. */
const running = [...openStates, 'resolved'] as const

/** Complaints that still go on keep an organisation from closing. */
export const registerComplaintBlocking = (): void =>
  registerBlocking({
    word: 'complaints.complaint.closing.running',
    link: (org_id) =>
      `/complaints?${new URLSearchParams([...running.map((state) => ['state', state]), ['under', org_id]])}`,
    count: async ({ tx }, { org_id }) => {
      const { n } = await tx
        .selectFrom('complaints.complaint')
        .select((row) => row.fn.countAll<number>().as('n'))
        .where('org_id', '=', org_id)
        .where('state', 'in', running)
        .executeTakeFirstOrThrow()
      return n
    },
  })
