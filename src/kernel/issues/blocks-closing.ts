import { registerBlocking } from '../org/blocking.ts'

/** Issues that are open keep an organisation from closing. */
export const registerIssueBlocking = (): void =>
  registerBlocking({
    word: 'issues.closing.open',
    link: (org_id) => `/issues?state=open&under=${org_id}`,
    count: async ({ tx }, { org_id }) => {
      const { n } = await tx
        .selectFrom('kernel.issue')
        .select((row) => row.fn.countAll<number>().as('n'))
        .where('org_id', '=', org_id)
        .where('state', '<>', 'closed')
        .executeTakeFirstOrThrow()
      return n
    },
  })
