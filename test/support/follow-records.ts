import type { CastUser } from '../../db/seed/cast.ts'
import { listResults, readStanding } from '../../src/kernel/controls/contract.ts'
import { measureControls } from '../../src/kernel/controls/measure.ts'
import type { TestApp } from './app.ts'

type Asked = { clause: string; period?: string; organisation_id?: string; by?: CastUser }
type Counted = {
  key: string
  met: number
  total: number
  records: string | null
  unmet_records: string | null
}
type Followed = Record<string, string>

/**
 * Opens the lists a clause's numbers lead to. `lists`: of a page the path of its list. Each control is said as counted and as
 * listed: `met/total`, where of the lists the met are what is not in that of the unmet; `-`: it opens nothing.
 */
export function recordsFollowed(app: TestApp, lists: Record<string, string>) {
  const totalOf = async (link: string | null, by: CastUser): Promise<number> => {
    if (link === null) return 0
    const { pathname, search } = new URL(link, 'http://page')
    const answer = await app.as(by).fetch(`${lists[pathname]}${search}`)
    if (!answer.ok) throw new Error(`${link}: ${answer.status} ${await answer.text()}`)
    return ((await answer.json()) as { total: number }).total
  }
  async function follow(controls: Counted[], by: CastUser) {
    const counted: Followed = {}
    const listed: Followed = {}
    for (const { key, met, total, records, unmet_records } of controls) {
      if (total === 0) continue
      counted[key] = `${met}/${total}`
      const all = await totalOf(records, by)
      listed[key] = records === null ? '-' : `${all - (await totalOf(unmet_records, by))}/${all}`
    }
    return { counted, listed }
  }

  return {
    /** Of a period, and of everything or one organisation alone. */
    of: async ({ by = 'zhou.ting', ...query }: Asked) => {
      const { clauses } = await app.as(by).call(readStanding, { query })
      return follow(
        clauses.flatMap(({ controls }) => controls),
        by,
      )
    },
    /** Of each organisation in the answer, by its name. */
    organisations: async ({ by = 'zhou.ting', ...query }: Asked) => {
      const { clauses } = await app.as(by).call(readStanding, { query })
      const found = clauses.flatMap(({ organisations }) => organisations)
      const rows = found.map(async ({ organisation, controls }) => ({
        ...{ name: organisation.name, ...(await follow(controls, by)) },
      }))
      return Promise.all(rows)
    },
    /** Of each of the last twelve months that anything was counted of, as measured now. */
    months: async ({ by = 'zhou.ting', clause, organisation_id }: Asked) => {
      await measureControls(app.kernel)
      const query = { clause, ...(organisation_id ? { organisation_id } : {}) }
      const { items } = await app.as(by).call(listResults, { query })
      const months = items.filter(({ total }) => total > 0)
      return Promise.all(
        months.map(async ({ period, controls }) => ({ period, ...(await follow(controls, by)) })),
      )
    },
  }
}
