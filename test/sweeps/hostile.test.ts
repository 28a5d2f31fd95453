import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { storyOf } from '../support/establishment-story.ts'
import { giveEveryRight, newestIds } from '../support/every-right.ts'
import { type Operation, operations, send } from '../support/operations.ts'
import { type Schema, sample } from '../support/sample.ts'

const app = await startApp()
const story = storyOf(app)
await story.draft()
await story.inReview()
await giveEveryRight(app, 'zhou.ting', app.org('衡远服务集团').id)
const she = app.as('zhou.ting')
const tables = await tablesOf()
const ids = await newestIds(app)
let last = await stand()
const known = new Map<string, Promise<string | undefined>>()
const writes = operations.filter(({ method }) => method !== 'GET')
const reads = operations.filter(
  ({ method, parameters }) => method === 'GET' && parameters.some((one) => one.in === 'query'),
)

const half = '\ud800'
const long = 'x'.repeat(1_000_000)
/** Whole bodies that are none, as they are sent. */
const noBodies = ['null', '[]', '{', `${'['.repeat(20_000)}${']'.repeat(20_000)}`]
/** In every field at once, whatever it takes. */
const anywhere = [{}, [[null]], half]
/** In every field that takes such a kind, so that it is the work behind the shape that must bear it. */
const inPlace = [null, long, '\0', '<script>=1+1', -1, 2 ** 53 + 2, 1e308]
/** What the validator, the language or the database would say by themselves. */
const rawWords =
  /无效|期望|Invalid (input|option|string)|expected |undefined|\[object|regex|violates|syntax error/
/** An id that nothing has; where it turns up, a field nobody asked for was taken. */
const marker = '01900000-0000-7000-8000-0000000bad1d'
const unasked = Object.fromEntries(
  [
    'id',
    'org_id',
    'state',
    'life',
    'person_id',
    'applicant_id',
    'created_by',
    'role_key',
    'decided_at',
    'admin',
  ]
    .concat(['account_id', 'constructor', 'reach', 'disabled_at', 'number', 'version'])
    .map((name) => [name, marker]),
)

describe('whatever is sent, it is no fault of the server, and what is refused saved nothing: ', () => {
  test.each(writes.map((one) => [one.name, one] as const))(
    '%s',
    async (_name, operation) => {
      const answers = await sendAll(operation, await paramsOf(operation))
      for (const { status, what } of answers) expect.soft(status, what).toBeLessThan(500)
      const before = last
      last = await stand()
      if (answers.every(({ status }) => status >= 400)) expect(last).toEqual(before)
    },
    60_000,
  )
})

test('a field nobody asked for is taken nowhere', async () => {
  for (const table of tables) {
    const { rows } = await sql<{ row: string }>`
      select t::text "row" from ${sql.table(table)} t where t::text like ${`%${marker}%`}`.execute(app.owner)
    expect(rows, table).toEqual([])
  }
})

describe('whatever stands in a query, it is no fault of the server: ', () => {
  test.each(reads.map((one) => [one.name, one] as const))('%s', async (_name, operation) => {
    const params = await paramsOf(operation)
    for (const { name, schema } of operation.parameters.filter((one) => one.in === 'query'))
      for (const value of queryValues(schema)) {
        const answer = await send(she, operation, { params, query: { [name]: value } })
        await answer.arrayBuffer()
        expect.soft(answer.status, `${name}=${value}`).toBeLessThan(500)
      }
  })
})

function queryValues(schema: Schema): string[] {
  if (schema.format === 'date') return ['0000-01-01', '9999-12-31']
  if (schema.type === 'integer') return ['-1', '9'.repeat(30)]
  return ['\0', "%_\\'😀", 'x'.repeat(2000)]
}

/** Everything hostile one after the other; what came of each. */
async function sendAll(operation: Operation, params: Record<string, string>) {
  const { path, method, body: schema, multipart } = operation
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => params[name]!)
  const post = (body: string) =>
    she.fetch(address, { method, body, headers: { 'content-type': 'application/json' } })
  const answers: { status: number; what: string }[] = []
  const note = async (what: string, answer: Response) => {
    expect.soft(await answer.text(), what.slice(0, 200)).not.toMatch(rawWords)
    answers.push({ status: answer.status, what: what.slice(0, 200) })
  }
  if (multipart) {
    for (const fields of hostileBodies(schema!).filter((one) => typeof one === 'object'))
      await note(JSON.stringify(fields), await send(she, operation, { params, body: fields }))
    for (const bytes of ['', '<svg onload="alert(1)"/>', 'PK\u0003\u0004'])
      for (const name of ['../../x.pdf', `${half}.csv`, 'x\r\nSet-Cookie: a=b.html'])
        await note(name, await send(she, operation, { params, file: { name, bytes } }))
    return answers
  }
  for (const body of [
    ...noBodies,
    ...(schema ? hostileBodies(schema).map((one) => JSON.stringify(one)) : []),
  ])
    await note(body, await post(body))
  return answers
}

function hostileBodies(schema: Schema): Record<string, unknown>[] {
  const right = (sample(schema) ?? {}) as Record<string, unknown>
  const fields = Object.keys(schema.properties ?? {})
  const ofKind = (value: unknown) => {
    const all = fields.filter((name) => fitting(schema.properties![name]!, value))
    // Two of the long ones would be more than a request may be.
    return value === long ? all.slice(0, 1) : all
  }
  return [
    ...anywhere.map((value) => Object.fromEntries(fields.map((name) => [name, value]))),
    ...inPlace.map((value) => ({
      ...right,
      ...Object.fromEntries(ofKind(value).map((name) => [name, value])),
    })),
    { ...unasked, ...right },
  ]
}

/** Whether a value of this kind may stand there, as far as its type says. */
function fitting(schema: Schema, value: unknown): boolean {
  const kinds = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(({ type }) => type ?? [])
  const kind = value === null ? 'null' : typeof value
  return kinds.includes(kind) || (kind === 'number' && kinds.includes('integer'))
}

/** A record the address may begin with, where there is one. */
async function paramsOf({ path, parameters }: Operation): Promise<Record<string, string>> {
  const [, before, name] = /^(.*?\{(\w+)\})/.exec(path) ?? []
  const madeUp = Object.fromEntries(
    parameters.filter((one) => one.in === 'path').map((one) => [one.name, String(sample(one.schema))]),
  )
  if (!before || !name) return madeUp
  known.set(before, known.get(before) ?? findOne(before))
  const id = await known.get(before)
  return id ? { ...madeUp, [name]: id } : madeUp
}

async function findOne(before: string): Promise<string | undefined> {
  for (const id of ids) {
    const answer = await she.fetch(before.replace(/\{\w+\}/, id))
    await answer.arrayBuffer()
    if (answer.status === 200) return id
  }
  return undefined
}

async function tablesOf(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select format('%s.%s', table_schema, table_name) name from information_schema.tables
    where table_schema not in ('information_schema', 'pg_catalog', 'pgboss', 'public')
      and table_type = 'BASE TABLE'`.execute(app.owner)
  return rows.map(({ name }) => name)
}

/** How many rows there are of everything, and which transaction wrote last: a write changes one of the two. */
async function stand() {
  const each = tables.map(
    (table) => sql`select count(*) n, max(xmin::text::bigint) x from ${sql.table(table)}`,
  )
  const { rows } = await sql<{ rows: string; last: string }>`
    select sum(n) "rows", max(x) last from (${sql.join(each, sql` union all `)}) t`.execute(app.owner)
  return rows[0]!
}
