import { fork } from 'node:child_process'
import { createHmac, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { castId } from '../../db/seed/cast.ts'
import { ensureAppRole } from '../../src/kernel/db/app-role.ts'
import { freePort, type Running, startProcess } from '../../test/support/process.ts'
import { secret } from '../company.ts'
import { recordAll } from './recorded.ts'
import { type Asked, requestsFor, type Who } from './requests.ts'

/** A simulated company with a server of the product and the bare handler on it. */
export type Target = {
  name: string
  requests: Asked[]
  ports: { api: number; bare: number }
  cookies: Record<Who, string>
  /** Megabytes the server takes now, or took at most. */
  memory: (of: 'now' | 'most') => number
  close: () => Promise<void>
}

type Opening = { name: string; url: string; scratch: string; only?: string | undefined }

/** Opens both on a database; the server as `npm start` runs it, without jobs. `only` names the requests, with commas. */
export async function openTarget(opening: Opening): Promise<Target> {
  const { url, name, server, api, appUrl, settings, folder, ...asked } = await open(opening, 'web')
  const file = path.join(folder, 'recorded.json')
  writeFileSync(file, JSON.stringify(await recordAll({ url, appUrl, settings, ...asked })))
  const bare = await freePort()
  const handler = fork(path.join(import.meta.dirname, 'bare-server.ts'), [
    JSON.stringify({ url: appUrl, port: bare, size: 16, file }),
  ])
  await new Promise((resolve) => handler.once('message', resolve))
  return {
    ...{ name, ...asked, ports: { api, bare } },
    memory: (of) => memoryOf(server, of),
    close: async () => {
      handler.kill()
      await stop(server)
    },
  }
}

export type Alone = Omit<Target, 'ports'> & { ports: { api: number } }

/** The server alone, as `npm start` runs it; with its jobs, unless told otherwise. */
export async function openAlone(opening: Opening, role: 'web' | 'all' = 'all'): Promise<Alone> {
  const { name, server, api, requests, cookies } = await open(opening, role)
  return {
    ...{ name, requests, cookies, ports: { api } },
    memory: (of) => memoryOf(server, of),
    close: () => stop(server),
  }
}

async function open({ name, url, scratch, only }: Opening, role: 'web' | 'all') {
  const folder = path.join(scratch, name)
  mkdirSync(folder, { recursive: true })
  const appUrl = await ensureAppRole(url, secret)
  const settings = { DATABASE_URL: url, SECRET: secret, DATA_DIR: folder, RATE_LIMIT: '0', DEMO: 'true' }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const cookies = await signIn(client)
  const { api, server } = await openServer(settings, role)
  try {
    const all = await requestsFor(client, { url, api, cookies })
    const requests = all.filter((one) => !only || only.split(',').includes(one.name))
    return { name, url, server, api, appUrl, settings, folder, cookies, requests }
  } finally {
    await client.end()
  }
}

async function openServer(settings: Record<string, string>, role: 'web' | 'all') {
  const api = await freePort()
  const server = startProcess({ ...settings, PORT: String(api), NODE_ENV: 'production', ROLE: role })
  await server.until('Bylaw is at')
  return { api, server }
}

async function stop(server: Running) {
  server.child.kill('SIGTERM')
  await server.ended
}

/** Linux only: zero elsewhere. */
function memoryOf({ child }: Running, of: 'now' | 'most'): number {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
    const field = of === 'now' ? 'VmRSS' : 'VmHWM'
    return Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024)
  } catch {
    return 0
  }
}

/** Somebody at headquarters and the head of the branch with the most below it, signed in. */
async function signIn(client: pg.Client): Promise<Record<Who, string>> {
  const { rows } = await client.query<{ id: string }>(
    `select a.id from kernel.organisation o
     join kernel.role_assignment r on r.organisation_id = o.id and r.role_key = 'head' and r.with_subtree and r.ends_on is null
     join kernel.account a on a.person_id = r.person_id
     where o.kind = 'branch' order by (select count(*) from kernel.organisation b where b.path @> array[o.id]) desc, a.id limit 1`,
  )
  const accounts = {
    ...{ headquarters: castId('zhou.ting account'), head: rows[0]!.id },
    approver: castId('he.chuan account'),
  }
  const cookies = {} as Record<Who, string>
  for (const [who, user] of Object.entries(accounts)) {
    const token = `measured-${randomUUID()}`
    await client.query(
      `insert into kernel.account_session (id, token, user_id, expires_at) values ($1, $2, $3, '2099-01-01')`,
      [randomUUID(), token, user],
    )
    const signature = createHmac('sha256', secret).update(token).digest('base64')
    cookies[who as Who] = `bylaw.session_token=${encodeURIComponent(`${token}.${signature}`)}`
  }
  return cookies
}
