import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { pino } from 'pino'
import { buildServer } from '../../src/app/server.ts'
import { openAuth } from '../../src/kernel/access/auth.ts'
import { makeDb, makePool } from '../../src/kernel/db/pool.ts'
import type { Kernel } from '../../src/kernel/http/context.ts'
import { recordOfAccount } from '../../src/kernel/http/record-of-account.ts'
import { readConfiguration } from '../../src/kernel/settings/configuration.ts'
import { recordStatements, type Statement } from './record.ts'
import type { Asked, Who } from './requests.ts'

/** What the API sent to the database for a request once everything was warm, and what must be new each time. */
export type Recorded = {
  statements: Statement[]
  answer: string
  /** Ids that the request made. */
  made: string[]
  /** Ids of what was changed, where each request changes something else: in the order of its stock. */
  ids?: string[] | undefined
  /** Place in the chain that its entry took, and the number it was given. */
  head?: { seq: number } | undefined
  number?: { n: number; text: string } | undefined
}

type Recording = {
  url: string
  appUrl: string
  settings: Record<string, string>
  requests: Asked[]
  cookies: Record<Who, string>
}

export async function recordAll({
  appUrl,
  settings,
  requests,
  cookies,
}: Recording): Promise<Record<string, Recorded>> {
  const configuration = readConfiguration(settings)
  const recorded: Record<string, Recorded> = {}
  for (const { name, as, method, path: where, body, stock } of requests) {
    await stock?.refill(2)
    const pool = makePool({ url: appUrl, max: 1 })
    const statements = recordStatements(pool)
    const kernel: Kernel = {
      ...{ configuration, db: makeDb(pool), log: pino({ level: 'error' }), clock: () => new Date() },
      filesDir: path.join(configuration.DATA_DIR, 'files'),
    }
    const auth = await openAuth({ url: appUrl, kernel, record: (act) => recordOfAccount(kernel, act) })
    const server = await buildServer(kernel, auth, 60_000)
    await server.listen({ port: 0, host: '127.0.0.1' })
    const address = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
    let ids: string[] | undefined
    const send = async () => {
      const item = stock?.take()
      ids = item?.ids
      const headers = { cookie: cookies[as], 'content-type': 'application/json' }
      const answer = await fetch(address + (item?.path ?? where), {
        method,
        headers,
        ...(body ? { body } : {}),
      })
      if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`)
      return answer.text()
    }
    try {
      await send()
      const warm = statements.length
      const answer = await send()
      const sent = statements.slice(warm)
      if (sent.length < 3) throw new Error(`${name}: only ${sent.length} statements were recorded`)
      recorded[name] = {
        statements: sent,
        answer,
        ...{ made: madeIn(sent), ids },
        head: headIn(sent),
        number: numberIn(sent),
      }
    } finally {
      await server.close()
      await auth.close()
      await pool.end()
    }
  }
  return recorded
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** A parameter is an id, or rows as JSON with ids in their midst. */
const idsIn = (value: unknown): string[] =>
  typeof value === 'string' && (value.length === 36 || /^[[{]/.test(value)) ? (value.match(uuid) ?? []) : []

/** Ids that come up first in what is written: what the request made and didn't read. */
function madeIn(statements: Statement[]): string[] {
  const made = new Set<string>()
  const read = new Set<string>()
  for (const { sql, values } of statements) {
    const ids = values.flatMap(idsIn)
    // Ids of version 7 are made from the clock: one older than the request was there before it.
    for (const id of ids)
      if (/^\s*(insert|with)/i.test(sql) && !read.has(id) && isOfToday(id)) made.add(id)
      else if (!made.has(id)) read.add(id)
  }
  return [...made]
}

const isOfToday = (id: string) => Date.now() - Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) < 60_000

function headIn(statements: Statement[]): { seq: number } | undefined {
  const entry = statements.find(({ sql }) => /trail_entry/.test(sql))
  const numbers = entry?.values.filter((value): value is number => typeof value === 'number') ?? []
  // One request may leave several entries; they follow each other.
  const seq = numbers.length > 0 ? Math.min(...numbers) : undefined
  return seq === undefined ? undefined : { seq }
}

function numberIn(statements: Statement[]): { n: number; text: string } | undefined {
  const given = statements.find(({ sql }) => /into "kernel"."issued_number"/.test(sql))
  const n = given?.values.find((value): value is number => typeof value === 'number')
  const text = given?.values.find(
    (value): value is string => typeof value === 'string' && /-\d{4,}$/.test(value),
  )
  return n === undefined || text === undefined ? undefined : { n, text }
}
