import { sql } from 'kysely'
import { registerBlocking } from '../org/blocking.ts'

/** Whoever would still hold a post there on the day keeps an organisation from closing, but for its head: last out. */
export const registerStaffBlocking = (): void =>
  registerBlocking({
    word: 'people.closing.staff',
    link: (org_id) => `/people?state=now&under=${org_id}`,
    count: async ({ tx }, { org_id, on }) => {
      const { rows } = await sql<{ n: number }>`
        select count(distinct a.person_id)::int n from kernel.assignment a
        where a.org_id = ${org_id} and (a.ends_on is null or a.ends_on > greatest(${on}::date, a.starts_on))
          and not exists (
            select from kernel.assignment h
            where h.org_id = a.org_id and h.person_id = a.person_id and h.kind = 'head'
              and (h.ends_on is null or h.ends_on > ${on})
          )`.execute(tx)
      return rows[0]?.n ?? 0
    },
  })
