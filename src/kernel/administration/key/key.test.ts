import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { Client } from '../../../../test/support/client.ts'
import { readSession, updateSession } from '../../access/contract.ts'
import { createKey, listOwnKeys, revokeOwnKey } from '../../access/key/contract.ts'
import { issueDocument } from '../../documents/issue.ts'
import { listOrganisations } from '../../org/contract.ts'
import { listPeople } from '../../people/contract.ts'
import { listTasks } from '../../tasks/contract.ts'
import { disableAccount, enableAccount } from '../account/contract.ts'
import { endRole, listAssignments } from '../assignment/contract.ts'
import { listKeys, revokeKey } from './contract.ts'

const app = await startApp()
const admin = app.as('shen.jing')
const [head, ops] = [app.as('li.wei'), app.as('zhou.ting')]

const make = (user: typeof head, permissions: string[], more: object = {}) =>
  user.call(createKey, { body: { name: '报表程序', permissions, ...more } })
const program = (key: string) =>
  new Client(app.url, { authorization: `Bearer ${key}`, 'accept-language': 'zh-CN' })
const entries = () =>
  app.owner
    .selectFrom('kernel.trail_entry')
    .select(['action', 'actor_kind', 'org_id', 'subject_title'])
    .where('subject_type', '=', 'api_key')
    .orderBy('at')
    .orderBy('seq')
    .execute()

describe('a key', () => {
  test('is shown once, begins with byl_, and only its SHA-256 is kept', async () => {
    const sent = { 'idempotency-key': 'make-a-key-1' }
    const body = { name: '报表程序', permissions: ['people.person.read'] }
    const { id, key } = await head.call(createKey, { body }, sent)
    expect(key).toMatch(/^byl_[A-Za-z0-9_-]{43}$/)
    expect(await refusalOf(head.call(createKey, { body }, sent))).toMatchObject({ code: 'errors.shown_once' })
    const row = await app.owner
      .selectFrom('kernel.api_key')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(row.hash).toBe(createHash('sha256').update(key).digest('hex'))
    const kept = await app.owner.selectFrom('kernel.idempotency').selectAll().execute()
    expect(JSON.stringify([row, kept])).not.toContain(key)
    expect(await entries()).toEqual([
      {
        action: 'access.key.create',
        actor_kind: 'person',
        org_id: app.org('上海分公司').id,
        subject_title: '报表程序',
      },
    ])
  })

  test('that reads files reads no issued document by its file, unless it was given documents as well', async () => {
    const org_id = app.org('上海分公司').id
    const issued = await app.system((ctx) =>
      issueDocument(ctx, {
        ...{ org_id, kind: 'establishment.approval', subject_type: 'test', subject_id: org_id },
        document: {
          ...{ layout: 'english', issuer: 'Hengyuan', number: 'HY 1', title: 'A letter', addressee: 'All' },
          ...{ body: [], signer: { organisation: 'Hengyuan' }, date: '2026-11-23' },
        },
      }),
    )
    const { file_id } = await app.owner
      .selectFrom('kernel.issued_document')
      .select('file_id')
      .where('id', '=', issued.id)
      .executeTakeFirstOrThrow()
    const statusWith = async (...permissions: string[]) => {
      const { key } = await make(head, permissions)
      return (await program(key).fetch(`/api/files/${file_id}`)).status
    }
    expect(await statusWith('files.file.read')).toBe(404)
    expect(await statusWith('files.file.read', 'documents.document.read')).toBe(200)
  })

  test('can do what it was given, within its owner’s reach, and nothing else', async () => {
    const { key } = await make(head, ['people.person.read'])
    const reader = program(key)
    const { items } = await reader.call(listPeople)
    expect(items.map(({ name }) => name).sort()).toEqual(['李薇', '王磊'])
    expect(await reader.call(readSession)).toMatchObject({
      name: '李薇',
      permissions: ['people.person.read'],
    })
    expect(await refusalOf(reader.call(listOrganisations))).toMatchObject({ status: 403 })
    expect(await refusalOf(reader.call(listTasks))).toMatchObject({ status: 403 })
    expect(await refusalOf(reader.call(updateSession, { body: { language: 'en' } }))).toMatchObject({
      status: 403,
    })
  })

  test('makes no other key and ends none', async () => {
    const { id, key } = await make(head, ['people.person.read'])
    const body = { name: '更大的', permissions: ['org.organisation.read'] }
    expect(await refusalOf(program(key).call(createKey, { body }))).toMatchObject({ status: 403 })
    expect(await refusalOf(program(key).call(revokeOwnKey, { params: { id } }))).toMatchObject({
      status: 403,
    })
  })

  test('is refused what its owner can’t do, an end in the past, and having no permission at all', async () => {
    const fields = async (work: Promise<unknown>) => (await refusalOf(work)).fields.map(({ path }) => path)
    expect(await fields(make(head, ['administration.assignment.grant']))).toEqual(['permissions'])
    expect(await fields(make(head, ['people.person.read'], { expires_at: '2026-11-01T00:00:00Z' }))).toEqual([
      'expires_at',
    ])
    expect(await fields(make(head, []))).toEqual(['permissions'])
    expect(await refusalOf(program('byl_0123456789012345678901234567890').call(readSession))).toMatchObject({
      status: 401,
    })
  })

  test('says when it was used, and works until it expires', async () => {
    const expires_at = '2026-11-23T03:00:00Z'
    const { id, key } = await make(ops, ['org.organisation.read'], { expires_at })
    await program(key).call(listOrganisations)
    const mine = async () => (await ops.call(listOwnKeys)).items.find((one) => one.id === id)
    expect(await mine()).toMatchObject({
      state: 'active',
      last_used_at: '2026-11-23T02:00:00Z',
      expires_at,
    })
    app.clock.advance(3_600_000)
    expect(await refusalOf(program(key).call(listOrganisations))).toMatchObject({ status: 401 })
    expect(await mine()).toMatchObject({ state: 'expired' })
  })

  test('stops at once when its owner revokes it, which nobody else’s page offers', async () => {
    const { id, key } = await make(head, ['org.organisation.read'])
    await program(key).call(listOrganisations)
    expect(await refusalOf(ops.call(revokeOwnKey, { params: { id } }))).toMatchObject({ status: 404 })
    await head.call(revokeOwnKey, { params: { id } })
    expect(await refusalOf(program(key).call(listOrganisations))).toMatchObject({ status: 401 })
    await head.call(revokeOwnKey, { params: { id } })
    expect((await entries()).filter(({ action }) => action === 'access.key.revoke')).toHaveLength(1)
  })
})

