import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { Problem } from '../errors/problem.ts'
import type { Ctx, Kernel } from '../http/context.ts'

type Limit = {
  /** What is done, and by whom or to what: `complaints.track 203.0.113.9`. */
  what: string
  /** So many times within so many minutes. */
  times: number
  minutes: number
}

/**
 * Counts what is done without an account, across servers; throws `limited` once it is too often. Outside the request's
 * own transaction, so that a refused attempt counts as well.
 */
export async function limitPublic({ app, now }: Ctx, { what, times, minutes }: Limit): Promise<void> {
  const mark = markOf(app, what)
  const since = new Date(now.getTime() - minutes * 60_000)
  const { rows } = await sql<{ times: number; since: string }>`
    insert into kernel.public_limit as known (slot, mark, times, since)
    values (${mark.readUInt16BE(0)}, ${mark}, 1, ${now})
    on conflict (slot) do update set
      times = case when known.mark = excluded.mark and known.since > ${since} then known.times + 1 else 1 end,
      since = case when known.mark = excluded.mark and known.since > ${since} then known.since else excluded.since end,
      mark = excluded.mark
    returning times, since`.execute(app.db)
  const known = rows[0]!
  if (known.times > times) throw limited({ minutes, since: known.since, now })
}

/** Throws `limited` where it was done as often as it may be, and counts nothing: asked before a secret is compared. */
export async function checkPublicLimit({ app, now }: Ctx, { what, times, minutes }: Limit): Promise<void> {
  const mark = markOf(app, what)
  const since = new Date(now.getTime() - minutes * 60_000)
  const { rows } = await sql<{ since: string }>`
    select since from kernel.public_limit
    where slot = ${mark.readUInt16BE(0)} and mark = ${mark} and since > ${since} and times >= ${times}`.execute(
    app.db,
  )
  if (rows[0]) throw limited({ minutes, since: rows[0].since, now })
}

/** Says after how many minutes, rounded up, it may be done again. */
function limited({ minutes, since, now }: { minutes: number; since: string; now: Date }): Problem {
  const left = new Date(since).getTime() + minutes * 60_000 - now.getTime()
  return new Problem('limited', 'pages.errors.too_often', { minutes: Math.max(1, Math.ceil(left / 60_000)) })
}

const markOf = ({ configuration }: Kernel, what: string) =>
  createHmac('sha256', configuration.secret).update(`public ${what}`).digest()
