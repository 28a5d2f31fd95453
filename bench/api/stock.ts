import pg from 'pg'

/** Something that can be asked for once: where, and the ids of the rows it changes, in one order for all of a stock. */
export type Item = { path: string; ids: string[] }

/** Approvals that wait for an answer, made through the API as they are needed. */
export type Stock = {
  /** Sees to it that so many wait. */
  refill: (count: number) => Promise<void>
  take: () => Item
  /** Throws where one that was taken waits still: who answered so many a second did the work, too. */
  check: () => Promise<void>
}

type Making = { url: string; api: number; entered: Record<string, unknown>; cookie: string }

/** How many are made at once. */
const together = 8

/**
 * Complaints somebody at headquarters entered, answered and holds to be unfounded: each waits for the approval of
 * somebody else there, which ends it.
 */
export function stockOfApprovals({ url, api, entered, cookie }: Making): Stock {
  const waiting: Item[] = []
  const taken: Item[] = []
  const send = async (path: string, body: unknown) => {
    const answer = await fetch(`http://127.0.0.1:${api}/api/complaints/complaints${path}`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer.status === 204 ? undefined : ((await answer.json()) as { id: string })
  }
  const make = async () => {
    const { id } = (await send('', entered))!
    await send(`/${id}/acknowledge`, { version: 2, text: '已收到，正在核实。' })
    await send(`/${id}/judge`, {
      version: 3,
      reason: '材料未在约定时间内交齐。',
      notice: '经核实，情况不属实。',
    })
    return id
  }
  const connected = async (work: (client: pg.Client) => Promise<void>) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      await work(client)
    } finally {
      await client.end()
    }
  }
  return {
    refill: (count) =>
      connected(async (client) => {
        while (waiting.length < count) {
          const missing = Math.min(together, count - waiting.length)
          const made = await Promise.all(Array.from({ length: missing }, make))
          waiting.push(...(await itemsOf(client, made)))
        }
      }),
    check: () =>
      connected(async (client) => {
        const { rows } = await client.query<{ n: number }>(
          `select count(*)::int n from kernel.approval_request where id = any($1::uuid[]) and state = 'running'`,
          [taken.splice(0).map(({ path }) => path.split('/').at(-2))],
        )
        if (rows[0]!.n > 0) throw new Error(`${rows[0]!.n} approvals that were answered wait still`)
      }),
    take: () => {
      const item = waiting.pop()
      if (!item) throw new Error('no approval waits any more')
      taken.push(item)
      return item
    },
  }
}

async function itemsOf(client: pg.Client, complaints: string[]): Promise<Item[]> {
  const { rows } = await client.query<{ request: string; ids: string[] }>(
    `select q.id request, array[c.id, r.id, q.id]
       || array(select s.id from kernel.approval_step s where s.org_id = q.org_id and s.request_id = q.id order by s.position, s.id)
       || array(select g.id from kernel.approval_signer g where g.org_id = q.org_id and g.request_id = q.id
                order by g.person_id, g.id)
       || array(select t.id from kernel.task t where t.org_id = q.org_id and t.subject_id in (q.id, c.id, r.id)
                order by t.kind, t.person_id, t.id) ids
     from complaints.complaint c
     join complaints.ruling r on r.org_id = c.org_id and r.complaint_id = c.id
     join kernel.approval_request q on q.org_id = r.org_id and q.id = r.request_id
     where c.id = any($1::uuid[]) and q.state = 'running'`,
    [complaints],
  )
  if (rows.length !== complaints.length) throw new Error('an approval that was begun does not wait')
  return rows.map(({ request, ids }) => ({ path: `/api/approvals/requests/${request}/approve`, ids }))
}