test('a key loses what its owner loses, and stays dead once the account was disabled', async () => {
  const { key } = await make(ops, ['approvals.flow.read', 'org.organisation.read'])
  const { items } = await admin.call(listAssignments, { query: { person_id: app.person('zhou.ting').id } })
  const { id, version, starts_on } = items[0]!
  expect(starts_on < '2026-11-23').toBe(true)
  await admin.call(endRole, { params: { id }, body: { version, ends_on: '2026-11-23' } })
  expect(await refusalOf(program(key).call(listOrganisations))).toMatchObject({ status: 403 })
  const { key: other } = await make(head, ['org.organisation.read'])
  const account = { params: { id: app.person('li.wei').account_id }, body: {} }
  await admin.call(disableAccount, account)
  expect(await refusalOf(program(other).call(listOrganisations))).toMatchObject({ status: 401 })
  await admin.call(enableAccount, account)
  expect(await refusalOf(program(other).call(listOrganisations))).toMatchObject({ status: 401 })
})

test('the administrator sees and ends every key; the auditor reads along; others see none', async () => {
  const { id, key } = await make(app.as('luo.ying'), ['org.organisation.read'])
  const found = await app.as('fang.yi').call(listKeys, { query: { q: '罗颖' } })
  expect(found.items).toEqual([
    expect.objectContaining({
      id,
      owner: expect.objectContaining({ name: '罗颖' }),
      state: 'active',
      can: [],
    }),
  ])
  const revoke = { params: { id }, body: { note: '外包结束' } }
  expect(await refusalOf(app.as('fang.yi').call(revokeKey, revoke))).toMatchObject({ status: 403 })
  expect(await refusalOf(app.as('xu.wen').call(listKeys))).toMatchObject({ status: 403 })
  await admin.call(revokeKey, revoke)
  expect(await refusalOf(program(key).call(listOrganisations))).toMatchObject({ status: 401 })
  expect((await admin.call(listKeys, { query: { state: 'revoked', q: '罗颖' } })).items[0]?.can).toEqual([])
  const nobodys = { params: { id: '01900000-0000-7000-8000-00000000dead' }, body: {} }
  expect(await refusalOf(admin.call(revokeKey, nobodys))).toMatchObject({ status: 404 })
})
