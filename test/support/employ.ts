import { expect, vi } from 'vitest'
import { acceptInvitation } from '../../src/kernel/access/invitation/contract.ts'
import type { RoleKey } from '../../src/kernel/access/roles.ts'
import { createAccount } from '../../src/kernel/administration/account/contract.ts'
import { grantRole } from '../../src/kernel/administration/assignment/contract.ts'
import { dayIn } from '../../src/kernel/calendar/working-days.ts'
import { createIssue, notifyIssue, readIssue } from '../../src/kernel/issues/acts/contract.ts'
import { listOrganisations } from '../../src/kernel/org/contract.ts'
import { createPerson } from '../../src/kernel/people/contract.ts'
import { Client } from './client.ts'
import { signInAt } from './installation.ts'
import { type Arrived, readArrived } from './mail-server.ts'

/** What somebody who was invited sets. */
const password = 'a password of theirs'

export type Employed = { id: string; name: string; email: string; client: Client }
type Employing = {
  admin: Client
  mail: { arrived: Arrived[] }
  url: string
  name: string
  email: string
  role_key: RoleKey
}

/** Somebody new at headquarters with a role over everything, who came in by the link they were sent. */
export async function employ({ admin, mail, url, name, email, role_key }: Employing): Promise<Employed> {
  const { items } = await admin.call(listOrganisations, { query: { limit: 1 } })
  const org_id = items[0]!.id
  const body = { org_id, name, post: '客户服务', starts_on: '2026-01-01' }
  const { id } = await admin.call(createPerson, { body })
  await admin.call(createAccount, { body: { person_id: id, email } })
  await admin.call(grantRole, {
    body: {
      ...{ person_id: id, role_key, organisation_id: org_id, with_subtree: true },
      ...{ starts_on: dayIn('Asia/Shanghai', new Date()), note: null },
    },
  })
  const client = await comeIn({ url, email, invited: await invitationOf(mail, email) })
  return { id, name, email, client }
}

/** The mail by which somebody is invited. */
export const invitationOf = (mail: { arrived: Arrived[] }, email: string): Promise<Arrived> =>
  vi.waitFor(
    () => {
      const one = mail.arrived.find(({ to }) => to === email)
      expect(one).toBeDefined()
      return one!
    },
    { timeout: 90_000, interval: 100 },
  )

/** Opens the link of an invitation, sets a password and signs in with it. */
export async function comeIn(to: { url: string; email: string; invited: Arrived }): Promise<Client> {
  const token = /\/welcome\/([\w-]+)/.exec(readArrived(to.invited).body)![1]!
  const nobody = new Client(to.url, { origin: to.url })
  await nobody.call(acceptInvitation, { params: { token }, body: { password } })
  return signInAt(to.url, { email: to.email, password })
}

type Asking = { org_id: string; by: Client; of: string }

/** Writes an issue into the ledger and tells who is to put it right: a task of theirs is opened. Gives its id. */
export async function askToPutRight({ org_id, by, of }: Asking): Promise<string> {
  const found = { source: 'daily_check', title: '客户档案未上锁', severity: 'minor', clause: null } as const
  const whose = { org_id, responsible_id: of, verifier_id: null }
  const body = { ...found, ...whose, description: '三份客户档案放在公共区域。' }
  const { id } = await by.call(createIssue, { body })
  const params = { id }
  const { version } = await by.call(readIssue, { params })
  await by.call(notifyIssue, { params, body: { version } })
  return id
}

/** Reads on until the text holds `what`; throws when the stream ends before. */
export async function readUntil(reader: ReadableStreamDefaultReader<string>, what: string): Promise<void> {
  for (let read = ''; !read.includes(what); ) {
    const { value, done } = await reader.read()
    if (done) throw new Error(`ended before it said "${what}": ${read}`)
    read += value
  }
}
