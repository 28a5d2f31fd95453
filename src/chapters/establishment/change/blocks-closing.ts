import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../../kernel/http/context.ts'
import { registerIssueBlocking } from '../../../kernel/issues/blocks-closing.ts'
import { registerBlocking } from '../../../kernel/org/blocking.ts'
import { organisationLives } from '../../../kernel/org/contract.ts'
import { registerStaffBlocking } from '../../../kernel/people/blocks-closing.ts'
import { type ApplicationState, applicationStates } from '../application/contract.ts'

const counted = async ({ tx }: Ctx, query: RawBuilder<{ n: number }>) =>
  (await query.execute(tx)).rows[0]?.n ?? 0

const among = (key: string, values: readonly string[]) => values.map((value) => `${key}=${value}`).join('&')
/** As the lists filter what is counted here. */
const lives = among(
  'life',
  organisationLives.filter((life) => life !== 'closed'),
)
const ended: ApplicationState[] = ['draft', 'rejected', 'completed', 'withdrawn']
const underWay = among(
  'state',
  applicationStates.filter((state) => !ended.includes(state)),
)

/** What of the kernel's and of this chapter's keeps an organisation from closing; other chapters register their own. */
export function registerClosingBlocks(): void {
  registerStaffBlocking()
  registerIssueBlocking()
  registerBlocking({
    word: 'establishment.change.closing.below',
    link: (org_id) => `/organisations?${lives}&parent_id=${org_id}`,
    count: (ctx, { org_id }) =>
      counted(
        ctx,
        sql`select count(*)::int n from kernel.organisation where parent_id = ${org_id} and life <> 'closed'`,
      ),
  })
  registerBlocking({
    word: 'establishment.change.closing.applications',
    link: (org_id) => `/establishment/applications?${underWay}&region=${org_id}`,
    count: (ctx, { org_id }) =>
      counted(
        ctx,
        sql`select count(*)::int n from establishment.application
          where org_id = ${org_id} and state <> all(${ended})`,
      ),
  })
  registerBlocking({
    word: 'establishment.change.closing.changes',
    link: (org_id) => `/organisations/${org_id}#filings`,
    count: (ctx, { org_id, except = null }) =>
      counted(
        ctx,
        sql`select count(*)::int n from establishment.change
          where org_id = ${org_id} and item <> 'life' and id is distinct from ${except}
            and state in ('in_review', 'more_wanted', 'in_handover', 'approved')`,
      ),
  })
  registerBlocking({
    word: 'establishment.change.closing.registrations',
    link: (org_id) => `/organisations/${org_id}#filings`,
    count: (ctx, { org_id }) =>
      counted(
        ctx,
        sql`select count(*)::int n from establishment.registration r
          join establishment.application a on a.org_id = r.org_id and a.id = r.application_id
          where a.organisation_id = ${org_id} and a.state in ('approved', 'issued') and r.filed_at is null`,
      ),
  })
}
