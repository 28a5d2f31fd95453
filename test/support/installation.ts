import { join } from 'node:path'
import pg from 'pg'
import { findEngine } from '../../src/kernel/db/find-engine.ts'
import { Client } from './client.ts'
import { freePort, type Running, startProcess } from './process.ts'

/** A real installation of its own in a folder: program, embedded engine and files, without the demo. */
export type Installation = {
  dir: string
  url: string
  env: Record<string, string>
  /** Starts the program. */
  begin: () => Running
  /** Starts the program and waits until it answers. */
  start: () => Promise<Running>
}

export async function installIn(dir: string, more: Record<string, string> = {}): Promise<Installation> {
  const PORT = String(await freePort())
  const env = { PORT, DATA_DIR: dir, DEMO: 'false', RATE_LIMIT: '0', ...more }
  return {
    ...{ dir, env },
    url: `http://127.0.0.1:${PORT}`,
    begin: () => startProcess(env),
    start: async () => {
      const running = startProcess(env)
      await running.until('Bylaw is at')
      return running
    },
  }
}

export const administrator = { email: 'a@hengyuan.example', password: 'a password of mine' }

/** The first administrator, named through the link that the first start printed, signed in. */
export async function setUpAdministrator({ url }: { url: string }, said: string): Promise<Client> {
  const token = /\/setup\/(\S+)/.exec(said)?.[1]
  if (!token) throw new Error(`No link to set up the administrator in:\n${said}`)
  const nobody = new Client(url, { origin: url, 'content-type': 'application/json' })
  const made = await nobody.fetch(`/api/setup/${token}`, {
    method: 'POST',
    body: JSON.stringify({ name: '沈静', ...administrator }),
  })
  if (made.status !== 204) throw new Error(await made.text())
  return signInAt(url)
}

export async function signInAt(url: string, who = administrator): Promise<Client> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(who),
  })
  if (!answer.ok) throw new Error(await answer.text())
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return new Client(url, { cookie, origin: url, 'accept-language': 'zh-CN' })
}

/** Every right, at the headquarters and below, to the one person there is; past the program, which gives nobody so much. */
export const giveEveryRight = (installation: Installation): Promise<void> =>
  giveEveryRightIn(findEngine(engineOf(installation))!('bylaw'))

async function giveEveryRightIn(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query(
      `insert into kernel.role (key, title, title_en) values ('role_of_every_right', '全部权限', 'Everything')`,
    )
    await client.query(`insert into kernel.role_permission (role_key, permission)
      select distinct 'role_of_every_right', permission from kernel.role_permission`)
    await client.query(`insert into kernel.role_assignment (id, person_id, role_key, organisation_id, with_subtree, starts_on)
      select gen_random_uuid(), p.id, 'role_of_every_right', o.id, true, '2026-01-01'
      from kernel.person p, kernel.organisation o where o.parent_id is null`)
  } finally {
    await client.end()
  }
}

/** Where its engine's folder is. */
export const engineOf = ({ dir }: Installation) => join(dir, 'postgres')
