import { randomUUIDv7 } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { CastUser } from '../../db/seed/cast.ts'
import { openStage } from '../../db/seed/demo/act-as.ts'
import { seedNetwork } from '../../db/seed/demo/network.ts'
import { startApp } from '../support/app.ts'
import { sample } from '../support/sample.ts'

type Operation = {
  operationId: string
  security?: unknown[]
  requestBody?: { content: Record<string, { schema: Parameters<typeof sample>[0] }> }
  parameters?: { name: string; in: string; required: boolean; schema: Parameters<typeof sample>[0] }[]
}

const document = JSON.parse(readFileSync(join(import.meta.dirname, '../../openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>
}
/** Every operation that is addressed by an id. */
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([, { parameters = [] }]) => parameters.some(isId))
    .map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
)

const app = await startApp()
await seedNetwork(openStage(app.kernel))
await giveEveryRight('luo.ying', app.org('华南区').id)
const theirs = await idsOf(app.org('上海分公司').id)
/** They work in another region: one with a head's rights, one with every right there is. */
const strangers: CastUser[] = ['zheng.kai', 'luo.ying']
const nobodys = '01900000-0000-7000-8000-00000000dead'

test('Shanghai has records of many kinds to guess at', () => {
  expect(theirs.length).toBeGreaterThan(10)
  expect(operations.length).toBeGreaterThan(30)
})

describe('another branch’s id and an id nobody gave are answered alike by', () => {
  test.each(operations.map((one) => [one.operationId, one] as const))(
    '%s',
    async (_name, operation) => {
      for (const user of strangers) {
        const unknown = await ask(user, operation, nobodys)
        if (unknown.status === 403) continue
        const told = await Promise.all(theirs.map((id) => ask(user, operation, id)))
        for (const [at, answer] of told.entries()) expect(answer, theirs[at]).toEqual(unknown)
      }
    },
    60_000,
  )
})

test('each of these operations is open to somebody in another region, so the sweep means something', async () => {
  const closed = await Promise.all(
    operations.map(async (operation) => {
      const { status } = await ask('luo.ying', operation, nobodys)
      return status === 404 ? [] : [`${operation.operationId} ${status}`]
    }),
  )
  expect(closed.flat()).toEqual([
    // A made-up body breaks a rule between two of its fields, before anything is looked for.
    'calendar.calendar.edit 400',
    'calendar.calendar.add_day 400',
    // Counts within one's own reach: none, whoever the id is.
    'tasks.task.count_of 200',
    // A made-up address is no address.
    'webhooks.webhook.update 400',
  ])
})

async function ask(
  user: CastUser,
  { path, method, requestBody, parameters = [] }: Operation & Where,
  id: string,
) {
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = parameters.find((one) => one.name === name)
    return parameter && isId(parameter) ? id : encodeURIComponent(String(sample(parameter?.schema ?? {})))
  })
  const query = new URLSearchParams(
    parameters
      .filter((one) => one.in === 'query' && one.required)
      .map(({ name, schema }) => [name, String(sample(schema))]),
  )
  const response = await app
    .as(user)
    .fetch(`${address}${query.size > 0 ? `?${query}` : ''}`, { method, ...bodyFor(requestBody) })
  const { request_id: _own, ...answer } = (await response.json()) as Record<string, unknown>
  return { status: response.status, answer }
}

type Where = { path: string; method: string }

function bodyFor(requestBody: Operation['requestBody']) {
  if (!requestBody) return {}
  const json = requestBody.content['application/json']
  if (json)
    return { body: JSON.stringify(sample(json.schema)), headers: { 'content-type': 'application/json' } }
  const form = new FormData()
  const { file: _file, ...fields } = sample(requestBody.content['multipart/form-data']!.schema) as Record<
    string,
    unknown
  >
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value))
  form.append('file', new Blob(['%PDF-1.4 a file']), 'a.pdf')
  return { body: form }
}

function isId(parameter: { in: string; schema: { format?: string } }): boolean {
  return parameter.in === 'path' && parameter.schema.format === 'uuid'
}

/** A role with every permission, at one organisation and all below it. */
async function giveEveryRight(user: CastUser, organisation_id: string) {
  const role_key = 'role_of_every_right'
  await app.owner
    .insertInto('kernel.role')
    .values({ key: role_key, title: '全部权限', title_en: 'Everything' })
    .execute()
  await sql`insert into kernel.role_permission (role_key, permission)
    select distinct ${role_key}, permission from kernel.role_permission`.execute(app.owner)
  await app.owner
    .insertInto('kernel.role_assignment')
    .values({
      id: randomUUIDv7(),
      person_id: app.person(user).id,
      role_key,
      organisation_id,
      with_subtree: true,
      starts_on: '2026-01-01',
    })
    .execute()
}

/** Every id of a row the organisation owns, and its own. */
async function idsOf(org_id: string): Promise<string[]> {
  const { rows } = await sql<{ table: string }>`
    select format('%s.%s', table_schema, table_name) "table" from information_schema.columns
    where column_name = 'org_id' and table_schema not in ('information_schema', 'pg_catalog', 'pgboss')
      and exists (select from information_schema.columns i where i.table_schema = columns.table_schema
        and i.table_name = columns.table_name and i.column_name = 'id')`.execute(app.owner)
  const ids = [org_id, app.person('li.wei').id]
  for (const { table } of rows) {
    const found = await sql<{ id: string }>`
      select id from ${sql.table(table)} where org_id = ${org_id} limit 2`.execute(app.owner)
    ids.push(...found.rows.map(({ id }) => id))
  }
  return ids
}
